import type { CompareResult, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckQuestion } from '@unpool/shared/protocol/question.ts';
import { CHECK_COMMAND, type CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import type { ReportView } from '../report/report-view.ts';
import { askForColumns, askForFiles, type CheckFiles, filesOfSubject } from './check-inputs.ts';
import { checkWithProgress } from './check-with-progress.ts';

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
  const request = { source: { kind: 'two-sides', real, synthetic }, value } as const;
  const question: CheckQuestion = { kind: 'compare', request };
  const title = `${names(real)} and ${names(synthetic)}`;
  const answer = await checkWithProgress(server, question, title);
  if (answer?.kind === 'unusable')
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
  if (answer?.kind !== 'report') return undefined;
  view.show({ title: `Unpool: ${title}`, document, check: answered(question, answer.result), columns: all });
  return answer.result as CompareResult;
}

function names(files: readonly DataFileRef[]): string {
  return files.map(({ name }) => name).join(', ');
}
