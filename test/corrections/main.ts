/**
 * `npm run corrections -- FOLDER...`: makes every correction that is offered in real repositories, each by itself, and
 * checks what it leaves: the code parses, has no undefined name that it had not before, and is the same elsewhere, in
 * each file that is edited; the finding is gone, and what was written has none. Another number that is wrong for the same
 * reason may come to light: it is told how often. Nothing is written. Needs Python 3.
 *   --files LIST   only the files that this file names, one a line, relative to the working directory
 *   --repairs      no comments that silence or declare
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { URI } from 'vscode-uri';
import { createAnalyser } from '../../server/src/analyser.ts';
import type { Analyser, Analysis } from '../../server/src/analysis.ts';
import { diskConfigurations } from '../../server/src/cli/configurations.ts';
import { sourceDocument } from '../../server/src/cli/document.ts';
import { editCells } from '../../server/src/cli/notebook.ts';
import { walk } from '../../server/src/cli/walk.ts';
import { isNotebook } from '../../server/src/languages/language-of.ts';
import { edited } from '../../server/src/repair.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import type { SourceDocument } from '../../server/src/workspace/document.ts';
import { nodeFiles } from '../../server/src/workspace/node-files.ts';
import { createWorkspace } from '../../server/src/workspace/stored.ts';
import { asFolder } from '../../server/src/workspace/uri.ts';
import type { Edit, Finding, Fix, Place } from '../../shared/src/protocol/finding.ts';
import { checkTypeScript } from './check-typescript.ts';

/** A correction as it was made. */
interface Made {
  readonly path: string;
  readonly fix: Fix;
  readonly finding: Finding;
  /** Every file that it edits. */
  readonly texts: readonly Edited[];
  readonly problems: string[];
  /** How many numbers come to light that are wrong for the same reason: only one of them is told. */
  light: number;
}

interface Edited {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

const { values, positionals } = parseArgs({
  options: { files: { type: 'string' }, repairs: { type: 'boolean' } },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('Name the folders of repositories: npm run corrections -- FOLDER...');
const only = values.files ? new Set(lines(readFileSync(values.files, 'utf8')).map((path) => resolve(path))) : null;

/** The texts under repair. */
let current: ReadonlyMap<string, SourceDocument> = new Map();
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
    // callers that hand it something read it, too
    (uri) => current.get(uri),
    files,
    diskConfigurations(null, folder),
    { of: async () => null } as never,
    async () => null,
  );
  return createAnalyser({ ...workspace, evidence: async () => null }, testAssets);
}

async function correctionsIn(file: string, { analyse, filesChanged }: Analyser): Promise<Made[]> {
  const uri = URI.file(file).toString();
  const text = readFileSync(file, 'utf8');
  const read = async (texts: readonly Edited[]) => {
    if (texts.length > 0 || current.size > 0) filesChanged();
    current = new Map(texts.map(({ uri, after }) => [uri, sourceDocument(uri, after)]));
    return (await analyse(current.get(uri) ?? sourceDocument(uri, text), { minConfidence: null }))!;
  };
  let before: Analysis;
  try {
    before = await read([]);
  } catch {
    return []; // no notebook
  }
  const all: Made[] = [];
  for (const finding of before.findings)
    for (const fix of before.fixes(finding)) {
      if (values.repairs && fix.kind !== 'repair') continue;
      const path = relative(process.cwd(), file);
      try {
        const texts = [...new Set(fix.edits.map(({ place }) => place.document))].map((uri) => applied(uri, fix.edits));
        const problems = texts.flatMap((one) => compared(one, fix));
        const one: Made = { path, fix, finding, texts, problems, light: 0 };
        all.push(one);
        one.light = left(before, await read(texts), finding, fix, problems);
      } catch (error) {
        all.push({ path, fix, finding, texts: [], problems: [`throws: ${(error as Error).stack}`], light: 0 });
      }
    }
  return all;
}

function applied(uri: string, edits: readonly Edit[]): Edited {
  const before = readFileSync(URI.parse(uri).fsPath, 'utf8');
  const changed = new Map<number | null, string>();
  for (const { cell, text } of sourceDocument(uri, before).units) {
    const mine = edits.filter(({ place }) => place.document === uri && place.cell === cell);
    if (mine.length > 0) changed.set(cell, edited(cell === null ? before : text, mine));
  }
  return { uri, before, after: changed.get(null) ?? editCells(before, changed) };
}

/** Is the file the same but for the lines of the edits, and does it have no mistake of syntax that it had not before? */
function compared({ uri, before, after }: Edited, { edits }: Fix): string[] {
  if (before === after) return ['changes nothing'];
  const problems: string[] = [];
  const crlf = (text: string) => text.split('\r\n').length - 1;
  if (!before.replaceAll('\r\n', '').includes('\n') && after.split('\n').length - 1 !== crlf(after))
    problems.push('mixes line ends');
  if (isNotebook(uri)) {
    const cells = new Set(edits.map(({ place }) => place.cell));
    const rest = (text: string) => {
      const notebook = JSON.parse(text) as { readonly cells: readonly object[] };
      return JSON.stringify({ ...notebook, cells: notebook.cells.map(without(cells)) });
    };
    if (rest(before) !== rest(after)) problems.push('changes other cells');
  } else if (/\.[cm]?[jt]sx?$/.test(uri)) {
    const [was, is] = [checkTypeScript(uri, before), checkTypeScript(uri, after)];
    if (is.syntaxErrors > was.syntaxErrors) problems.push('does not parse');
    for (const name of is.undefinedNames) if (!was.undefinedNames.has(name)) problems.push(`${name} is not defined`);
  }
  return problems;
}

function without(cells: ReadonlySet<number | null>) {
  return (cell: object, index: number) => (cells.has(index + 1) ? { ...cell, source: null } : cell);
}

/** Tells what is still found that should not be; how many numbers come to light of which there was nothing to tell. */
function left(before: Analysis, after: Analysis, finding: Finding, fix: Fix, problems: string[]): number {
  const key = ({ rule }: Finding, { cell, start }: Place) => `${rule} ${cell} ${start}`;
  const moved = (one: Finding) => key(one, { ...one.place, start: placeAfter(before, one.place, fix.edits) });
  const own = moved(finding);
  const known = new Set(before.findings.map(moved));
  // what the trace of another finding told of, too: a correction may be one of several findings at its number
  const told = new Set(
    before.findings.flatMap((one) =>
      one.trace
        .filter(({ place }) => place.document === before.document.uri)
        .map(({ place }) => key(one, { ...place, start: placeAfter(before, place, fix.edits) })),
    ),
  );
  let light = 0;
  for (const one of after.findings) {
    const at = key(one, one.place);
    if (at === own) problems.push('the finding is still there');
    else if (known.has(at)) continue;
    else if ((one.rule === finding.rule || told.has(at)) && !isWritten(before, one.place, fix.edits)) light++;
    else problems.push(`a new finding: ${one.rule} at ${one.place.cell ?? ''}:${one.place.start}`);
  }
  if (fix.kind === 'repair' && after.unread.length > before.unread.length) problems.push('leaves what cannot be read');
  return light;
}

/** Where a place begins once edits are made. */
function placeAfter(before: Analysis, { cell, start }: Place, edits: readonly Edit[]): number {
  return written(before, cell, edits).reduce((at, { place, length }) => {
    if (place.end <= start) return at + length - (place.end - place.start);
    return at;
  }, start);
}

/** Is a place of the edited text within what edits wrote? */
function isWritten(before: Analysis, { cell, start }: Place, edits: readonly Edit[]): boolean {
  let shift = 0;
  for (const { place, length } of written(before, cell, edits)) {
    if (start >= place.start + shift && start < place.start + shift + length) return true;
    shift += length - (place.end - place.start);
  }
  return false;
}

/** The edits of a cell in order, with the lengths of what they write. */
function written({ document }: Analysis, cell: number | null, edits: readonly Edit[]) {
  const text = document.units.find((unit) => unit.cell === cell)?.text ?? '';
  return edits
    .filter(({ place }) => place.document === document.uri && place.cell === cell)
    .map(({ place, newText }) => {
      const edit = { place, newText };
      return { place, length: edited(text, [edit]).length - text.length + (place.end - place.start) };
    })
    .sort((a, b) => a.place.start - b.place.start);
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
  const own = all.flatMap(({ texts, problems }) =>
    texts.filter(({ uri }) => /\.(?:py|pyi|ipynb)$/.test(uri)).map((text) => ({ ...text, problems })),
  );
  const pairs = own.map(({ uri, before, after }) => [code(uri, before), code(uri, after)]);
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
    // without the names that are its own
    const title = fix.title.replace(/[`'"“][^`'"”]*[`'"”]/g, '…').replace(/\w+\.csv/g, '….csv');
    const key = `${finding.rule}: ${title}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  for (const [key, count] of [...tally].sort()) console.log(`${String(count).padStart(6)} ${key}`);
  const repairs = all.filter(({ fix }) => fix.kind === 'repair');
  const light = all.reduce((sum, one) => sum + one.light, 0);
  console.log(`${light} numbers came to light that are wrong for a reason that had been told of another.`);
  const files = (of: readonly Made[]) => new Set(of.map(({ path }) => path)).size;
  console.log(`${repairs.length} repairs in ${files(repairs)} files.`);
  console.log(`${all.length} corrections in ${files(all)} files, ${wrong.length} with a problem.`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
