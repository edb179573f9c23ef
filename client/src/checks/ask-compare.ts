import { guessOriginColumn } from '@unpool/shared/data/guess-origin-column.ts';
import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import type { CompareSource, DataFileRef, Estimand } from '@unpool/shared/protocol/check.ts';
import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import { filesOf, sourceOfSides } from '@unpool/shared/protocol/question.ts';
import * as vscode from 'vscode';
import type { Server } from '../connection.ts';
import { type Asked, type Start, titleOf } from './asked.ts';
import { askForColumn, clear, columnsOf, isNumeric, namesOf, shared } from './columns.ts';
import { dataFiles, findFile, findFiles, REAL_NAMES, SYNTHETIC_NAMES } from './data-files.ts';
import { literal } from './literal.ts';
import { pickFile } from './pick-file.ts';

const TITLE = 'Check Exchangeability';

/** What is compared; the column is undefined where nobody has said which. */
interface Compared {
  readonly source: CompareSource;
  readonly column?: string | undefined;
  readonly estimand?: Estimand | undefined;
}

/** Asks what to compare, as far as it is not known. Undefined when the user leaves, or after a message. */
export async function askCompare(server: Server, start: Start): Promise<Asked | undefined> {
  const compared = await sourceOf(server, start);
  if (!compared) return undefined;
  const { source } = compared;
  const files = filesOf({ kind: 'compare', request: { source } });
  const tables = await columnsOf(server, files);
  if (!tables) return undefined;
  const origin = source.kind === 'one-table' ? source.origin : undefined;
  const value =
    compared.column ??
    clear(() => guessValueColumn(tables, origin)) ??
    (await askForColumn({
      title: TITLE,
      placeHolder: 'Which column has the values to compare?',
      columns: shared(tables, isNumeric).filter(({ name }) => name !== origin),
      missing: 'the files share no column of numbers. Expected one with the score, the label or the measurement.',
    }));
  if (value === undefined) return undefined;
  const { estimand } = compared;
  const request = { source, value, ...(estimand !== undefined && { estimand }) };
  return { question: { kind: 'compare', request }, title: titleOf(files), columns: namesOf(shared(tables)) };
}

async function sourceOf(server: Server, { files, subject, document }: Start): Promise<Compared | undefined> {
  if (subject?.kind === 'compare' && document !== null) {
    const [real, synthetic] = [await findFiles(subject.real, document), await findFiles(subject.synthetic, document)];
    if (real && synthetic)
      return {
        source: sourceOfSides(real, synthetic),
        column: subject.column ?? undefined,
        estimand: estimandOf(subject),
      };
  }
  if (files.length === 0) return askForBoth(server);
  if (files.length === 1) return askForOther(server, files[0]!);
  return sidesOf(files);
}

const twoSides = (real: readonly DataFileRef[], synthetic: readonly DataFileRef[]): CompareSource => ({
  kind: 'two-sides',
  real,
  synthetic,
});

/** The data decide whether a mean is a rate. */
const estimandOf = ({ estimand }: CompareSubject): Estimand | undefined =>
  estimand === 'mean' || estimand === null ? undefined : estimand;

/** Asks for the files of both sides, guesses first: what a finding of the open document names, then what a name tells. */
async function askForBoth(server: Server): Promise<Compared | undefined> {
  const guess = await guessFromFindings(server);
  const question = { title: `${TITLE} (1 of 2)`, placeholder: 'Which file has the real rows?' };
  const files = await dataFiles();
  const real = await pickFile(server, { ...question, files, rank: rankOf(guess?.real, REAL_NAMES) });
  return real?.kind === 'file' ? askForSynthetic(server, real.file, files, guess) : undefined;
}

/** Of one file that was selected: whose rows they are, and where the others are. */
async function askForOther(server: Server, file: DataFileRef): Promise<Compared | undefined> {
  const files = await dataFiles();
  const origin = await originColumn(server, file);
  if (origin !== undefined) return { source: { kind: 'one-table', data: [file], origin } };
  const isSynthetic = SYNTHETIC_NAMES.test(file.name) && !REAL_NAMES.test(file.name);
  if (!isSynthetic) return askForSynthetic(server, file, files, undefined);
  const question = { title: TITLE, placeholder: `${file.name} has the synthetic rows. Which file has the real ones?` };
  const real = await pickFile(server, { ...question, files: without(files, file), rank: rankOf([], REAL_NAMES) });
  return real?.kind === 'file' ? { source: twoSides([real.file], [file]) } : undefined;
}

async function askForSynthetic(
  server: Server,
  real: DataFileRef,
  files: readonly DataFileRef[],
  guess: Guess | undefined,
): Promise<Compared | undefined> {
  const origin = await originColumn(server, real);
  const same = {
    label: `The same file, ${real.name}`,
    detail: `Its column “${origin}” tells them apart.`,
    answer: origin!,
  };
  const synthetic = await pickFile<string>(server, {
    title: `${TITLE} (2 of 2)`,
    placeholder: `${real.name} has the real rows. Which file has the synthetic ones?`,
    files: without(files, real),
    rank: rankOf(guess?.synthetic, SYNTHETIC_NAMES),
    extras: origin === undefined ? [] : [same],
  });
  if (!synthetic) return undefined;
  if (synthetic.kind === 'extra') return { source: { kind: 'one-table', data: [real], origin: synthetic.answer } };
  const isGuess = isOnly(guess?.real, real) && isOnly(guess?.synthetic, synthetic.file);
  return { source: twoSides([real], [synthetic.file]), column: isGuess ? (guess?.column ?? undefined) : undefined };
}

/** Of several files that were selected: by their names where these tell, else as the user says. */
async function sidesOf(files: readonly DataFileRef[]): Promise<Compared | undefined> {
  const synthetic = files.filter(({ name }) => SYNTHETIC_NAMES.test(name) && !REAL_NAMES.test(name));
  const real = files.filter(({ name }) => REAL_NAMES.test(name) && !SYNTHETIC_NAMES.test(name));
  if (real.length > 0 && synthetic.length > 0 && real.length + synthetic.length === files.length)
    return { source: twoSides(real, synthetic) };
  const items = files.map((file) => ({ label: literal(file.name), picked: real.includes(file), file }));
  const options = { title: TITLE, placeHolder: 'Which of these have the real rows?', canPickMany: true } as const;
  const chosen = (await vscode.window.showQuickPick(items, options))?.map(({ file }) => file);
  if (!chosen) return undefined;
  if (chosen.length > 0 && chosen.length < files.length)
    return {
      source: twoSides(
        chosen,
        files.filter((file) => !chosen.includes(file)),
      ),
    };
  void vscode.window.showErrorMessage(
    `Unpool compares real rows with synthetic ones: choose some of the ${files.length} files as real, not ${chosen.length === 0 ? 'none' : 'all'}.`,
  );
  return undefined;
}

async function originColumn(server: Server, file: DataFileRef): Promise<string | undefined> {
  const answer = await server.request('unpool/preview', { files: [file] });
  return answer.kind === 'columns' ? clear(() => guessOriginColumn(answer.files[0] ?? [])) : undefined;
}

interface Guess {
  readonly real: readonly DataFileRef[];
  readonly synthetic: readonly DataFileRef[];
  readonly column: string | null;
}

/** What a finding of the document that is open names. */
async function guessFromFindings(server: Server): Promise<Guess | undefined> {
  const active = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!active) return undefined;
  const document = active.toString();
  const findings = await server.request('unpool/subjects', { uri: document });
  const [subject] = findings.flatMap(({ subject }): CompareSubject[] => (subject.kind === 'compare' ? [subject] : []));
  if (!subject) return undefined;
  const find = async (paths: readonly string[]) =>
    (await Promise.all(paths.map((path) => findFile(path, document)))).filter((file) => file !== undefined);
  return { real: await find(subject.real), synthetic: await find(subject.synthetic), column: subject.column };
}

const rankOf =
  (guesses: readonly DataFileRef[] = [], likely: RegExp) =>
  ({ uri, name }: DataFileRef): number =>
    guesses.some((guess) => guess.uri === uri) ? 0 : likely.test(name) ? 1 : 2;

const without = (files: readonly DataFileRef[], { uri }: DataFileRef) => files.filter((file) => file.uri !== uri);

const isOnly = (guesses: readonly DataFileRef[] | undefined, { uri }: DataFileRef): boolean =>
  guesses?.length === 1 && guesses[0]?.uri === uri;
