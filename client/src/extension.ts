import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerCheckCommands } from './checks/check-commands.ts';
import { registerCommands } from './commands.ts';
import { connect, type Server } from './connection.ts';
import { registerExample } from './example.ts';
import { registerLineage } from './lineage-view.ts';
import { ReportView } from './report/report-view.ts';
import { registerRulePages } from './rule-page.ts';
import { showStatus } from './status.ts';
import { checkDataTool } from './tools/check-data-tool.ts';
import { checkFileTool } from './tools/check-file-tool.ts';
import { registerTools } from './tools/register-tools.ts';

/** What `activate` returns, for tests and other extensions. */
export interface Extension {
  /** Process id of the running server; undefined in a browser or while there is none. */
  serverPid(): number | undefined;
  /** Shows a report again, of which a window kept the state. */
  readonly reports: vscode.WebviewPanelSerializer;
}

/** Creates the host's client; `pid` tells the process that its server runs in. */
export type Launch = (options: LanguageClientOptions) => { client: BaseLanguageClient; pid(): number | undefined };

let server: Server | undefined;

export async function startExtension(context: vscode.ExtensionContext, launch: Launch): Promise<Extension> {
  const output = vscode.window.createOutputChannel('Unpool', { log: true });
  const { started, pid } = connect(context, launch, output);
  server = started;
  const view = new ReportView(started, context);
  context.subscriptions.push(
    output,
    showStatus(started),
    registerRulePages(started),
    registerCommands(started, output),
    view,
    registerCheckCommands(started, view),
    registerLineage(started),
    registerExample(started, context),
    ...registerTools(vscode, {
      unpool_check_file: checkFileTool(started),
      unpool_check_data: checkDataTool(started),
    }),
  );
  // The commands stay without a server: one of them starts it again.
  await started.start().catch((error) => output.error(`The server did not start: ${error.message}`));
  return { serverPid: pid, reports: view };
}

export async function stopExtension(): Promise<void> {
  await server?.stop();
  server = undefined;
}
