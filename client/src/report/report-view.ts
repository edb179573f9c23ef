import { answered, type CheckAnswer } from '@unpool/shared/protocol/question.ts';
import { capitalised } from '@unpool/shared/report/format.ts';
import * as vscode from 'vscode';
import { checkWithProgress } from '../checks/check-with-progress.ts';
import type { Server } from '../connection.ts';
import { withAsked } from './controls.ts';
import { PictureRequests } from './picture-requests.ts';
import { exportReport } from './report-export.ts';
import { reportMessage, reportPage } from './report-page.ts';
import { type Asked, type FromPage, type ReportState, readState, STATE_VERSION, type ToPage } from './report-state.ts';
import { saveEvidence } from './save-evidence.ts';

const VIEW = 'unpool.report';

/** The report view: one, beside the code; the next report takes its place. */
export class ReportView implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly server: Server;
  private readonly assets: vscode.Uri;
  private readonly registered: vscode.Disposable;
  private readonly pictures = new PictureRequests(() => this.post({ kind: 'draw' }));
  private panel: vscode.WebviewPanel | undefined;
  private state: ReportState | undefined;
  /** What the page was made of: it is that again after it was hidden. */
  private rendered: ReportState | undefined;
  /** How often the page was loaded: after it was hidden, it has forgotten what its controls said. */
  private loaded = 0;
  /** Can the page not be told anything yet? */
  private isLoading = false;
  /** What the page is told when it can be. */
  private unsaid: string | undefined;
  private running: vscode.CancellationTokenSource | undefined;

  constructor(server: Server, { extensionUri }: vscode.ExtensionContext) {
    this.server = server;
    this.assets = vscode.Uri.joinPath(extensionUri, 'dist', 'browser');
    this.registered = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      vscode.commands.registerCommand('unpool.saveEvidence', () => this.save()),
      vscode.commands.registerCommand('unpool.exportReport', (format?: unknown, target?: unknown, picture?: unknown) =>
        this.export({ format, target, picture }),
      ),
    );
  }

  show(shown: Omit<ReportState, 'version'>): void {
    this.breakOff();
    this.state = { ...shown, version: STATE_VERSION };
    this.unsaid = undefined;
    if (!this.panel) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.take(vscode.window.createWebviewPanel(VIEW, shown.title, place, this.options()));
    }
    this.render();
    this.panel?.reveal(undefined, true);
  }

  /** Shows a report again after a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const state = readState(kept);
    if (!state || this.panel) return panel.dispose();
    this.state = state;
    this.take(panel);
    this.render();
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
      this.breakOff();
      this.pictures.cancel();
      this.panel = undefined;
      this.state = undefined;
      tellWhetherThereIsOne(false);
    });
  }

  private render(): void {
    const { panel, state } = this;
    if (!panel || !state) return;
    panel.title = state.title;
    const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(this.assets, 'report.js')).toString();
    this.isLoading = true;
    panel.webview.html = reportPage(state, script, nonce());
    this.rendered = state;
  }

  private async receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.loaded++;
        if (this.rendered !== this.state) return this.render();
        this.isLoading = false;
        if (this.unsaid) this.say(this.unsaid);
        this.unsaid = undefined;
        if (this.running) this.post({ kind: 'busy' });
        return this.pictures.askAgain();
      case 'ask':
        return this.ask(message.asked);
      case 'save':
        return vscode.commands.executeCommand('unpool.saveEvidence');
      case 'export':
        return vscode.commands.executeCommand('unpool.exportReport');
      case 'pictures':
        return this.pictures.answer(message.pictures);
    }
  }

  /** Asks the check again, in another way. What is asked last is shown. */
  private async ask(asked: Asked): Promise<void> {
    const { state } = this;
    const question = state && withAsked(state, asked);
    if (!question) return;
    this.breakOff();
    const { loaded } = this;
    const running = new vscode.CancellationTokenSource();
    this.running = running;
    this.post({ kind: 'busy' });
    const answer = await checkWithProgress(this.server, question, state.title, running.token).catch(asBroken);
    if (this.running !== running) return;
    this.running = undefined;
    if (answer?.kind !== 'report') return this.post(toldOf(answer));
    this.state = { ...state, check: answered(question, answer.result), digests: answer.digests };
    if (this.loaded === loaded) this.post(reportMessage(this.state));
    else this.render();
  }

  private breakOff(): void {
    this.running?.cancel();
    this.running = undefined;
  }

  private async save(): Promise<void> {
    const { state } = this;
    if (!state) return tellOfNoReport();
    const saved = await this.trying('The evidence could not be saved', () => saveEvidence(this.server, state));
    if (saved) this.say(`Saved in ${vscode.workspace.asRelativePath(saved)}`);
  }

  /** What is not given is asked for. */
  private async export(given: {
    readonly format: unknown;
    readonly target: unknown;
    readonly picture: unknown;
  }): Promise<vscode.Uri | undefined> {
    const { panel, state } = this;
    if (!panel || !state) return tellOfNoReport();
    const draw = () => {
      panel.reveal(undefined, true); // a page that is hidden draws nothing
      return this.pictures.ask();
    };
    const file = await this.trying('The report could not be exported', () => exportReport(state, draw, given));
    if (file) this.say(`Written to ${vscode.workspace.asRelativePath(file)}`);
    return file;
  }

  /** Tells the user and the page what failed: nobody else does where the page's own button was pressed. */
  private async trying<Result>(failure: string, action: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await action();
    } catch (error) {
      const text = sentence(`${failure}: ${messageOf(error)}`);
      void vscode.window.showErrorMessage(`Unpool: ${text}`);
      this.say(text);
      return undefined;
    }
  }

  /** Tells it on the page, as soon as that can be told anything. */
  private say(text: string): void {
    if (this.isLoading) this.unsaid = text;
    else this.post({ kind: 'status', text });
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
  void vscode.window.showInformationMessage('There is no report yet: run one of the checks of Unpool first.');
}

/** The server went away, or failed by itself. */
interface Broken {
  readonly kind: 'broken';
  readonly message: string;
}

const asBroken = (error: unknown): Broken => ({ kind: 'broken', message: messageOf(error) });

/** To the page, where there is no report. Nothing is told where the user broke it off. */
function toldOf(answer: Exclude<CheckAnswer, { readonly kind: 'report' }> | Broken | undefined): ToPage {
  switch (answer?.kind) {
    case 'unusable':
      return { kind: 'problem', text: sentence(answer.error.message) };
    case 'broken':
      return { kind: 'status', text: `The check broke off, and nothing changed: ${sentence(answer.message)}` };
    case undefined:
      return { kind: 'status', text: '' };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function sentence(message: string): string {
  return `${capitalised(message)}${message.endsWith('.') ? '' : '.'}`;
}

/** Of letters and digits, as a policy has it. */
function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
