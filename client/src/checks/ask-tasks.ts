import { guessOriginColumn } from '@unpool/shared/data/guess-origin-column.ts';
import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { TasksRequest } from '@unpool/shared/protocol/tasks.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { type Asked, type Start, titleOf } from './asked.ts';
import { askForColumn, askForColumns, type Columns, clear, columnsOf, isNumeric, namesOf } from './columns.ts';
import { dataFiles } from './data-files.ts';
import { literal } from './literal.ts';
import { pickFile } from './pick-file.ts';

const TITLE = 'Task Interval From Past Tasks';
const TASK_NAMES = /^(task|benchmark|dataset|subset|suite|domain|topic|category|survey|wave)([_ -]?(name|id))?$/i;
const TASK_FILES = /task|benchmark|past|history|suite|domain/i;

/** Asks which task's interval is wanted, and from which data. Undefined when the user leaves, or after a message. */
export async function askTasks(server: Server, { files }: Start): Promise<Asked | undefined> {
  if (files.length > 1) {
    void vscode.window.showErrorMessage(
      `Unpool asks for the tasks of one file, and ${files.length} are selected. Select one that holds all tasks, or use “unpool tasks” on the command line, which takes several files.`,
    );
    return undefined;
  }
  const file = files[0] ?? (await askForFile(server));
  const tables = file && (await columnsOf(server, [file]));
  const columns = tables?.[0];
  if (!file || !columns) return undefined;
  const task = await taskColumn(columns);
  const origin = task && (await originColumn(columns, task));
  const values = origin && (await valueColumns(columns, task, origin.origin));
  const current = values && (await currentTask(server, file, { task, ...origin }));
  if (!current) return undefined;
  const request: TasksRequest = { data: [file], task, ...origin, values, current };
  return { question: { kind: 'tasks', request }, title: titleOf([file]), columns: namesOf(columns) };
}

async function askForFile(server: Server): Promise<DataFileRef | undefined> {
  const chosen = await pickFile(server, {
    title: TITLE,
    placeholder: 'Which file has the rows of past tasks, real and synthetic, and those of the new one?',
    files: await dataFiles(),
    rank: ({ name }) => (TASK_FILES.test(name) ? 0 : 1),
  });
  return chosen?.kind === 'file' ? chosen.file : undefined;
}

async function taskColumn(columns: Columns): Promise<string | undefined> {
  const named = columns.filter(({ name }) => TASK_NAMES.test(name));
  if (named.length === 1) return named[0]!.name;
  const isTask = ({ name }: Columns[number]) => TASK_NAMES.test(name);
  return askForColumn({
    title: TITLE,
    placeHolder: 'Which column names the task of a row?',
    columns: [...columns].sort((a, b) => Number(isTask(b)) - Number(isTask(a))),
    missing: 'the file has no columns.',
  });
}

type Origin = Pick<TasksRequest, 'origin' | 'realIs' | 'syntheticIs'>;

async function originColumn(columns: Columns, task: string): Promise<Origin | undefined> {
  const guess = clear(() => guessOriginColumn(columns));
  if (guess !== undefined) return { origin: guess };
  const origin = await askForColumn({
    title: TITLE,
    placeHolder: 'Which column tells real rows from synthetic ones?',
    columns: columns.filter(({ name, values }) => name !== task && values !== null && values.length > 1),
    missing:
      'no column could tell real from synthetic rows. Expected one such as “origin”, with real and synthetic in it.',
  });
  const values = columns.find(({ name }) => name === origin)?.values;
  if (origin === undefined || !values) return undefined;
  if (clear(() => guessOriginColumn(columns.filter(({ name }) => name === origin))) !== undefined) return { origin };
  const realIs = await askForValue(values, 'Which of its values means real?');
  if (realIs === undefined) return undefined;
  const others = values.filter((value) => value !== realIs);
  const syntheticIs = others.length === 1 ? others[0] : await askForValue(others, 'Which means synthetic?');
  return syntheticIs === undefined ? undefined : { origin, realIs, syntheticIs };
}

async function askForValue(values: readonly string[], placeHolder: string): Promise<string | undefined> {
  const items = values.map((value) => ({ label: literal(value), value }));
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder }))?.value;
}

async function valueColumns(
  columns: Columns,
  task: string,
  origin: string,
): Promise<TasksRequest['values'] | undefined> {
  const others = columns.filter(({ name }) => name !== task);
  const guess = clear(() => guessValueColumn([others], origin));
  if (guess !== undefined) return [guess];
  return askForColumns({
    title: TITLE,
    placeHolder: 'Which columns have the values? Several are held together.',
    columns: others.filter((column) => isNumeric(column) && column.name !== origin),
    missing: 'the file has no column of numbers. Expected one with the score, the label or the measurement.',
  });
}

/** Asks for the task; those without real rows, which need the interval, come first. */
async function currentTask(
  server: Server,
  file: DataFileRef,
  columns: Pick<TasksRequest, 'task'> & Origin,
): Promise<string | undefined> {
  const answer = await server.request('unpool/tasks', { file, columns });
  if (answer.kind === 'unusable') {
    void vscode.window.showErrorMessage(`Unpool cannot check this data: ${answer.error.message}`);
    return undefined;
  }
  const items = [...answer.tasks]
    .sort((a, b) => Number(a.real > 0) - Number(b.real > 0))
    .map(({ name, real, synthetic }) => ({
      name,
      label: literal(name),
      description: `${real === 0 ? 'no' : real.toLocaleString('en')} real and ${synthetic.toLocaleString('en')} synthetic rows`,
    }));
  const placeHolder = 'Which task’s interval do you want? The others are the past tasks.';
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder, matchOnDescription: true }))?.name;
}
