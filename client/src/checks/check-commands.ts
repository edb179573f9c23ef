import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckQuestion, type CheckResult, filesOf } from '@unpool/shared/protocol/question.ts';
import {
  CHECK_COMMAND,
  type CheckCommandArgument,
  JUDGE_COMMAND,
  type KnownCheckArgument,
  TASKS_COMMAND,
} from '@unpool/shared/protocol/requests.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import type { ReportView } from '../report/report-view.ts';
import { askCompare } from './ask-compare.ts';
import { askJudge } from './ask-judge.ts';
import { askTasks } from './ask-tasks.ts';
import { type Asked, type Start, titleOf } from './asked.ts';
import { checkWithProgress } from './check-with-progress.ts';
import { columnsOf, namesOf, shared } from './columns.ts';
import { reference } from './data-files.ts';

type Ask = (server: Server, start: Start) => Promise<Asked | undefined>;

/**
 * The commands that check data. From the palette they ask for all that they need; from a finding, from files that are
 * selected in the explorer, or with a question that is known, for what is missing.
 */
export function registerCheckCommands(server: Server, view: ReportView): vscode.Disposable {
  const register = (command: string, ask: Ask) =>
    vscode.commands.registerCommand(
      command,
      async (given?: CheckCommandArgument | KnownCheckArgument | vscode.Uri, selected?: readonly vscode.Uri[]) => {
        const start = startOf(given, selected);
        const asked = isKnown(given) ? await known(server, given.question) : await ask(server, start);
        const result = asked && (await check(server, view, asked, start.document));
        if (result && isKnown(given) && given.saves) await vscode.commands.executeCommand('unpool.saveEvidence');
        return result;
      },
    );
  return vscode.Disposable.from(
    register(CHECK_COMMAND, askCompare),
    register(JUDGE_COMMAND, askJudge),
    register(TASKS_COMMAND, askTasks),
  );
}

const isKnown = (given: unknown): given is KnownCheckArgument =>
  typeof given === 'object' && given !== null && 'question' in given;

function startOf(
  given: CheckCommandArgument | KnownCheckArgument | vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Start {
  if (given instanceof vscode.Uri) {
    const files = selected?.length ? selected : [given];
    return { files: files.map(reference), subject: null, document: null };
  }
  const subject = given && 'subject' in given ? given.subject : null;
  return { files: [], subject, document: given?.document ?? null };
}

async function known(server: Server, question: CheckQuestion): Promise<Asked | undefined> {
  const files: readonly DataFileRef[] = filesOf(question);
  const tables = await columnsOf(server, files);
  return tables && { question, title: titleOf(files), columns: namesOf(shared(tables)) };
}

/** How many checks were asked: the report is that of the last. */
let turns = 0;

/** Runs a check and shows its report; undefined when the data cannot be used or the user cancels. */
async function check(
  server: Server,
  view: ReportView,
  { question, title, columns }: Asked,
  document: string | null,
): Promise<CheckResult | undefined> {
  const turn = ++turns;
  const answer = await checkWithProgress(server, question, title);
  if (answer?.kind === 'unusable')
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
  if (answer?.kind !== 'report') return undefined;
  const shown = { title: `Unpool: ${title}`, document, check: answered(question, answer.result), columns };
  if (turn === turns) view.show({ ...shown, digests: answer.digests });
  return answer.result;
}
