import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually, extension, menuShows, screenshot, tab, warnings, windowShows } from './support.ts';

/** The copy that is made last. */
const example = (): vscode.NotebookDocument | undefined =>
  vscode.workspace.notebookDocuments
    .filter(({ uri }) => /\/example\/\d+\/topped_up\.ipynb$/.test(uri.path))
    .sort((a, b) => a.uri.path.localeCompare(b.uri.path))
    .at(-1);

function warningsOfExample(): vscode.Diagnostic[] {
  return (example()?.getCells() ?? []).flatMap(({ document }) => warnings(document.uri));
}

describe('the walkthrough', () => {
  afterEach(closeEditors);

  it('has three steps, in words', async () => {
    await vscode.commands.executeCommand('workbench.action.closeSidebar'); // the pages beside the steps need room
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension().id}#start`, false);
    await windowShows('See the warning');
    await windowShows('Repair the number, keep the evidence');
    await screenshot('walkthrough');
    await vscode.commands.executeCommand('workbench.view.explorer');
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
    const open = () => vscode.commands.executeCommand('unpool.repairExample');
    await menuShows(open, 'Estimate on the real rows only (human)', 'walkthrough-repair');
    await vscode.commands.executeCommand('hideCodeActionWidget');
  });

  it('keeps what was edited while it is open, and then starts anew', async () => {
    await vscode.commands.executeCommand('unpool.openExample');
    await eventually('warnings in the example', () => warningsOfExample().length === 2);
    const edit = new vscode.WorkspaceEdit();
    edit.set(example()!.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(10, 11))]);
    await vscode.workspace.applyEdit(edit);
    await example()!.save();
    await vscode.commands.executeCommand('unpool.openExample');
    assert.equal(example()!.cellCount, 10);
    await closeEditors();
    await eventually('no tab', () => vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0));
    await vscode.commands.executeCommand('unpool.openExample');
    await eventually('the example as it was at first', () => example()?.cellCount === 11);
  });
});
