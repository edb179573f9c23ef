import { access } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '@unpool/shared/data/data-error.ts';
import { evidenceText, type SavedCheck, withCheck } from '@unpool/shared/evidence/evidence.ts';
import type { SavableCheck } from '@unpool/shared/protocol/question.ts';
import { URI } from 'vscode-uri';
import { EvidenceStore } from '../evidence/evidence-store.ts';
import type { ReadEvidence } from '../evidence/read-evidence.ts';
import { savedCheck, today } from '../evidence/saved-check.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import { folderOf } from '../workspace/uri.ts';
import { diskFiles, diskPlaces } from './configurations.ts';
import { replaceFile } from './output.ts';
import type { FileProblem } from './problems.ts';
import { shownPath } from './source.ts';
import { UsageError } from './usage.ts';
import { count } from './words.ts';

/** Evidence on the disk: the nearest file up to the root of the repository. */
export const diskEvidence = (cwd: string): EvidenceStore => new EvidenceStore(diskPlaces(diskFiles(cwd)));

/** Saves the answer of a check. Resolves to the file, as it is shown. Throws a UsageError where that cannot be. */
export async function saveEvidence(answer: SavableCheck, cwd: string): Promise<string> {
  const store = diskEvidence(cwd);
  const home = await store.homeFor([URI.file(path.join(cwd, 'x')).toString()]);
  const check = await checkedNow(answer, folderOf(home), diskFiles(cwd));
  return writeChecks(home, await store.stored(home), [check], cwd);
}

/** What is wrong in the evidence that holds for sources, told as of a configuration; once for each file of evidence. */
export async function evidenceProblems(
  sources: readonly string[],
  readable: readonly string[],
  cwd: string,
): Promise<readonly FileProblem[]> {
  const store = new EvidenceStore(diskPlaces(nodeFiles(() => readable.map((folder) => URI.file(folder).toString()))));
  const files = new Set<string>();
  for (const source of sources) {
    const file = await store.fileFor(URI.file(source).toString());
    if (file !== null) files.add(file);
  }
  const all = await Promise.all(
    Array.from(files, async (file) => {
      const [first, ...more] = (await store.stored(file))?.problems ?? [];
      if (!first) return [];
      const others =
        more.length === 0 ? '' : ` ${count(more.length, 'more mistake')}: unpool evidence verify has them all.`;
      const message = `line ${first.line}, column ${first.column}: ${first.message}${others}`;
      return [{ path: shownPath(URI.parse(file).fsPath, cwd), message, isConfiguration: true }];
    }),
  );
  return all.flat();
}

/** A check of files as they are now, made today. */
export function checkedNow(
  answer: SavableCheck,
  folder: string,
  files: { digest(uri: string): Promise<string | undefined> },
): Promise<SavedCheck> {
  const digest = async (uri: string) => {
    const found = await files.digest(uri);
    if (found === undefined) throw new DataError('the file is gone', { file: uri });
    return found;
  };
  return savedCheck(answer, { folder, digest, day: today() });
}

/** Puts checks into a file of evidence. Throws a UsageError where what is there cannot be read: nothing of it is lost. */
export async function writeChecks(
  file: string,
  before: ReadEvidence | null,
  checks: readonly SavedCheck[],
  cwd: string,
): Promise<string> {
  const { fsPath } = URI.parse(file);
  const shown = shownPath(fsPath, cwd);
  const [problem] = before?.problems ?? [];
  if (problem)
    throw new UsageError(`${shown}:${problem.line}:${problem.column}: ${problem.message} Nothing was written.`);
  await access(path.dirname(fsPath));
  replaceFile(fsPath, evidenceText(checks.reduce(withCheck, { evidence: before?.evidence ?? [] })));
  return shown;
}
