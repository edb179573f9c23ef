// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import type { Analysis } from './analysis.ts';
import { ROOT, TestWorkspace } from './test-workspace.ts';

const POOLED = `import { readFileSync } from 'node:fs';
const human = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
`;
const MEAN = 'pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length';

const analysed = (code: string, name = 'report.ts'): Promise<Analysis> =>
  new TestWorkspace({ [name]: POOLED + code }).analyse(name);

const rulesOf = ({ findings }: Analysis): string[] => findings.map(({ rule }) => rule);

/** The code after a quick fix, and the rules that still find something in it. */
async function fixed(code: string, title: RegExp, name = 'report.ts'): Promise<{ code: string; left: string[] }> {
  const analysis = await analysed(code, name);
  const fixes = analysis.findings.flatMap((finding) => analysis.fixes(finding));
  const fix = fixes.find((candidate) => title.test(candidate.title));
  assert.ok(fix, fixes.map((candidate) => candidate.title).join());
  const all = [...fix.edits].sort((a, b) => b.place.start - a.place.start);
  const text = all.reduce(
    (before, { place, newText }) => before.slice(0, place.start) + newText + before.slice(place.end),
    POOLED + code,
  );
  assert.ok(text.startsWith(POOLED));
  return { code: text.slice(POOLED.length), left: rulesOf(await analysed(text.slice(POOLED.length), name)) };
}

describe('Comments that silence, in TypeScript', () => {
  for (const [what, code] of [
    ['behind the line', `console.log(${MEAN}); // unpool: ignore[naive-pooling] a preview\n`],
    ['on a line above', `// unpool: ignore[naive-pooling] a preview\nconsole.log(${MEAN});\n`],
    ['in a block above', `/* unpool: ignore[naive-pooling] a preview */\nconsole.log(${MEAN});\n`],
    ['in a block of lines', `/**\n * unpool: ignore[naive-pooling] a preview\n */\nconsole.log(${MEAN});\n`],
    ['with another comment between', `// unpool: ignore[naive-pooling]\n/* other */\nconsole.log(${MEAN});\n`],
    ['behind that of another tool', `console.log(${MEAN}); // eslint-disable-line // unpool: ignore[naive-pooling]\n`],
    ['above a statement of lines', `// unpool: ignore[naive-pooling]\nconsole.log(\n  'mean',\n  ${MEAN},\n);\n`],
    [
      'above a statement in a callback',
      `run(() => {\n  // unpool: ignore[naive-pooling]\n  show(\n    ${MEAN},\n  );\n});\n`,
    ],
    ['above a condition', `// unpool: ignore[naive-pooling]\nif (\n  ${MEAN} > 0.5\n) {\n  stop();\n}\n`],
    ['for the file', `/* unpool: ignore-file[naive-pooling] a preview */\nconsole.log(${MEAN});\n`],
    [
      'from start to end',
      `// unpool: ignore-start[naive-pooling]\nf();\nconsole.log(${MEAN});\n// unpool: ignore-end[naive-pooling]\n`,
    ],
  ] as const)
    it(`${what}`, async () => assert.deepEqual(rulesOf(await analysed(code)), []));

  it('in JSX, behind and above', async () => {
    for (const code of [
      `export const View = () => (\n  <p>\n    {/* unpool: ignore[naive-pooling] a preview */}\n    {${MEAN}}\n  </p>\n);\n`,
      `export const View = () => (\n  <p>\n    {${MEAN}} {/* unpool: ignore[naive-pooling] a preview */}\n  </p>\n);\n`,
    ])
      assert.deepEqual(rulesOf(await analysed(code, 'view.tsx')), [], code);
  });

  it('not what stands in the functions under a statement', async () => {
    const code = `// unpool: ignore[naive-pooling]\nrun(() => {\n  f();\n  console.log(${MEAN});\n});\n`;
    assert.deepEqual(rulesOf(await analysed(code)), ['unused-suppression', 'naive-pooling']);
    const inFunction = code.replace('run(() => {', 'function run() {').replace('});\n', '}\nrun();\n');
    assert.ok(rulesOf(await analysed(inFunction)).includes('naive-pooling'));
  });

  it('not from within a text', async () => {
    for (const text of ['"// unpool: ignore[naive-pooling]"', '`// unpool: ignore[naive-pooling]`'])
      assert.deepEqual(rulesOf(await analysed(`console.log(${text}, ${MEAN});\n`)), ['naive-pooling']);
  });
});

describe('The quick fix that silences, in TypeScript', () => {
  for (const [what, name, before, after] of [
    [
      'above a line',
      'a.ts',
      `  console.log(${MEAN});\n`,
      `  // unpool: ignore[naive-pooling]\n  console.log(${MEAN});\n`,
    ],
    [
      'above a statement of lines',
      'a.mts',
      `console.log(\n  'mean',\n  ${MEAN},\n);\n`,
      `// unpool: ignore[naive-pooling]\nconsole.log(\n  'mean',\n  ${MEAN},\n);\n`,
    ],
    [
      'above the statement within a callback',
      'a.js',
      `run(() => {\n\tconst text = \`the mean:\n\${${MEAN}}\`;\n});\n`,
      `run(() => {\n\t// unpool: ignore[naive-pooling]\n\tconst text = \`the mean:\n\${${MEAN}}\`;\n});\n`,
    ],
    [
      'above the statement that an element is part of',
      'a.tsx',
      `export function View() {\n  return (\n    <p>\n      {${MEAN}}\n    </p>\n  );\n}\n`,
      `export function View() {\n  // unpool: ignore[naive-pooling]\n  return (\n    <p>\n      {${MEAN}}\n    </p>\n  );\n}\n`,
    ],
    [
      'above a line with a block on it',
      'a.ts',
      `if (pooled) { console.log(${MEAN}); }\n`,
      `// unpool: ignore[naive-pooling]\nif (pooled) { console.log(${MEAN}); }\n`,
    ],
  ] as const)
    it(`writes a comment ${what}`, async () => {
      assert.deepEqual(await fixed(before, /^Ignore naive-pooling here$/, name), { code: after, left: [] });
    });

  it('keeps the line ends of the file', async () => {
    const { code } = await fixed(`console.log(${MEAN});\r\n`, /^Ignore/);
    assert.equal(code, `// unpool: ignore[naive-pooling]\r\nconsole.log(${MEAN});\r\n`);
  });

  it('comes last, behind all repairs', async () => {
    for (const code of [
      `console.log(${MEAN});\n`,
      `async function judge(answer: string) {\n  const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: answer }] });\n  return reply.choices[0].message.content === 'yes' ? 1 : 0;\n}\nconst verdicts: number[] = [];\nfor (const row of human) verdicts.push(await judge(row.answer));\nconsole.log(verdicts.reduce((a, b) => a + b, 0) / verdicts.length);\n`,
    ]) {
      const analysis = await analysed(code);
      assert.ok(analysis.findings.length > 0);
      for (const finding of analysis.findings)
        assert.deepEqual(
          analysis.fixes(finding).flatMap(({ kind }, i, all) => (kind === 'suppress' ? [i - all.length] : [])),
          [-1],
        );
    }
  });
});

describe('The quick fix that removes a comment, in TypeScript', () => {
  for (const [what, before, after] of [
    ['behind code', 'f(); // unpool: ignore[naive-pooling] why\n', 'f();\n'],
    ['with its line', 'f();\n  // unpool: ignore[naive-pooling] why\ng();\n', 'f();\ng();\n'],
    ['of several lines', 'f();\n/*\n * unpool: ignore[naive-pooling]\n */\ng();\n', 'f();\ng();\n'],
    ['before code', '/* unpool: ignore[naive-pooling] */ g();\n', 'g();\n'],
    ['within code', 'f(a, /* unpool: ignore[naive-pooling] */ b);\n', 'f(a, b);\n'],
  ] as const)
    it(what, async () => {
      assert.deepEqual(await fixed(before, /^Remove this comment$/), { code: after, left: [] });
    });

  it('in JSX, with its braces', async () => {
    const view = (line: string) => `const view = (\n  <p>\n${line}    {a}\n  </p>\n);\n`;
    const { code } = await fixed(view('    {/* unpool: ignore[naive-pooling] */}\n'), /^Remove this comment$/, 'a.tsx');
    assert.equal(code, view(''));
  });
});

describe('Comments that declare, in TypeScript', () => {
  it('hold for an assignment, in callbacks too', async () => {
    for (const code of [
      `const rows = load(); // unpool: synthetic\nconst both = [...human, ...rows];\nconsole.log(both.reduce((s, r) => s + r.score, 0) / both.length);\n`,
      `run(async () => {\n  /* unpool: synthetic */\n  const rows = await load();\n  const both = [...human, ...rows];\n  console.log(both.reduce((s, r) => s + r.score, 0) / both.length);\n});\n`,
    ]) {
      const analysis = await analysed(code);
      assert.deepEqual(rulesOf(analysis), ['naive-pooling'], code);
      assert.ok(analysis.findings[0]!.trace.some(({ message }) => message.startsWith('declared synthetic')));
    }
  });

  it('are told where they hold for nothing', async () => {
    const { findings, document } = await analysed('print(load()); // unpool: real\n');
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['unused-suppression'],
    );
    assert.equal(document.uri, `${ROOT}/report.ts`);
  });
});
