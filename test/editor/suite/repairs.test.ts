import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  canLookInside,
  chooseQuickFix,
  closeEditors,
  eventually,
  isWeb,
  noWarnings,
  openFile,
  openNotebook,
  quickFixes,
  screenshot,
  type,
  warningOf,
  warnings,
  windowShows,
  workspaceFile,
} from './support.ts';

const FOLDER = 'repairs';

const POOLED = `import pandas as pd

real = pd.read_csv("../human.csv")
synthetic = pd.read_csv("../synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
`;
const TWICE = `${POOLED}
print(pooled["score"].median())
`;
const JUDGED = `import pandas as pd

df = pd.read_csv("../verdicts.csv")
print((df["human"] == df["judge"]).mean())
rate = df["judge"].mean()
print(f"{rate:.1%} of the answers are right")
`;
const CELLS = [
  'import pandas as pd\n\ndf = pd.read_csv("../verdicts.csv")',
  '# How often does the judge agree?\n(df["human"] == df["judge"]).mean()',
  'rate = df["judge"].mean()\nrate',
];
const MEAN = 'pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length';
const TYPESCRIPT = `import { readFileSync } from 'node:fs';

const human: { score: number }[] = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic: { score: number }[] = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
console.log(${MEAN});
`;
const notebook = (cells: readonly string[]) =>
  JSON.stringify({
    cells: [
      { cell_type: 'markdown', metadata: {}, source: '# Verdicts' },
      ...cells.map((source) => ({ cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source })),
    ],
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    nbformat: 4,
    nbformat_minor: 4,
  });
const FILES: Readonly<Record<string, string>> = {
  'pooled.py': POOLED,
  'saved.py': TWICE,
  'judged.py': JUDGED,
  'verdicts.ipynb': notebook(CELLS),
  'saved.ipynb': notebook([POOLED.trim(), 'print(pooled["score"].median())']),
  'report.ts': TYPESCRIPT,
  'promptfooconfig.yaml': `prompts:
  - Answer {{question}}
providers:
  - openai:chat:gpt-4o-mini
tests:
  - vars:
      question: Where is my order?
    assert:
      - type: llm-rubric
        value: Is polite
        provider: openai:gpt-4o
`,
};

const open = (name: string) => openFile(`${FOLDER}/${name}`);

/** What repairs or silences; not what only looks. */
const CHANGES = /^(?!Check|Show|Repair all)/;

/** Puts the cursor on a warning, and takes an offer of the light bulb as a person does. */
async function take(
  editor: vscode.TextEditor,
  warning: vscode.Diagnostic,
  picture: string,
  wanted = CHANGES,
): Promise<void> {
  editor.selection = new vscode.Selection(warning.range.start, warning.range.start);
  const offers = await quickFixes(editor.document.uri, warning);
  const index = offers.findIndex(({ title }) => wanted.test(title));
  assert.ok(index >= 0, offers.map(({ title }) => title).join());
  if (!canLookInside()) return apply(offers[index]!);
  await chooseQuickFix(offers[index]!.title, picture);
}

const changed = (document: vscode.TextDocument, before: string) =>
  eventually('a change', () => document.getText() !== before);

async function set(section: string, setting: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  await configuration.update(setting, value, vscode.ConfigurationTarget.Workspace);
}

async function stored(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(`${FOLDER}/${name}`)));
}

describe('repairs', () => {
  beforeEach(async () => {
    for (const [name, text] of Object.entries(FILES))
      await vscode.workspace.fs.writeFile(workspaceFile(`${FOLDER}/${name}`), new TextEncoder().encode(text));
  });
  after(() => vscode.workspace.fs.delete(workspaceFile(FOLDER), { recursive: true }));
  afterEach(closeEditors);

  it('come from the light bulb in a Python file, and go with one undo', async () => {
    const editor = await open('pooled.py');
    const { document } = editor;
    const warning = await warningOf(document.uri, 'naive-pooling');
    await take(editor, warning, 'repair-offers');
    await changed(document, POOLED);
    await noWarnings(document.uri);
    await screenshot('repaired');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), POOLED);
    await warningOf(document.uri, 'naive-pooling');
  });

  it('are shown first when they are large', async function () {
    if (!canLookInside()) return this.skip();
    const editor = await open('judged.py');
    const { document } = editor;
    const warning = await warningOf(document.uri, 'uncalibrated-judge');
    await take(editor, warning, 'large-offers');
    await windowShows('Refactor Preview');
    await screenshot('large-preview');
    assert.equal(document.getText(), JUDGED);
    await vscode.commands.executeCommand('refactorPreview.apply');
    await changed(document, JUDGED);
    await noWarnings(document.uri);
    await screenshot('large-repaired');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), JUDGED);
  });

  it('go across the cells of a notebook, and back with one undo', async () => {
    const { cells, document, editor, warning } = await openVerdicts();
    await take(editor, warning, 'notebook-offers');
    await changed(document, CELLS[2]!);
    await screenshot('notebook-repaired');
    const [first] = cells;
    assert.match(first!.getText(), /^import numpy as np$/m);
    await noWarnings(document.uri);
    await vscode.commands.executeCommand('undo');
    await screenshot('notebook-undone');
    await eventually('all as it was', () => cells.every((cell, index) => cell.getText() === CELLS[index]));
  });

  it('come from the light bulb in a TypeScript file, and go with one undo', async () => {
    const editor = await open('report.ts');
    const { document } = editor;
    const warning = await warningOf(document.uri, 'naive-pooling');
    await take(editor, warning, 'typescript-offers');
    await changed(document, TYPESCRIPT);
    await noWarnings(document.uri);
    await screenshot('typescript-repaired');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TYPESCRIPT);
  });

  it('leave the cursor where there is something to fill in', async () => {
    const editor = await open('promptfooconfig.yaml');
    const { document } = editor;
    const warning = await warningOf(document.uri, 'self-judging');
    await take(editor, warning, 'tab-stop-offers', /another family/);
    await changed(document, FILES['promptfooconfig.yaml']!);
    await eventually('a selection', () => !editor.selection.isEmpty);
    const selected = document.getText(editor.selection);
    assert.match(selected, /^anthropic:messages:/);
    await screenshot('tab-stop');
    await type('mistral:small');
    assert.match(document.getText(), /provider: mistral:small$/m);
  });

  it('are made in the whole workspace, as one change that is shown first', async function () {
    if (!canLookInside()) return this.skip();
    await vscode.workspace.fs.delete(workspaceFile(`${FOLDER}/verdicts.ipynb`));
    await vscode.workspace.fs.copy(workspaceFile(`${FOLDER}/judged.py`), workspaceFile(`${FOLDER}/other.py`));
    await set('unpool', 'fix.python', 'numpy'); // nobody is there to choose
    const repaired = vscode.commands.executeCommand('unpool.repairWorkspace', { rule: 'uncalibrated-judge' });
    await windowShows('Refactor Preview');
    await windowShows('other.py');
    await screenshot('workspace-preview');
    assert.equal(await stored('other.py'), JUDGED);
    await vscode.commands.executeCommand('refactorPreview.apply');
    assert.equal(await repaired, 2);
    for (const name of ['judged.py', 'other.py']) assert.match(await stored(name), /^rate = calibrated_mean\(/m);
    await vscode.workspace.fs.delete(workspaceFile(`${FOLDER}/other.py`));
    await set('unpool', 'fix.python', undefined);
  });

  describe('when a file is saved', () => {
    before(async () => {
      await set('editor', 'codeActionsOnSave', { 'source.fixAll.unpool': 'explicit' });
      await set('notebook', 'codeActionsOnSave', { 'notebook.source.fixAll.unpool': 'explicit' });
    });
    after(async () => {
      await set('editor', 'codeActionsOnSave', undefined);
      await set('notebook', 'codeActionsOnSave', undefined);
    });

    it('are all made, if they are safe', async () => {
      const { document } = await open('saved.py');
      await warningOf(document.uri, 'naive-pooling');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(0), '# scores\n');
      await vscode.workspace.applyEdit(edit);
      assert.ok(await document.save());
      await noWarnings(document.uri);
      const text = await stored('saved.py');
      assert.match(text, /^# scores\nimport/);
      assert.ok(!/pooled\["score"\]/.test(text));
      await screenshot('saved');
    });

    it('are all made in a notebook, if they are safe', async function () {
      // the editor says "Failed to apply notebook code action on save" there
      if (isWeb()) return this.skip();
      const opened = await openNotebook(`${FOLDER}/saved.ipynb`);
      const last = opened.getCells().at(-1)!.document;
      await warningOf(last.uri, 'naive-pooling');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(last.uri, last.positionAt(0), '# scores\n');
      await vscode.workspace.applyEdit(edit);
      assert.ok(await opened.save());
      await eventually('no warning', () =>
        opened.getCells().every(({ document }) => warnings(document.uri).length === 0),
      );
      await screenshot('saved-notebook');
      const text = await stored('saved.ipynb');
      assert.match(text, /# scores/);
      assert.ok(!/pooled\[\\"score\\"\]/.test(text));
    });
  });
});

/** The notebook whose last cell has the warning, with the cursor in that cell. */
async function openVerdicts() {
  const opened = await openNotebook(`${FOLDER}/verdicts.ipynb`);
  const cells = opened.getCells().flatMap(({ kind, document }) => (kind === 2 ? [document] : []));
  const document = cells.at(-1)!;
  const warning = await warningOf(document.uri, 'uncalibrated-judge');
  const shown = vscode.window.activeNotebookEditor!;
  shown.selection = new vscode.NotebookRange(3, 4);
  await vscode.commands.executeCommand('notebook.cell.edit');
  const editor = await eventually('the editor of the cell', () =>
    vscode.window.visibleTextEditors.find((one) => one.document === document),
  );
  return { cells, document, editor, warning };
}
