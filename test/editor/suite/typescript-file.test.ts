import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  closeEditors,
  eventually,
  noWarnings,
  openFile,
  quickFixes,
  ruleOf,
  screenshot,
  typeAtEnd,
  warningOf,
  warnings,
  workspaceFile,
} from './support.ts';

const FOLDER = 'typescript';

const ROWS = `import { readFileSync } from 'node:fs';

interface Row {
  id: number;
  score: number;
}

const human: Row[] = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic: Row[] = JSON.parse(readFileSync('synthetic.json', 'utf8'));
export const pooled = [...human, ...synthetic];
`;
const MEAN = 'pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length';
const REPORT = `${ROWS}
const mean = ${MEAN};
console.log(\`mean score \${mean.toFixed(3)}\`);
`;
const MODULE = `import { pooled } from './rows.js';

export const mean = ${MEAN};
`;
const VIEW = `import { pooled } from './rows.js';

export function Report({ title }: { title: string }) {
  return (
    <section>
      <h1>{title}</h1>
      {/* unpool: real */}
      <p className="mean">
        {${MEAN}}
      </p>
    </section>
  );
}
`;
const rows = (scores: readonly number[]) => JSON.stringify(scores.map((score, id) => ({ id, score })));
const FILES = {
  'human.json': rows(Array.from({ length: 40 }, (_, i) => 0.6 + (i % 7) / 20)),
  'synthetic.json': rows(Array.from({ length: 120 }, (_, i) => 0.8 + (i % 5) / 25)),
  'rows.ts': ROWS,
  'report.ts': REPORT,
  'module.mjs': MODULE,
  'view.tsx': VIEW,
  'stored.cts': REPORT,
  'dist/stored.js': REPORT,
  'stored.d.ts': 'export declare const mean: number;\n',
};

const open = (name: string) => openFile(`${FOLDER}/${name}`);

/** The line and columns of the only stretch of a text that says so. */
function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0 && document.getText().indexOf(text, start + 1) < 0, text);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('a TypeScript file', () => {
  before(async () => {
    for (const [name, text] of Object.entries(FILES))
      await vscode.workspace.fs.writeFile(workspaceFile(`${FOLDER}/${name}`), new TextEncoder().encode(text));
  });
  after(() => vscode.workspace.fs.delete(workspaceFile(FOLDER), { recursive: true }));
  afterEach(closeEditors);

  it('shows a warning on exactly the estimate, with the way of the data and a link to the rule', async () => {
    const editor = await open('report.ts');
    const { document } = editor;
    const warning = await warningOf(document.uri, 'naive-pooling');
    assert.ok(warning.range.isEqual(rangeOf(document, MEAN)), document.getText(warning.range));
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
    assert.ok(typeof warning.code === 'object', 'the code links to the rule');
    const steps = warning.relatedInformation?.map(({ location }) => document.getText(location.range));
    assert.deepEqual(steps, [
      "readFileSync('human.json', 'utf8')",
      "readFileSync('synthetic.json', 'utf8')",
      '[...human, ...synthetic]',
      MEAN,
    ]);
    await eventually('the numbers of the files', () => /40 real rows/.test(warnings(document.uri)[0]?.message ?? ''));
    const inside = warning.range.end.translate(0, -4);
    editor.selection = new vscode.Selection(inside, inside);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // for the picture
    await vscode.commands.executeCommand('editor.action.showHover');
    await screenshot('typescript-warning');
  });

  it('tells on hovering where a value comes from', async () => {
    const { document } = await open('report.ts');
    await warningOf(document.uri, 'naive-pooling');
    const at = rangeOf(document, 'export const pooled').end.translate(0, -2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const texts = (hovers.flatMap(({ contents }) => contents) as vscode.MarkdownString[]).map(({ value }) => value);
    const ours = texts.find((text) => text.includes('command:unpool.showLineage')) ?? '';
    assert.match(ours, /^`pooled`: .*pooled/);
    assert.match(ours, /\[line 9\]\(.*report\.ts#L9,.*: synthetic rows read from synthetic\.json/);
  });

  it('offers its repairs, then the check of its data, which stands above the code, too', async () => {
    const { document } = await open('report.ts');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const check = 'Check exchangeability of human.json and synthetic.json';
    const titles = (await quickFixes(document.uri, warning)).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => /exchangeability|rows|naive-pooling/.test(title)),
      [
        'Estimate on the real rows only (human)',
        check,
        'Show where these rows come from',
        'Ignore naive-pooling here',
        'Repair all findings of naive-pooling in the workspace',
      ],
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    const ours = lenses.find(({ command }) => command?.title === check);
    assert.equal(ours?.range.start.line, warning.range.start.line);
  });

  it('is quiet once the warning is suppressed by the quick fix', async () => {
    const { document } = await open('report.ts');
    const warning = await warningOf(document.uri, 'naive-pooling');
    const suppress = (await quickFixes(document.uri, warning)).find(({ title }) => /^Ignore/.test(title));
    assert.ok(suppress, 'suppressing is offered');
    await apply(suppress);
    await noWarnings(document.uri);
    const { line } = rangeOf(document, MEAN).start;
    assert.equal(document.lineAt(line - 1).text, '// unpool: ignore[naive-pooling]');
    await screenshot('typescript-suppressed');
  });

  it('loses the warning when an edit takes the synthetic rows out, and gets it back', async () => {
    const { document } = await open('report.ts');
    await warningOf(document.uri, 'naive-pooling');
    await replace(document, ', ...synthetic]', ']');
    await noWarnings(document.uri);
    await replace(document, '[...human]', '[...human, ...synthetic]');
    await warningOf(document.uri, 'naive-pooling');
  });

  it('gets a warning while it is typed', async () => {
    const editor = await open('rows.ts');
    await typeAtEnd(editor, `console.log(${MEAN});`);
    await warningOf(editor.document.uri, 'naive-pooling');
  });

  it('is warned of rows that another module pools, saved or not', async () => {
    const { document } = await open('module.mjs');
    const warning = await warningOf(document.uri, 'naive-pooling');
    assert.ok(warning.range.isEqual(rangeOf(document, MEAN)));
    const files = warning.relatedInformation?.map(({ location }) => location.uri.path.split('/').at(-1));
    assert.deepEqual(files, ['rows.ts', 'rows.ts', 'rows.ts', 'module.mjs']);
    const other = await open('rows.ts');
    await replace(other.document, ', ...synthetic]', ']');
    await noWarnings(document.uri);
  });

  it('may have elements in it', async () => {
    const { document } = await open('view.tsx');
    const warning = await warningOf(document.uri, 'naive-pooling');
    assert.ok(warning.range.isEqual(rangeOf(document, MEAN)));
    await screenshot('typescript-view');
    const suppress = (await quickFixes(document.uri, warning)).find(({ title }) => /^Ignore/.test(title));
    assert.ok(suppress, 'suppressing is offered');
    await apply(suppress);
    await eventually(
      'no warning of pooling',
      () => !warnings(document.uri).some((one) => ruleOf(one) === 'naive-pooling'),
    );
    assert.match(document.getText(), /^ {2}\/\/ unpool: ignore\[naive-pooling\]\n {2}return \($/m);
  });

  it('is checked with the workspace', async () => {
    const result = await vscode.commands.executeCommand<{ errors: unknown[] }>('unpool.checkWorkspace');
    assert.deepEqual(result.errors, []);
    await warningOf(workspaceFile(`${FOLDER}/stored.cts`), 'naive-pooling');
    assert.deepEqual(warnings(workspaceFile(`${FOLDER}/dist/stored.js`)), []);
  });
});
