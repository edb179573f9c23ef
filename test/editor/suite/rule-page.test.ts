import * as vscode from 'vscode';
import { closeEditors, screenshot, tab, windowShows } from './support.ts';

describe('a rule page', () => {
  afterEach(closeEditors);

  it('opens inside the editor', async () => {
    await vscode.commands.executeCommand('unpool.explainRule', 'naive-pooling');
    await tab(/naive-pooling/);
    await windowShows('What happens to the number');
    await screenshot('rule-page');
  });
});
