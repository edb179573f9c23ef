import { stat } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Configuration } from '../configuration/configuration.ts';
import { diskConfigurations, problemsIn } from './configurations.ts';
import type { Io } from './io.ts';
import { fileMessage } from './problems.ts';
import { shownPath } from './source.ts';
import { UsageError } from './usage.ts';

const CONFIG_HELP = `unpool config [PATH…]

Prints which configuration holds for each PATH (a file or a folder, by default the working
directory), and what it says: the nearest unpool.toml, pyproject.toml with [tool.unpool], or
package.json with "unpool", up to the root of the repository.

Exit status: 0, or 2 where a path is not there or something in a configuration is wrong.
`;

/** `unpool config [PATH…]`. */
export async function configCommand(args: readonly string[], io: Io): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    io.write(CONFIG_HELP);
    return 0;
  }
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) throw new UsageError(`config takes paths only; got "${option}".`);
  const configurations = diskConfigurations(null, io.cwd);
  let isWrong = false;
  const told = new Set<string>();
  for (const given of args.length > 0 ? args : ['.']) {
    const file = path.resolve(io.cwd, given);
    try {
      const isFolder = (await stat(file)).isDirectory();
      const configuration = await configurations.of(URI.file(isFolder ? path.join(file, 'x') : file).toString());
      io.write(describe(given, configuration, io.cwd));
      for (const { path: place, message } of problemsIn(configuration, io.cwd)) {
        isWrong = true;
        const line = `unpool: ${place}: ${message}\n`;
        if (!told.has(line)) io.error(line);
        told.add(line);
      }
    } catch (error) {
      isWrong = true;
      io.error(`unpool: ${given}: ${fileMessage(error)}\n`);
    }
  }
  return isWrong ? 2 : 0;
}

function describe(given: string, configuration: Configuration, cwd: string): string {
  if (configuration.file === null) return `${given}: no configuration, so the defaults hold\n`;
  const file = shownPath(URI.parse(configuration.file).fsPath, cwd);
  const notes = configuration.problems
    .filter(({ kind }) => kind === 'note')
    .map(({ line, message }) => `  line ${line}: ${message}\n`);
  return `${given}: ${file}\n${saidLines(configuration).join('')}${notes.join('')}`;
}

/** What is set, in the words of the file. */
function saidLines(configuration: Configuration): string[] {
  const { minConfidence, exclude, suppressionsNeedReason, rules, data, margins, catalog, fix } = configuration;
  const said: [string, unknown][] = [
    ['min-confidence', minConfidence ?? undefined],
    ['exclude', exclude.length > 0 ? exclude : undefined],
    ['suppressions-need-reason', suppressionsNeedReason || undefined],
    ...Object.entries(rules).map(([rule, { severity, minConfidence: least }]): [string, unknown] => [
      `rules.${rule}`,
      least === null ? severity : { ...(severity && { severity }), 'min-confidence': least },
    ]),
    ...data.map(({ glob, origin, column, values, valueOrigin }): [string, unknown] => [
      'data',
      {
        glob,
        ...(origin && { origin }),
        ...(column && { column }),
        ...(values && { values }),
        ...(valueOrigin && { 'value-origin': valueOrigin }),
      },
    ]),
    ...Object.entries(margins).map(([name, margin]): [string, unknown] => [`margins.${name}`, margin]),
    ...catalog.map((entry): [string, unknown] => ['catalog', entry]),
    ['fix.python', fix.python],
  ];
  const lines = said.filter(([, value]) => value !== undefined);
  return lines.length > 0 ? lines.map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`) : ['  sets nothing\n'];
}
