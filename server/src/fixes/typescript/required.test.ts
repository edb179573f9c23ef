import assert from 'node:assert/strict';
import { TestWorkspace } from '../../test-workspace.ts';

const CODE = `import { readFileSync } from 'node:fs';

const rows: { judgePass: boolean; humanPass: boolean | null }[] = JSON.parse(readFileSync('llm_judge.json', 'utf8'));
console.log(rows.filter((row) => row.humanPass === true).length);
console.log(rows.filter((row) => row.judgePass).length / rows.length);
`;

/** The repairs of the number: title, and the other file as each leaves it. */
async function offers(files: Readonly<Record<string, string>>, code = CODE): Promise<string[]> {
  const analysis = await new TestWorkspace({ 'evals/report.ts': code, ...files }).analyse('evals/report.ts');
  return analysis.fixes(analysis.findings[0]!).flatMap(({ kind, title, edits }) => {
    if (kind !== 'repair') return [];
    const [other] = edits.filter(({ place }) => !place.document.endsWith('report.ts'));
    const name = other?.place.document.split('/project/')[1];
    const text = name === undefined ? '' : files[name]!;
    const after = other ? text.slice(0, other.place.start) + other.newText + text.slice(other.place.end) : '';
    return [title.replace(/^Correct with the human labels in "humanPass"/, '') + after];
  });
}

describe('the package that a repair in TypeScript needs', () => {
  it('is said to be lacking, or added where it would be listed', async () => {
    const [plain, adding, ...more] = await offers({
      'package.json': '{\n  "name": "x",\n  "dependencies": {\n    "openai": "^4.0.0",\n    "zod": "^3.0.0"\n  }\n}\n',
    });
    assert.equal(plain, '; package.json lacks unpool');
    assert.equal(
      adding,
      '; unpool is added to package.json{\n  "name": "x",\n  "dependencies": {\n    "openai": "^4.0.0",\n    "unpool": "*",\n    "zod": "^3.0.0"\n  }\n}\n',
    );
    assert.deepEqual(more, []);
  });

  it('goes first, last, and into the nearest list', async () => {
    for (const [list, expected] of [
      ['{ "dependencies": { "zod": "3" } }', '{ "dependencies": { "unpool": "*", "zod": "3" } }'],
      ['{"devDependencies":{"zod":"3","a":"1"}}', '{"devDependencies":{"zod":"3","a":"1", "unpool": "*"}}'],
      [
        '{\r\n\t"dependencies": {\r\n\t\t"a": "1"\r\n\t}\r\n}',
        '{\r\n\t"dependencies": {\r\n\t\t"a": "1",\r\n\t\t"unpool": "*"\r\n\t}\r\n}',
      ],
    ])
      assert.equal(
        (await offers({ 'evals/package.json': list!, 'package.json': '{ "dependencies": { "b": "1" } }' }))[1],
        `; unpool is added to package.json${expected}`,
      );
  });

  it('is not spoken of where it is listed or imported, or nothing lists anything', async () => {
    for (const files of [
      {},
      { 'package.json': '{ "name": "x" }' },
      { 'package.json': '{ "dependencies": { ' },
      { 'package.json': '{ "devDependencies": { "unpool": "file:unpool.tgz" }, "dependencies": { "a": "1" } }' },
      {
        'evals/package.json': '{ "dependencies": { "a": "1" } }',
        'package.json': '{ "dependencies": { "unpool": "1" } }',
      },
      { 'requirements.txt': 'pandas\n' },
    ] as Readonly<Record<string, string>>[])
      assert.deepEqual(await offers(files), [''], JSON.stringify(files));
    const imported = `import { wilson } from 'unpool/statistics';\n${CODE}console.log(wilson(1, 2));\n`;
    assert.deepEqual(await offers({ 'package.json': '{ "dependencies": { "a": "1" } }' }, imported), ['']);
  });
});
