import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { FlowUnit } from '../../flow/program.ts';
import { blocksOf } from '../../rules/page.ts';
import { testAssets } from '../../test-assets.ts';
import { createRandom } from '../../test-random.ts';
import { HALF_TYPED } from './half-typed.ts';
import { createPythonParser, type PythonParser } from './parser.ts';

const MANY = `import a, b  # unpool: real
x = (1,
  2)
# a comment
@decorated
def f(p, q=3):
    """What it says."""
    # unpool: synthetic
    if p:
        return q
    elif q: return [i for i in p]
    else:
        yield p

class A(B):
    y: int = 3; z = "'''"
if x: print(x)
elif f: print(f)
else:
    pass; c = 1
assert x, f
text = '''
def no(): pass
'''
match x:
    case [1, *rest]: w = rest
a = 1; b = a.b.c[x]
`;

const INSERTED = [' ', '\n', '(', ')', '"', '"""', ':', '\\', '#', '@', 'x', '=', 'if x:\n', 'else:\n', '\r', '\t', ''];

/** The same, or the more: what is lowered whole and fails loses also what the grammar takes on two lines at column 0. */
function assertAsWhole(unit: FlowUnit, whole: FlowUnit, message: string): void {
  if (unit.skipped.length < whole.skipped.length)
    for (const span of unit.skipped)
      assert.ok(
        whole.skipped.some(({ start, end }) => start === span.start && end === span.end),
        message,
      );
  else assert.deepEqual(unit, whole, message);
}

describe('lowering an edited text again', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await createPythonParser(testAssets);
  });

  const rules = new URL('../../rules/', import.meta.url);
  const pages = readdirSync(rules).filter((name) => name.endsWith('.md'));
  const texts = [
    MANY,
    ...pages.map((name) =>
      blocksOf(readFileSync(new URL(name, rules), 'utf8'))
        .map(({ code }) => code)
        .join('\n'),
    ),
  ];

  it('gives what lowering it whole gives, whatever is typed', function () {
    this.timeout(240_000);
    const random = createRandom(1);
    for (const original of texts) {
      let text = original;
      let unit: FlowUnit = parser.lower(text, null);
      for (let i = 0; i < 40; i++) {
        const at = random(text.length + 1);
        const typed = random(4) === 0 ? HALF_TYPED[random(HALF_TYPED.length)]! : INSERTED[random(INSERTED.length)]!;
        const next = text.slice(0, at) + typed + text.slice(at + random(3) * random(12));
        unit = parser.lower(next, null, unit);
        assertAsWhole(unit, parser.lower(next, null), `${JSON.stringify(typed)} at ${at} of\n${text}`);
        text = next;
        if (i % 3 < 2) continue;
        text = original; // as people leave it
        unit = parser.lower(text, null, unit);
        assert.deepEqual(unit, parser.lower(text, null));
      }
    }
  });

  it('takes over what is the same', () => {
    const first = parser.lower(MANY, null);
    const second = parser.lower(MANY.replace('return q', 'return 4'), null, first);
    assert.equal(second.body[0], first.body[0]);
    assert.equal(second.body.at(-1), first.body.at(-1));
    assert.notEqual(second.body[3], first.body[3]);
  });

  it('takes over what is the same beside what does not parse', () => {
    const first = parser.lower(MANY, null);
    const second = parser.lower(MANY.replace('y: int = 3', 'y: int = ('), null, first);
    assert.equal(second.skipped.length, 1);
    assert.equal(second.body[0], first.body[0]);
    assert.deepEqual(second.body.at(-1), first.body.at(-1));
  });
});
