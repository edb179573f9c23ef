import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Configuration } from '../configuration/configuration.ts';
import { homeOf } from '../configuration/homes.ts';
import { Configurations, isExcluded } from '../workspace/configurations.ts';
import { directDisk } from '../workspace/disk.ts';
import { nodeFiles } from '../workspace/node-files.ts';
import type { Files } from '../workspace/stored.ts';
import type { CheckOptions } from './options.ts';
import { type FileProblem, fileMessage } from './problems.ts';
import { shownPath } from './source.ts';
import { UsageError } from './usage.ts';
import type { Walked } from './walk.ts';

/** All files of the disk. */
export function diskFiles(cwd: string): Files {
  const root = URI.file(path.parse(cwd).root).toString();
  return nodeFiles(() => [root], directDisk);
}

/** Where a command looks for what a project says: on the disk, up to the root of the repository. */
export const diskPlaces = (files: Files) => ({
  files,
  openText: () => undefined,
  isTop: (_: string, names: ReadonlySet<string>) => names.has('.git'),
});

/** Configurations on the disk: of the nearest file up to the root of the repository, or else of the disk; or of the one file that is named. */
export function diskConfigurations(named: string | null, cwd: string): Configurations {
  return new Configurations({
    ...diskPlaces(diskFiles(cwd)),
    named: named === null ? undefined : URI.file(path.resolve(cwd, named)).toString(),
  });
}

/** @throws UsageError where the file that `--config` names cannot be one */
async function checkNamed(named: string, cwd: string): Promise<void> {
  const file = path.resolve(cwd, named);
  if (!homeOf(URI.file(file).toString()))
    throw new UsageError(`--config takes a TOML file, or a package.json; got "${named}".`);
  await readFile(file).catch((error) => {
    throw new UsageError(`--config ${named}: ${fileMessage(error)}.`);
  });
  if ((await diskConfigurations(named, cwd).of('')).file === null)
    throw new UsageError(`--config ${named}: says nothing of Unpool; expected a table "tool.unpool" or "unpool".`);
}

/** The files that are to be checked, without those that a configuration leaves out, and what is wrong in configurations. */
export async function configurationsFor(
  { files, named }: Pick<Walked, 'files' | 'named'>,
  { config, paths, stdinFilename }: Pick<CheckOptions, 'config' | 'paths' | 'stdinFilename'>,
  cwd: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly FileProblem[] }> {
  if (config !== null) await checkNamed(config, cwd);
  const configurations = diskConfigurations(config, cwd);
  const met = new Set<Configuration>();
  const kept: string[] = [];
  const stdin = paths.includes('-') ? [path.resolve(cwd, stdinFilename ?? 'stdin.py')] : [];
  for (const file of stdin) met.add(await configurations.of(URI.file(file).toString()));
  for (const file of files) {
    const uri = URI.file(file).toString();
    const configuration = await configurations.of(uri);
    met.add(configuration);
    if (named.has(file) || !isExcluded(uri, configuration)) kept.push(file);
  }
  return { files: kept, problems: [...met].flatMap((configuration) => problemsIn(configuration, cwd)) };
}

/** What is wrong, told as of any other file. */
export function problemsIn({ problems }: Configuration, cwd: string): readonly FileProblem[] {
  return problems
    .filter(({ kind }) => kind === 'error')
    .map(({ place, line, column, message }) => ({
      path: shownPath(URI.parse(place.document).fsPath, cwd),
      message: `line ${line}, column ${column}: ${message}`,
      isConfiguration: true,
    }));
}
