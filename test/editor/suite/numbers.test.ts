import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answers } from './report-data.ts';
import {
  closeEditors,
  eventually,
  openFile,
  openNotebook,
  resizeWindow,
  ruleOf,
  screenshot,
  warnings,
  workspaceFile,
} from './support.ts';

const WAVE = `import pandas as pd

survey = pd.read_csv("survey.csv")  # answers of 120 people
personas = pd.read_csv("synthetic_personas.csv")  # answers of a model

wave = pd.concat([survey, personas])
print(f"trust: {wave['trust'].mean():.2f}")
`;

/** The warning of the pool, once it tells of so many synthetic rows. */
function warningWith(uri: vscode.Uri, rows: number): Promise<vscode.Diagnostic> {
  return eventually(`a warning with ${rows} synthetic rows`, () =>
    warnings(uri).find(
      (warning) =>
        ruleOf(warning) === 'naive-pooling' &&
        warning.message.includes(`with ${rows.toLocaleString('en')} synthetic ones`),
    ),
  );
}

describe('the numbers in a warning', () => {
  afterEach(closeEditors);

  it('are those of the files that the code reads, as a range', async () => {
    const editor = await openFile('pooled.py');
    const { message, range } = await warningWith(editor.document.uri, 120);
    assert.match(
      message,
      /Going by the files, 40 real rows are pooled with 120 synthetic ones\. Your real rows allow a shift in "score" from \+0\.\d+ to \+0\.\d+; over that range .* of cases\. Estimate on the real rows/,
    );
    const inside = range.end.translate(0, -4);
    editor.selection = new vscode.Selection(inside, inside);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // for the picture: the editor underlines a little later than it knows
    await vscode.commands.executeCommand('editor.action.showHover');
    await screenshot('warning-with-number');
  });

  it('are a wide range where the real rows allow a shift in either direction', async () => {
    const files = [
      ['survey.csv', answers('person', 120, 5.4, 0.42)],
      ['synthetic_personas.csv', answers('persona', 2400, 5.43, 1.3)],
      ['wave.py', WAVE],
    ] as const;
    const write = ([name, text]: readonly [string, string]) =>
      vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
    await Promise.all(files.map(write));
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('minimap.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const editor = await openFile('wave.py');
      const { message, range } = await warningWith(editor.document.uri, 2400);
      assert.match(message, /120 real rows are pooled with 2,400 synthetic ones/);
      assert.match(message, /shift in "trust" from -0\.\d+ to \+0\.\d+; .* between \d % and 95 % of the time/);
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
      await vscode.commands.executeCommand('notifications.clearAll');
      await resizeWindow(1100, 520);
      const inside = range.end.translate(0, -4);
      editor.selection = new vscode.Selection(inside, inside);
      await new Promise((resolve) => setTimeout(resolve, 1000)); // as above
      await vscode.commands.executeCommand('editor.action.showHover');
      await screenshot('warning-range');
    } finally {
      await resizeWindow(1280, 800);
      await settings.update('minimap.enabled', undefined, vscode.ConfigurationTarget.Global);
      await closeEditors();
      await Promise.all(files.map(([name]) => vscode.workspace.fs.delete(workspaceFile(name))));
    }
  });

  it('follow the files, also in a notebook', async () => {
    const notebook = await openNotebook('pooled.ipynb');
    const cell = notebook.getCells().find(({ document }) => document.getText().includes('.mean()'));
    assert.ok(cell);
    await warningWith(cell.document.uri, 120);
    const data = workspaceFile('synthetic.csv');
    const rows = await vscode.workspace.fs.readFile(data);
    try {
      const text = new TextDecoder().decode(rows).trimEnd();
      const fewer = text.slice(0, text.lastIndexOf('\n') + 1);
      await vscode.workspace.fs.writeFile(data, new TextEncoder().encode(fewer));
      await warningWith(cell.document.uri, 119);
    } finally {
      await vscode.workspace.fs.writeFile(data, rows);
    }
    await warningWith(cell.document.uri, 120);
  });
});
