import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { registerTools, type ToolHost } from './register-tools.ts';

const TOOLS = { one: { invoke: () => undefined }, two: { invoke: () => undefined } };

describe('Tools for coding agents', () => {
  it('are registered by their names, and go with the extension', () => {
    const names = new Set<string>();
    const registerTool = (name: string): vscode.Disposable => {
      names.add(name);
      return { dispose: () => names.delete(name) };
    };
    const registered = registerTools({ lm: { registerTool } }, TOOLS);
    assert.deepEqual([...names], ['one', 'two']);
    for (const one of registered) one.dispose();
    assert.equal(names.size, 0);
  });

  it('are nothing in an editor that has no tools', () => {
    const proposal = () => {
      throw new Error("Extension 'unpool.unpool' CANNOT use API proposal: lmTools.");
    };
    for (const editor of [{}, { lm: {} }, { lm: { registerTool: proposal } }] satisfies ToolHost[])
      assert.deepEqual(registerTools(editor, TOOLS), []);
  });
});
