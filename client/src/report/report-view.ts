import type { CompareRequest, Estimand } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckQuestion } from '@unpool/shared/protocol/question.ts';
import * as vscode from 'vscode';
import { checkWithProgress } from '../checks/check-with-progress.ts';
import type { Server } from '../connection.ts';
import { exportReport } from './report-export.ts';
import { reportBody, reportPage } from './report-page.ts';
import type { Asked, FromPage, Picture, ReportState, ToPage } from './report-state.ts';
import { saveEvidence } from './save-evidence.ts';

const VIEW = 'unpool.report';

/** The report view: one, beside the code; the next report takes its place. */
export class ReportView implements vscode.Disposable {
  private readonly server: Server;
  private readonly assets: vscode.Uri;
  private readonly registered: vscode.Disposable;
  private panel: vscode.WebviewPanel | undefined;
  private state: ReportState | undefined;
  private running: vscode.CancellationTokenSource | undefined;
  private pictures: ((pictures: readonly Picture[]) => void) | undefined;

  constructor(server: Server, { extensionUri }: vscode.ExtensionContext) {
    this.server = server;
    this.assets = vscode.Uri.joinPath(extensionUri, 'dist', 'browser');
    this.registered = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: async (panel, state: ReportState | undefined) => {
          if (!state?.check || this.panel) return panel.dispose();
          this.take(panel);
          this.show(state);
        },
      }),
      vscode.commands.registerCommand('unpool.saveEvidence', () => this.save()),
      vscode.commands.registerCommand('unpool.exportReport', (format?: string) => this.export(format)),
    );
  }

  show(state: ReportState): void {
    this.state = state;
    if (!this.panel) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.take(vscode.window.createWebviewPanel(VIEW, state.title, place, this.options()));
    }
    const panel = this.panel!;
    panel.title = state.title;
    const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(this.assets, 'report.js')).toString();
    panel.webview.html = reportPage(state, script, panel.webview.cspSource, nonce());
    panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel?.dispose();
    this.registered.dispose();
  }

  private options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return { enableScripts: true, localResourceRoots: [this.assets], enableFindWidget: true };
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    tellWhetherThereIsOne(true);
    panel.webview.options = this.options();
    panel.webview.onDidReceiveMessage((message: FromPage) => this.receive(message));
    panel.onDidDispose(() => {
      this.running?.cancel();
      this.panel = undefined;
      this.state = undefined;
      tellWhetherThereIsOne(false);
    });
  }

  private async receive(message: FromPage): Promise<void> {
    if (message.kind === 'ask') await this.ask(message.asked);
    else if (message.kind === 'save') await vscode.commands.executeCommand('unpool.saveEvidence');
    else if (message.kind === 'export') await vscode.commands.executeCommand('unpool.exportReport');
    else this.pictures?.(message.pictures);
  }

  /** Asks the check again, in another way. What is asked last is shown. */
  private async ask(asked: Asked): Promise<void> {
    const { state } = this;
    if (!state) return;
    this.running?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.running = running;
    if (state.check.kind !== 'compare') return;
    const question: CheckQuestion = { kind: 'compare', request: withAsked(state.check.request, asked) };
    this.post({ kind: 'status', text: 'Computing …' });
    const answer = await checkWithProgress(this.server, question, state.title, running.token);
    if (running.token.isCancellationRequested || this.running !== running) return;
    if (answer?.kind !== 'report') {
      this.post({ kind: 'status', text: answer?.kind === 'unusable' ? answer.error.message : '' });
      return;
    }
    this.state = { ...state, check: answered(question, answer.result) };
    this.post({ kind: 'report', body: reportBody(this.state.check), state: this.state });
  }

  private async save(): Promise<void> {
    if (!this.state) return tellOfNoReport();
    const saved = await saveEvidence(this.server, this.state);
    if (saved) this.post({ kind: 'status', text: `Saved in ${vscode.workspace.asRelativePath(saved)}` });
  }

  private async export(format?: string): Promise<vscode.Uri | undefined> {
    if (!this.state || !this.panel) return tellOfNoReport();
    return exportReport(this.state, () => this.draw(), format);
  }

  private draw(): Promise<readonly Picture[]> {
    return new Promise((resolve) => {
      this.pictures = resolve;
      this.post({ kind: 'draw' });
    });
  }

  private post(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }
}

/** To the manifest: commands about the report are offered while there is one. */
function tellWhetherThereIsOne(hasReport: boolean): void {
  void vscode.commands.executeCommand('setContext', 'unpool.hasReport', hasReport);
}

function tellOfNoReport(): undefined {
  void vscode.window.showInformationMessage('Check the exchangeability of two data files first.');
}

/** Controls that say nothing leave it to the data, or to the configuration. */
function withAsked(request: CompareRequest, { margin, alpha, estimand, cluster, stratum }: Asked): CompareRequest {
  const { margin: _, alpha: __, estimand: ___, cluster: ____, stratum: _____, ...rest } = request;
  const isChoice = estimand !== 'difference' && estimand !== 'coefficient';
  return {
    ...rest,
    ...(margin !== '' && { margin: Number(margin) }),
    ...(alpha !== '' && { alpha: Number(alpha) }),
    ...(estimand !== '' && isChoice && { estimand: estimand as Estimand }),
    ...(cluster !== '' && { cluster }),
    ...(stratum !== '' && { stratum }),
  };
}

/** Of letters and digits, as a policy has it. */
function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
