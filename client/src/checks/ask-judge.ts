import { guessJudgeColumns, type JudgeColumns } from '@unpool/shared/data/guess-judge-columns.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest } from '@unpool/shared/protocol/judge.ts';
import type { Server } from '../connection.ts';
import { type Asked, type Start, titleOf } from './asked.ts';
import { askForColumn, type Columns, clear, columnsOf, isNumeric, namesOf, shared } from './columns.ts';
import { dataFiles, findFiles, REAL_NAMES } from './data-files.ts';
import { pickFile } from './pick-file.ts';

const TITLE = 'Check Judge Against Human Labels';
const LABELLED = /human|gold|label|annotat|calibrat|verdict|judge/i;
const SCORED = /judge|verdict|score|eval|grade|result/i;

/** Asks where the judge's scores and the human labels are, as far as it is not known. Undefined when the user leaves, or after a message. */
export async function askJudge(server: Server, start: Start): Promise<Asked | undefined> {
  const data = await filesOf(server, start);
  const tables = data && (await columnsOf(server, data));
  if (!tables) return undefined;
  const judge = start.subject?.kind === 'judge' ? start.subject.judge : null;
  const columns = guessed(tables, judge) ?? (await askForBoth(tables));
  if (!columns) return undefined;
  const request: JudgeRequest = { data, ...columns };
  return { question: { kind: 'judge', request }, title: titleOf(data), columns: namesOf(shared(tables)) };
}

/** The judge's column that the code averages is the one that is meant, where the file has it. */
function guessed(tables: readonly Columns[], judge: string | null): JudgeColumns | undefined {
  const isThere = tables[0]?.some(({ name }) => name === judge) ?? false;
  return clear(() => guessJudgeColumns(tables, isThere && judge !== null ? { judge } : {}, []));
}

/** The file with human labels, and that with the rows that only the judge scored, where it is another. */
async function filesOf(
  server: Server,
  { files, subject, document }: Start,
): Promise<readonly DataFileRef[] | undefined> {
  if (files.length > 0) return labelledFirst(server, files);
  const scored = subject?.kind === 'judge' && document !== null ? await findFiles(subject.data, document) : undefined;
  if (scored && (await isComplete(server, scored))) return scored;
  return askForFiles(server, scored ?? []);
}

async function askForFiles(
  server: Server,
  scored: readonly DataFileRef[],
): Promise<readonly DataFileRef[] | undefined> {
  const all = await dataFiles();
  const labelled = await pickFile(server, {
    title: `${TITLE} (1 of 2)`,
    placeholder: 'Which file has human labels, beside the judge’s scores of the same rows?',
    files: all,
    rank: ({ name }) => (REAL_NAMES.test(name) ? 0 : LABELLED.test(name) ? 1 : 2),
  });
  if (labelled?.kind !== 'file') return undefined;
  const { file } = labelled;
  const others = await pickFile<'none'>(server, {
    title: `${TITLE} (2 of 2)`,
    placeholder: 'Where are the rows that only the judge scored?',
    files: all.filter(({ uri }) => uri !== file.uri),
    rank: ({ uri, name }) => (scored.some((one) => one.uri === uri) ? 0 : SCORED.test(name) ? 1 : 2),
    extras: [
      {
        label: `In the same file, ${file.name}, or nowhere`,
        detail: 'Rows without a human label are those that only the judge scored.',
        answer: 'none',
      },
    ],
  });
  if (!others) return undefined;
  return others.kind === 'file' ? [file, others.file] : [file];
}

/** Does a file have both, as far as can be told? */
async function isComplete(server: Server, files: readonly DataFileRef[]): Promise<boolean> {
  const answer = await server.request('unpool/preview', { files });
  return answer.kind === 'columns' && clear(() => guessJudgeColumns(answer.files, {}, [])) !== undefined;
}

/** Two selected files in the order that fits their columns. */
async function labelledFirst(server: Server, files: readonly DataFileRef[]): Promise<readonly DataFileRef[]> {
  const turned = [...files].reverse();
  return files.length === 2 && !(await isComplete(server, files)) && (await isComplete(server, turned))
    ? turned
    : files;
}

async function askForBoth(tables: readonly Columns[]): Promise<JudgeColumns | undefined> {
  const [labelled = []] = tables;
  const human = await askForColumn({
    title: TITLE,
    placeHolder: 'Which column has the human labels?',
    columns: [...labelled]
      .filter(isNumeric)
      .sort((a, b) => Number(b.hasGaps) - Number(a.hasGaps) || Number(a.isId) - Number(b.isId)),
    missing: 'no column of numbers or of pass and fail. Expected one with human labels.',
  });
  if (human === undefined) return undefined;
  const judge = await askForColumn({
    title: TITLE,
    placeHolder: 'Which column has the judge’s scores?',
    columns: shared(tables, isNumeric).filter(({ name }) => name !== human),
    missing: 'no further column of numbers that all files have. Expected one with the judge’s scores.',
  });
  return judge === undefined ? undefined : { human, judge };
}
