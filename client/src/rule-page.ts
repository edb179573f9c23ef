import { RULES } from '@unpool/shared/protocol/finding.ts';
import { EXPLAIN_COMMAND } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from './connection.ts';

const SCHEME = 'unpool-rule';

/** Shows the page of a rule inside the editor; it ships with the extension, so no network is needed. */
export function registerRulePages(server: Server): vscode.Disposable {
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent({ path }) {
      const rule = path.replace(/^\/|\.md$/g, '');
      return (await server.request('unpool/rulePage', { rule })) ?? `There is no rule “${rule}”.`;
    },
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.commands.registerCommand(EXPLAIN_COMMAND, async (given?: string) => {
      const rule = given ?? (await vscode.window.showQuickPick(RULES, { placeHolder: 'Which rule?' }));
      if (!rule) return;
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    }),
  );
}
