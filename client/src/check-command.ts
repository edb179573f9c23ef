import type { CompareRequest, CompareResult, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { CHECK_COMMAND, type CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import { askForColumns, askForFiles, type CheckFiles, filesOfSubject } from './check-inputs.ts';
import { compareWithProgress } from './compare.ts';
import type { Server } from './connection.ts';
import type { ReportView } from './report-view.ts';

export function registerCheckCommand(server: Server, view: ReportView): vscode.Disposable {
  return vscode.commands.registerCommand(CHECK_COMMAND, async (argument?: CheckCommandArgument) => {
    const files = (argument && (await filesOfSubject(argument))) ?? (await askForFiles(server));
    if (!files) return undefined;
    const columns = await askForColumns(server, files);
    return columns && check(server, view, files, columns, argument?.document ?? null);
  });
}

/** Runs the check and shows its report; undefined when the data cannot be used or the user cancels. */
async function check(
  server: Server,
  view: ReportView,
  { real, synthetic }: CheckFiles,
  { value, all }: { readonly value: string; readonly all: readonly string[] },
  document: string | null,
): Promise<CompareResult | undefined> {
  const request: CompareRequest = { source: { kind: 'two-sides', real, synthetic }, value };
  const title = `${names(real)} and ${names(synthetic)}`;
  const answer = await compareWithProgress(server, request, title);
  if (answer?.kind === 'unusable')
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
  if (answer?.kind !== 'report') return undefined;
  view.show({ title: `Unpool: ${title}`, document, request, result: answer.result, columns: all });
  return answer.result;
}

function names(files: readonly DataFileRef[]): string {
  return files.map(({ name }) => name).join(', ');
}
