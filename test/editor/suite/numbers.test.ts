import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEditors,
  eventually,
  openFile,
  openNotebook,
  ruleOf,
  screenshot,
  warnings,
  workspaceFile,
} from './support.ts';

/** The warning of the pool, once it tells of so many synthetic rows. */
function warningWith(uri: vscode.Uri, rows: number): Promise<vscode.Diagnostic> {
  return eventually(`a warning with ${rows} synthetic rows`, () =>
    warnings(uri).find(
      (warning) => ruleOf(warning) === 'naive-pooling' && warning.message.includes(`with ${rows} synthetic ones`),
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
