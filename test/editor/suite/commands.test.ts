import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually, extension, openFile } from './support.ts';

/** Links of the lineage alone name it. */
const INTERNAL = ['unpool.openPlace'];

describe('the commands', () => {
  afterEach(closeEditors);

  it('of the manifest are those that there are', async () => {
    await openFile('real.py');
    await eventually('activation', () => extension().isActive);
    const contributed = extension().packageJSON.contributes.commands.map(({ command }: vscode.Command) => command);
    const registered = (await vscode.commands.getCommands(true)).filter((name) => name.startsWith('unpool.'));
    assert.deepEqual(registered.filter((name) => !INTERNAL.includes(name)).sort(), contributed.sort());
  });
});
