/**
 * `npm run corrections -- FOLDER...`: makes every correction that is offered in real repositories, each by itself, and
 * checks what it leaves: the code parses, has no undefined name that it had not before, and is the same elsewhere; the
 * finding is gone, no new one is there, and nothing more is offered for it. Nothing is written. Needs Python 3.
 *   --files LIST   only the files that this file names, one a line, relative to the working directory
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { URI } from 'vscode-uri';
import { createAnalyser } from '../../server/src/analyser.ts';
import type { Analyser, Analysis } from '../../server/src/analysis.ts';
import { diskConfigurations } from '../../server/src/cli/configurations.ts';
import { sourceDocument } from '../../server/src/cli/document.ts';
import { editCells } from '../../server/src/cli/notebook.ts';
import { walk } from '../../server/src/cli/walk.ts';
import { isNotebook } from '../../server/src/languages/language-of.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { nodeFiles } from '../../server/src/workspace/node-files.ts';
import { createWorkspace } from '../../server/src/workspace/stored.ts';
import { asFolder } from '../../server/src/workspace/uri.ts';
import type { Edit, Finding, Fix } from '../../shared/src/protocol/finding.ts';

/** A correction as it was made in one file. */
interface Made {
  readonly path: string;
  readonly fix: Fix;
  readonly finding: Finding;
  readonly before: string;
  readonly after: string;
  readonly problems: string[];
}

const { values, positionals } = parseArgs({ options: { files: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) throw new Error('Name the folders of repositories: npm run corrections -- FOLDER...');
const only = values.files ? new Set(lines(readFileSync(values.files, 'utf8')).map((path) => resolve(path))) : null;

const made: Made[] = [];
// whoever ends it sees what was found until then
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    checkPython(made);
    report(made);
    process.exit();
  });
for (const folder of positionals) {
  const { files } = await walk([folder], process.cwd(), true);
  const chosen = only ? files.filter((file) => only.has(file)) : files;
  if (chosen.length === 0) continue;
  const analyser = await analyserOf(resolve(folder));
  for (const file of chosen) made.push(...(await correctionsIn(file, analyser)));
}
checkPython(made);
report(made);

async function analyserOf(folder: string): Promise<Analyser> {
  const folders = [asFolder(URI.file(folder).toString())];
  const files = nodeFiles(() => folders);
  const workspace = createWorkspace(
    () => folders,
    () => undefined,
    files,
    diskConfigurations(null, folder),
    { of: async () => null } as never,
    async () => null,
  );
  return createAnalyser({ ...workspace, evidence: async () => null }, testAssets);
}

async function correctionsIn(file: string, { analyse }: Analyser): Promise<Made[]> {
  const uri = URI.file(file).toString();
  const text = readFileSync(file, 'utf8');
  const read = async (code: string) => (await analyse(sourceDocument(uri, code), { minConfidence: null }))!;
  let before: Analysis;
  try {
    before = await read(text);
  } catch {
    return []; // no notebook
  }
  const all: Made[] = [];
  for (const finding of before.findings)
    for (const fix of before.fixes(finding)) {
      if (fix.edits.some(({ place }) => place.document !== uri)) continue;
      const problems: string[] = [];
      const path = relative(process.cwd(), file);
      try {
        const after = applied(text, before, fix.edits);
        all.push({ path, fix, finding, before: text, after, problems });
        problems.push(...compared(text, after, fix, uri), ...left(before, await read(after), finding, fix));
      } catch (error) {
        problems.push(`throws: ${(error as Error).stack}`);
        all.push({ path, fix, finding, before: text, after: text, problems });
      }
    }
  return all;
}

function applied(text: string, { document }: Analysis, edits: readonly Edit[]): string {
  const changed = new Map<number | null, string>();
  for (const { cell, text: own } of document.units) {
    const mine = edits.filter(({ place }) => place.cell === cell);
    if (mine.length > 0) changed.set(cell, edited(cell === null ? text : own, mine));
  }
  return changed.get(null) ?? editCells(text, changed);
}

function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.place.start - a.place.start || b.place.end - a.place.end)
    .reduce((all, { place, newText }) => all.slice(0, place.start) + newText + all.slice(place.end), text);
}

/** Is the file the same but for the lines of the edits, and does it have no mistake of syntax that it had not before? */
function compared(before: string, after: string, { edits }: Fix, uri: string): string[] {
  if (before === after) return ['changes nothing'];
  const problems: string[] = [];
  const crlf = (text: string) => text.split('\r\n').length - 1;
  if (!before.replaceAll('\r\n', '').includes('\n') && after.split('\n').length - 1 !== crlf(after))
    problems.push('mixes line ends');
  if (isNotebook(uri)) {
    const cells = new Set(edits.map(({ place }) => place.cell));
    const rest = (text: string) =>
      JSON.stringify(JSON.parse(text), (key, value) => (key === 'cells' ? value.map(without(cells)) : value));
    if (rest(before) !== rest(after)) problems.push('changes other cells');
  } else if (/\.[cm]?[jt]sx?$/.test(uri)) {
    const [was, is] = [syntaxErrors(uri, before), syntaxErrors(uri, after)];
    if (is > was) problems.push('does not parse');
  }
  return problems;
}

function without(cells: ReadonlySet<number | null>) {
  return (cell: object, index: number) => (cells.has(index + 1) ? { ...cell, source: null } : cell);
}

function syntaxErrors(uri: string, text: string): number {
  const file = ts.createSourceFile(uri.replace(/^.*\//, ''), text, ts.ScriptTarget.Latest);
  return (file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length;
}

/** What is still found that should not be. */
function left(before: Analysis, after: Analysis, { rule, id }: Finding, { kind }: Fix): string[] {
  const count = ({ findings }: Analysis, of: string) => findings.filter((finding) => finding.rule === of).length;
  const problems: string[] = [];
  if (count(after, rule) >= count(before, rule)) problems.push('the finding is still there');
  for (const of of new Set(after.findings.map((finding) => finding.rule)))
    if (count(after, of) > count(before, of) && of !== rule) problems.push(`a new finding: ${of}`);
  const same = after.findings.find((finding) => finding.id === id && finding.rule === rule);
  if (same && count(after, rule) < count(before, rule) && count(before, rule) === 1) problems.push('is offered again');
  if (kind === 'repair' && after.unread.length > before.unread.length) problems.push('leaves what cannot be read');
  return problems;
}

/** The Python of scripts and notebooks, all in one process. */
function checkPython(all: readonly Made[]): void {
  const code = (path: string, text: string): string =>
    isNotebook(path)
      ? (JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] }).cells
          .filter(({ cell_type }) => cell_type === 'code')
          .map(({ source }) =>
            [source]
              .flat()
              .join('')
              .replace(/^[ \t]*[%!].*$/gm, ''),
          )
          .join('\n')
      : text;
  const own = all.filter(({ path }) => /\.(?:py|pyi|ipynb)$/.test(path));
  const pairs = own.map(({ path, before, after }) => [code(path, before), code(path, after)]);
  const script = fileURLToPath(new URL('check_python.py', import.meta.url));
  const run = spawnSync('python3', [script], { input: JSON.stringify(pairs), encoding: 'utf8', maxBuffer: 1e9 });
  if (run.status !== 0) throw new Error(`Python: ${run.error?.message ?? run.stderr}`);
  for (const [index, problem] of (JSON.parse(run.stdout) as (string | null)[]).entries())
    if (problem) own[index]!.problems.push(problem);
}

function report(all: readonly Made[]): void {
  const wrong = all.filter(({ problems }) => problems.length > 0);
  for (const { path, finding, fix, problems } of wrong)
    console.log(`${path}:${finding.place.start} ${finding.rule}: "${fix.title}": ${problems.join('; ')}`);
  const tally = new Map<string, number>();
  for (const { finding, fix } of all) {
    const key = `${finding.rule} (${fix.kind})`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  for (const [key, count] of [...tally].sort()) console.log(`${String(count).padStart(6)} ${key}`);
  const files = new Set(all.map(({ path }) => path)).size;
  console.log(`${all.length} corrections in ${files} files, ${wrong.length} with a problem.`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
