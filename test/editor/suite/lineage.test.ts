import assert from 'node:assert/strict';
import type { LineageAnswer } from '@unpool/shared/protocol/lineage.ts';
import * as vscode from 'vscode';
import {
  apply,
  clickLink,
  closeEditors,
  eventually,
  openFile,
  openNotebook,
  quickFixes,
  screenshot,
  tab,
  warningOf,
  windowShows,
} from './support.ts';

const showLineage = () => vscode.commands.executeCommand<LineageAnswer | undefined>('unpool.showLineage');
const openPlace = (id: unknown) => vscode.commands.executeCommand('unpool.openPlace', id);

describe('the lineage of a value', () => {
  afterEach(closeEditors);

  it('is drawn beside the code, and its nodes lead to their lines', async () => {
    const editor = await openFile('pooled.py');
    await warningOf(editor.document.uri, 'naive-pooling');
    editor.selection = new vscode.Selection(5, 22, 5, 22); // in ".mean"
    const answer = await showLineage();
    const view = await tab(/^Lineage: pooled\["score"\]\.mean\(\)/);
    assert.ok(view.input instanceof vscode.TabInputWebview);
    for (const text of ['human.csv', 'synthetic.csv', 'pd.concat(…)', 'Step by step']) await windowShows(text);
    await screenshot('lineage');

    const read = answer?.nodes.find(({ label }) => label === 'synthetic.csv');
    assert.equal(read?.where, 'line 4');
    if (!(await clickLink('synthetic.csv'))) await openPlace(read?.id); // a box of the picture
    await eventually('the line of the read', () => vscode.window.activeTextEditor?.selection.start.line === 3);
    assert.equal(editor.document.getText(vscode.window.activeTextEditor?.selection), 'pd.read_csv("synthetic.csv")');
    assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.One, 'not over the view');
    if (await clickLink('line 3'))
      // an entry of the list
      await eventually('the line of the other read', () => vscode.window.activeTextEditor?.selection.start.line === 2);
  });

  it('opens nothing but what it shows', async () => {
    const editor = await openFile('pooled.py');
    await warningOf(editor.document.uri, 'naive-pooling');
    editor.selection = new vscode.Selection(4, 0, 4, 6); // "pooled"
    await showLineage();
    const other = await openFile('real.py');
    for (const given of ['n99', editor.document.uri.toString(), { uri: editor.document.uri.toString() }, undefined])
      await openPlace(given);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), other.document.uri.toString());
  });

  it('is offered for a warning', async () => {
    const { document } = await openFile('pooled.py');
    const actions = await quickFixes(document.uri, await warningOf(document.uri, 'naive-pooling'));
    const action = actions.find(({ title }) => title === 'Show where these rows come from');
    assert.ok(action, 'the action is offered');
    await apply(action);
    await tab(/^Lineage: /);
    await windowShows('real and synthetic rows pooled here');
  });

  it('is linked from the hover', async () => {
    const { document } = await openFile('pooled.py');
    await warningOf(document.uri, 'naive-pooling');
    const at = new vscode.Position(5, 8);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const texts = hovers.flatMap(({ contents }) => contents) as vscode.MarkdownString[];
    const ours = texts.find(({ value }) => value.includes('[Show lineage](command:unpool.showLineage?'));
    assert.ok(ours, 'the hover has the link');
    assert.deepEqual(ours.isTrusted, { enabledCommands: ['unpool.showLineage'] });
  });

  it('leads to the cells of a notebook', async () => {
    const notebook = await openNotebook('pooled.ipynb');
    const cells = notebook.getCells().map(({ document }) => document);
    await warningOf(cells.at(-1)!.uri, 'naive-pooling');
    const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 28 } };
    const answer = await vscode.commands.executeCommand<LineageAnswer>('unpool.showLineage', {
      uri: cells.at(-1)!.uri.toString(),
      range,
    });
    await windowShows('cell 3, line 2');
    const read = answer.nodes.find(({ label }) => label === 'synthetic.csv');
    await openPlace(read?.id);
    const editor = await eventually('the cell that reads the file', () =>
      vscode.window.visibleTextEditors.find(
        ({ document, selection }) => document.uri.toString() === cells[2]!.uri.toString() && selection.start.line === 1,
      ),
    );
    assert.equal(editor.document.getText(editor.selection), 'pd.read_csv("synthetic.csv")');
    await screenshot('lineage-notebook');
  });
});
