import * as vscode from 'vscode';

let panel: vscode.WebviewPanel | undefined;

/** Shows a report beside the code; the next one takes its place. The page's own policy forbids scripts and all loading. */
export function showReport(title: string, html: string): void {
  const options = { enableScripts: false, localResourceRoots: [] };
  if (!panel) {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    panel = vscode.window.createWebviewPanel('unpool.report', title, place, options);
    panel.onDidDispose(() => {
      panel = undefined;
    });
  }
  panel.title = title;
  panel.webview.html = html;
  panel.reveal(undefined, true);
}
