import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually, extension, screenshot, tab, warnings, windowShows } from './support.ts';

const example = (): vscode.NotebookDocument | undefined =>
  vscode.workspace.notebookDocuments.find(({ uri }) => uri.path.endsWith('/example/topped_up.ipynb'));

function warningsOfExample(): vscode.Diagnostic[] {
  return (example()?.getCells() ?? []).flatMap(({ document }) => warnings(document.uri));
}

describe('the walkthrough', () => {
  afterEach(closeEditors);

  it('has three steps, in words', async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension().id}#start`, false);
    await tab(/Walkthrough/);
    await windowShows('See the warning');
    await windowShows('Repair the number, keep the evidence');
    await screenshot('walkthrough');
  });

  it('opens an example of its own with a warning', async () => {
    await vscode.commands.executeCommand('unpool.openExample');
    await eventually('warnings in the example', () => warningsOfExample().length === 2);
    await screenshot('walkthrough-example');
  });

  it('checks its data, and asks nothing', async () => {
    await vscode.commands.executeCommand('unpool.checkExample');
    await tab(/human_questions\.csv and synthetic_questions\.csv/);
    await windowShows('Violated');
    await screenshot('walkthrough-check');
    await vscode.commands.executeCommand('unpool.saveEvidence');
    const evidence = vscode.Uri.joinPath(example()!.uri, '../unpool.evidence.json');
    const saved = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(evidence)));
    assert.deepEqual(saved.evidence[0].files.real[0].path, 'human_questions.csv');
  });

  it('shows the repair', async () => {
    await vscode.commands.executeCommand('unpool.repairExample');
    await windowShows('Estimate on the real rows only (human)');
    await screenshot('walkthrough-repair');
    await vscode.commands.executeCommand('hideCodeActionWidget');
  });

  it('starts anew after the example was closed', async () => {
    await vscode.commands.executeCommand('unpool.openExample');
    const edit = new vscode.WorkspaceEdit();
    edit.set(example()!.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(5, 11))]);
    await vscode.workspace.applyEdit(edit);
    await example()!.save();
    await vscode.commands.executeCommand('unpool.openExample');
    assert.equal(example()!.cellCount, 5); // it is open: it stays as it was left
    await closeEditors();
    await eventually('the example is closed', () => !example());
    await vscode.commands.executeCommand('unpool.openExample');
    assert.equal(example()!.cellCount, 11);
  });
});
