import assert from 'node:assert/strict';
import { testAssets } from '../../test-assets.ts';
import { blankMagics } from './ipython.ts';
import { createPythonParser, type PythonParser } from './parser.ts';
import { show } from './test-show.ts';

/** A cell and what is left of it. */
const CELLS: readonly (readonly [string, string])[] = [
  ['%matplotlib inline\nx = 1', 'x = 1'],
  ['%pip install pandas', ''],
  ['% pip install pandas', ''],
  ['pip install -q pandas \\\n  numpy\nx = 1', 'x = 1'],
  ['conda list', ''],
  ['uv = pip if conda else mamba', 'uv = (conda ? pip : mamba)'],
  ['!ls -la | grep "x\nx = 1', 'x = 1'],
  ['!pip install a \\\n  b\nx = 1', 'x = 1'],
  ['df.head?\n?df\ndf??', ''],
  ['files = !ls *.csv', 'files = unknown()'],
  ['t = %timeit -o f(1)', 't = unknown()'],
  ['%time x = f()', '0\nx = f()'],
  ['%timeit -n 10 -o f(x)', '0\nf(x)'],
  ['%%time\nx = 1', 'x = 1'],
  ['\n%%capture out\n%%time\nx = 1', 'x = 1'],
  ['%%bash\necho "x', ''],
  ['%%writefile a.py\nimport os', ''],
  ['%%html\n<b>', ''],
  ['if a:\n    !pip install b\nc', 'if a {  } else {  }\nc'],
  ['x = (a\n% b)', 'x = (arithmetic % a, b)'],
  ['s = """\n%time\n!ls\n"""', 's = "\\n%time\\n!ls\\n"'],
  ['x = a != b', 'x = (comparison != a, b)'],
  ['d["a=%s" % x] = 1', 'd[(arithmetic % "a=%s", x)] = 1'],
  ['x = "a?"', 'x = "a?"'],
  ['x = a % b', 'x = (arithmetic % a, b)'],
];

describe('IPython cells', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  for (const [cell, expected] of CELLS) {
    it(cell, () => {
      const unit = parser.lower(cell, 1);
      assert.equal(show(unit.body), expected);
      assert.deepEqual(unit.skipped, []);
      assert.equal(blankMagics(cell).length, cell.length);
    });
  }

  it('are not read in files', () => {
    assert.equal(parser.lower('%time\nx = 1\n', null).skipped.length, 1);
  });
});
