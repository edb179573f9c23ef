import type { CompareResult, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckQuestion, filesOf } from '@unpool/shared/protocol/question.ts';
import { CHECK_COMMAND, type CheckCommandArgument } from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import type { ReportView } from '../report/report-view.ts';
import { askForColumns, askForFiles, type CheckFiles, filesOfSubject } from './check-inputs.ts';
import { checkWithProgress } from './check-with-progress.ts';

export function registerCheckCommand(server: Server, view: ReportView): vscode.Disposable {
  const ask = (name: string) =>
    vscode.commands.registerCommand(name, (given?: { question: CheckQuestion }) =>
      given?.question ? checkQuestion(server, view, given.question) : undefined,
    );
  return vscode.Disposable.from(register(server, view), ask('unpool.checkJudge'), ask('unpool.taskInterval'));
}

/** Asks what the argument of a command says, and nothing more. */
async function checkQuestion(server: Server, view: ReportView, question: CheckQuestion) {
  const files = filesOf(question);
  const preview = await server.request('unpool/preview', { files });
  const [first = [], ...others] = preview.kind === 'columns' ? preview.files : [];
  const columns = first
    .map(({ name }) => name)
    .filter((name) => others.every((table) => table.some((column) => column.name === name)));
  const title = names(files);
  const answer = await checkWithProgress(server, question, title);
  if (answer?.kind !== 'report') return undefined;
  view.show({ title: `Unpool: ${title}`, document: null, check: answered(question, answer.result), columns });
  return answer.result;
}

function register(server: Server, view: ReportView): vscode.Disposable {
  return vscode.commands.registerCommand(
    CHECK_COMMAND,
    async (argument?: CheckCommandArgument & { question?: CheckQuestion }) => {
      if (argument?.question) return checkQuestion(server, view, argument.question);
      const files = (argument && (await filesOfSubject(argument))) ?? (await askForFiles(server));
      if (!files) return undefined;
      const columns = await askForColumns(server, files);
      return columns && check(server, view, files, columns, argument?.document ?? null);
    },
  );
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
