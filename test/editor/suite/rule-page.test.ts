import * as vscode from 'vscode';
import { closeEditors, screenshot, tab } from './support.ts';

describe('a rule page', () => {
  afterEach(closeEditors);

  it('opens inside the editor', async () => {
    await vscode.commands.executeCommand('unpool.explainRule', 'naive-pooling');
    await tab(/naive-pooling/);
    await screenshot('rule-page');
  });
});
