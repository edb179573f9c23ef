import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const analyse = (text: string) => new TestWorkspace({ 'eval.py': text }).analyse('eval.py');

/** What is known of a name where it stands last. */
const told = async (name: string, code: string) => {
  const text = `${code}\n${name}\n`;
  return (await analyse(text)).provenanceAt(null, text.lastIndexOf(name) + 1)?.summary;
};

describe('A declaration', () => {
  it('holds for the assignment on its line, in it, or below', async () => {
    assert.equal(await told('rows', 'rows = load()  # unpool: synthetic'), 'synthetic rows');
    assert.equal(await told('rows', '# unpool: synthetic\nrows = load()'), 'synthetic rows');
    assert.equal(await told('rows', 'rows = load(\n    7,  # unpool: synthetic\n)'), 'synthetic rows');
    assert.equal(await told('rows', 'if x:\n    rows = load()  # unpool: synthetic\n'), 'synthetic rows');
  });

  it('does not hold for what stands above', async () => {
    for (const below of [
      'more = load(\n    7,  # unpool: synthetic\n)',
      'for row in rows:  # unpool: synthetic\n    pass',
      'def f():  # unpool: synthetic\n    pass',
    ])
      assert.equal(await told('rows', `rows = load()  # unpool: real\n${below}`), 'real rows', below);
  });

  it('is found where it holds for nothing', async () => {
    const idle = [
      'def f():  # unpool: real\n    return 1\n',
      'def f():\n    return g()  # unpool: real\n',
      'import a  # unpool: real\n',
      'x = 1\n# unpool: real\n',
      '# unpool: real\nprint(x)\n',
      'for row in f():  # unpool: real\n    print(row)\n',
    ];
    for (const text of idle) {
      const { findings } = await analyse(text);
      assert.deepEqual(
        findings.map(({ rule, message }) => [rule, message]),
        [
          [
            'unused-suppression',
            'This comment declares nothing: it holds for an assignment, on its own line or right below. Move it to where the data get their name.',
          ],
        ],
        text,
      );
    }
    for (const text of ['x = f()  # unpool: real\n', '# unpool: real\n\nx = f()\n', 'x = (\n# unpool: real\ny = 1\n'])
      assert.deepEqual((await analyse(text)).findings, [], text);
  });
});
