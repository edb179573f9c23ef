import { CODE_LANGUAGES, type ServerStatus } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from './connection.ts';

const SELECTOR: vscode.DocumentSelector = [
  ...CODE_LANGUAGES.map((language) => ({ language })),
  { notebookType: 'jupyter-notebook' },
];
const RESTART = { title: 'Restart', command: 'unpool.restartServer' };
const OPEN_SETTING = { title: 'Settings', command: 'workbench.action.openSettings', arguments: ['unpool.enable'] };
const SHOW_OUTPUT = { title: 'Show Output', command: 'unpool.showOutput' };

/** The language status item: how many findings, whether the analysis runs, and what went wrong. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('unpool.status', SELECTOR);
  item.name = 'Unpool';
  let isUp = false;
  let status: ServerStatus = { running: false, error: null };

  const update = () => {
    const findings = countFindings();
    item.busy = isUp && status.running;
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = RESTART;
    item.detail = 'Unpool';
    if (!isEnabled()) {
      item.text = 'Unpool is off';
      item.detail = 'unpool.enable';
      item.command = OPEN_SETTING;
    } else if (!isUp) {
      item.text = 'Unpool is not running';
      item.severity = vscode.LanguageStatusSeverity.Warning;
    } else if (status.error) {
      item.text = 'Unpool could not check a file';
      item.detail = status.error;
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.command = SHOW_OUTPUT;
    } else {
      item.text = findings === 1 ? '1 finding' : `${findings || 'No'} findings`;
    }
  };

  const disposable = vscode.Disposable.from(
    item,
    server.onNotification('unpool/status', (received) => {
      status = received;
      update();
    }),
    server.onDidChangeState((running) => {
      isUp = running;
      status = { running: false, error: null };
      update();
    }),
    vscode.languages.onDidChangeDiagnostics(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('unpool') && update()),
  );
  update();
  return disposable;
}

const isEnabled = (): boolean =>
  vscode.workspace.getConfiguration('unpool', vscode.window.activeTextEditor?.document.uri).get('enable', true);

function countFindings(): number {
  const all = vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics);
  // what is wrong in a configuration is no finding
  return all.filter(({ source, code }) => source === 'unpool' && code !== 'configuration').length;
}
