import type { Effect } from '../catalog/entry.ts';
import { SETTINGS_FILE } from '../languages/code-in-text.ts';
import { saidSynthetic } from '../provenance/evidence.ts';
import { HOLE } from '../provenance/hole.ts';
import {
  ASSUMED_REAL,
  JUDGE_PROMPT,
  LOCATOR,
  OF_JUDGMENTS,
  REPEATED,
  ROWS,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
} from '../provenance/marks.ts';
import { namesJudgments, rowEvidence } from '../provenance/names.ts';
import {
  at,
  GENERATED,
  has,
  IMPUTED,
  JUDGED,
  MEASURED,
  type Origins,
  POOLED_UNITS,
  REAL,
  SYNTHETIC,
  UNIT_ORIGINS,
  without,
} from '../provenance/origins.ts';
import { namesJudgePrompt } from '../provenance/prompts.ts';
import { dataOrigins, external, unitOrigins, Value } from '../provenance/value.ts';
import { type DataSample, isSampled } from '../workspace/data-samples.ts';
import { fileOfTable } from '../workspace/table-file.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { declareFile } from './declared-files.ts';
import { constantValue } from './evaluate.ts';
import { causeAt, isTypeScript, siteOf } from './frame.ts';
import { hasPseudoLabels, withPseudoLabels } from './imputed.ts';
import { elementOf, fileName } from './parts.ts';
import type { Expression } from './program.ts';
import { writtenInRounds } from './repeats.ts';
import { settingsRead } from './settings.ts';
import { noteAverages, rowsAsked, tableRead, writesTable } from './sql.ts';
import { asFrame, columnsOf } from './table.ts';
import { toldOfFile, turnsOfRows } from './turn-columns.ts';
import { nameOf } from './walk.ts';

type Reads = Extract<Effect, { kind: 'reads' }>;
type Writes = Extract<Effect, { kind: 'writes' }>;

/** What is read from a file: what the configuration declares, else what the code and names tell. */
export function readData(effect: Reads, site: CallSite): Value | null {
  // a model's answer that comes as a stream
  if (effect.from === 'self' && site.receiver && has(dataOrigins(site.receiver), GENERATED)) return site.receiver;
  const path = argument(site, effect.from);
  // a statement that writes is made ready here, and run with what it is given
  if (path && writesTable(path))
    return new Value({ target: { kind: 'external', name: site.name }, constant: path.constant });
  const { engine, document } = site.frame;
  const file = fileOf(path, effect.as === 'table');
  const declarations = file ? engine.files.declared.of(file, document) : [];
  const read = effect.gives === 'units' ? unitsRead(effect, site) : rowsRead(effect, site);
  if (read) noteAverages(path?.constant, read, site);
  if (file && declarations.length > 0) return declareFile(read, file, declarations, site);
  return file && read ? withPseudoLabels(read, file, site.node, site.frame) : read;
}

function rowsRead(effect: Reads, site: CallSite): Value | null {
  const path = argument(site, effect.from);
  const file = fileOf(path, effect.as === 'table');
  const { engine, document } = site.frame;
  if (file) engine.noteRead(file);
  if (file) engine.runWritersOf(file);
  const written = file ? engine.artifacts.read(file, document) : null;
  const sample = (file && engine.files.samples.get(file)) || null;
  const rows = rowsOf(effect, path, file, written, sample, site);
  const told = rows && effect.gives !== 'handle' ? toldOfFile(rows, written, sample, site) : rows;
  return told && isTypeScript(site.frame) ? rowsAsked(path?.constant, told) : told;
}

/** What the workspace's own code writes to a file, else what the file's rows or its name tell. */
function rowsOf(
  effect: Reads,
  path: Value | null,
  file: string | null,
  written: Value | null,
  sample: DataSample | null,
  site: CallSite,
): Value | null {
  // a path that is now this file's, now that one's makes no pool
  const ofPath = without(path?.origins ?? 0, POOLED_UNITS) & UNIT_ORIGINS;
  const named = (file ? rowEvidence(file.replace(/\.\w+$/, '')) : 0) | ofPath;
  if (written && tells(written)) return asRead(written, named, effect, site, file!);
  if (sample?.prompt && effect.gives !== 'handle') return constantValue(sample.prompt);
  if (sample?.settings !== undefined && effect.gives !== 'handle')
    return settingsRead(sample.settings, namedRows(0, 0, effect, site, file, null));
  const ofColumns = sample?.columns.some((name) => MAKERS_COLUMNS.has(name)) ? at('likely', SYNTHETIC) : 0;
  const said = named | ofColumns;
  if (file && said === 0 && !sample && isSampled(file) && !declared(file, site)) site.frame.engine.noteGap();
  const mixed = said === 0 && effect.gives !== 'handle' && sample ? originColumn(sample) : null;
  if (mixed) return mixedRows(mixed, effect, site, file!, sample!);
  if (effect.gives === 'object') return external(site.name.slice(0, site.name.lastIndexOf('.')));
  const ofJudgments =
    (path?.marks ?? 0) & OF_JUDGMENTS || (file && namesJudgments(file))
      ? OF_JUDGMENTS
      : file && namesJudgePrompt(file)
        ? JUDGE_PROMPT
        : 0;
  return namedRows(said, ofJudgments, effect, site, file, sample);
}

/** Only what makes test sets writes these: ragas says by what a question was made. */
const MAKERS_COLUMNS: ReadonlySet<string> = new Set(['synthesizer_name', 'evolution_type']);

const declared = (file: string, { frame: { engine, document } }: CallSite): boolean =>
  engine.files.declared.of(file, document).some(({ origin }) => origin !== null);

/** A folder with a part of a split in it may be one that holds no copies. */
const OF_TEST = /(^|[/\\])(test\w*|val\w*|eval\w*)([/\\]|$)/i;

/** Images or sounds from a path that speaks of them: `augmented data/cats`. */
function unitsRead(effect: Reads, site: CallSite): Value | null {
  const path = argument(site, effect.from);
  const file = fileOf(path) ?? '';
  const said = rowEvidence(file.replace(/\.\w+$/, '')) | ((path?.origins ?? 0) & UNIT_ORIGINS);
  if (said === 0 || OF_TEST.test(file)) return null;
  const units = namedRows(said, 0, { ...effect, gives: 'content' }, site, file || null, null);
  const subset = site.named.get('subset')?.constant;
  const part = subset === 'validation' ? SPLIT_TEST : subset === 'training' ? SPLIT_TRAIN : 0;
  return units.with({ marks: units.marks | ROWS | part });
}

/** A file of TypeScript may hold anything: rows only where its name ends as that of data does, as `package.json` does not. */
const namesData = (file: string | null): boolean =>
  /\.(csv|tsv|jsonl?|ndjson|parquet|arrow|xlsx|sql)$/i.test(file ?? '') && !SETTINGS_FILE.test(file!);

const ofAnyFile = (ofJudgments: number, { gives }: Reads, file: string | null): Value =>
  new Value({
    marks:
      ofJudgments | (gives === 'table' ? ROWS | TABLE : gives === 'rows' ? ROWS : gives === 'handle' ? LOCATOR : 0),
    constant: gives === 'handle' && file !== null ? file : undefined,
  });

/** Nothing but names speaks for the rows; without any they are taken for real, until a name says otherwise. */
function namedRows(
  said: Origins,
  ofJudgments: number,
  effect: Reads,
  site: CallSite,
  file: string | null,
  sample: DataSample | null,
): Value {
  const assumed = said === 0;
  if (assumed && isTypeScript(site.frame) && !namesData(file)) return ofAnyFile(ofJudgments, effect, file);
  const isMixed = has(said, POOLED_UNITS);
  const what = isMixed
    ? 'real and synthetic rows'
    : has(said, SYNTHETIC)
      ? 'synthetic rows'
      : assumed
        ? 'rows'
        : 'real rows';
  const from = file ? fileName(file) : 'a file';
  const rows = new Value({
    origins: said || at('likely', REAL),
    marks: ofJudgments | (assumed ? ASSUMED_REAL : 0),
    cause: {
      ...causeAt(site.frame, site.node, isMixed ? 'pool' : 'source', `${what} read from ${from}`, []),
      ...(file ? { file } : {}),
    },
  });
  switch (effect.gives) {
    case 'handle':
      return new Value({
        marks: LOCATOR | ofJudgments,
        origins: said,
        constant: file ?? undefined,
        element: rows,
        cause: rows.cause,
      });
    case 'table':
      return rows.with({ marks: rows.marks | ROWS | TABLE, fields: columnsOf(sample?.columns) });
    case 'rows':
      return rows.with({ marks: rows.marks | ROWS });
    default:
      return rows;
  }
}

/** Rows of both origins in one file, told apart by a column of it. */
function mixedRows(column: string, effect: Reads, site: CallSite, file: string, sample: DataSample): Value {
  const message = `real and synthetic rows in ${fileName(file)}, by its column "${column}"`;
  return new Value({
    origins: at('likely', REAL | SYNTHETIC | POOLED_UNITS),
    marks: ROWS | (effect.gives === 'table' ? TABLE : 0),
    fields: effect.gives === 'table' ? columnsOf(sample.columns) : null,
    cause: { ...causeAt(site.frame, site.node, 'pool', message, []), file },
  });
}

const SYNTHETIC_ENTRY = /(^|[^a-z])(synthetic|synth|generated|augmented|simulated)([^a-z]|$)/i;
const REAL_ENTRY = /(^|[^a-z])(real|human|original|observed|actual|organic|production)([^a-z]|$)/i;

/** The column whose entries say that the file holds both origins. */
function originColumn({ origins }: DataSample): string | null {
  for (const [column, entries] of origins) {
    const flags = [...entries].every((entry) => /^(0|1|0\.0|1\.0|true|false)$/i.test(entry));
    const isFlag = flags && entries.size === 2 && /synthetic|generated|augmented|is_real/i.test(column);
    const named = [...entries];
    if (isFlag || (named.some((entry) => SYNTHETIC_ENTRY.test(entry)) && named.some((entry) => REAL_ENTRY.test(entry))))
      return column;
  }
  return null;
}

/** What other code of the workspace wrote, as this call gives it; `named`: what the path says of rows. */
function asRead(given: Value, named: Origins, effect: Reads, site: CallSite, file: string): Value {
  const byName = {
    ...causeAt(site.frame, site.node, 'source', `synthetic rows read from ${fileName(file)}`, [given]),
    file,
  };
  // code that says nothing of where rows come from says no less than the name alone
  const synthetic = (dataOrigins(given) !== 0 && saidSynthetic(given, named, byName)) || given;
  const written = namesJudgments(file) ? synthetic.with({ marks: synthetic.marks | OF_JUDGMENTS }) : synthetic;
  const message = `read from ${fileName(file)}, as the code that writes it left it`;
  const cause = { ...causeAt(site.frame, site.node, 'step', message, [written]), file };
  switch (effect.gives) {
    case 'handle':
      return new Value({
        marks: LOCATOR,
        constant: file,
        element: elementOf(written),
        origins: unitOrigins(written),
        cause,
      });
    case 'table':
      return (written.marks & TABLE ? written : asFrame(written, site)).with({ cause });
    default:
      return written.with({ cause });
  }
}

/** A generator or model that keeps what it was fitted on. */
const learned = (value: Value): boolean => value.fields?.has('$fitted') ?? false;

const tells = (written: Value): boolean => {
  const origins = dataOrigins(written);
  const assumed = (written.marks & ASSUMED_REAL) !== 0;
  return (
    learned(written) ||
    hasPseudoLabels(written) ||
    has(origins, SYNTHETIC | GENERATED | JUDGED | IMPUTED | MEASURED) ||
    (has(origins, REAL) && !assumed)
  );
};

/** Data go to a file: code that reads it gets them from there. */
export function writeData(effect: Writes, site: CallSite): void {
  const data = argument(site, effect.data);
  const path = argument(site, effect.to);
  const file = fileOf(path, effect.as === 'table');
  if (!data || !path) return;
  const { engine, context } = site.frame;
  const node = argumentNode(site, effect.to);
  const lines = effect.as === 'lines' ? linesOf(data, node, site) : null;
  if (dataOrigins(data) === 0 && !learned(data) && !turnsOfRows(data) && !(lines && lines.marks & REPEATED)) return;
  const isFile = file !== null || (path.constant !== null && !isStream(path, node));
  const rows = lines && isTypeScript(site.frame) ? lines : data;
  if (isFile)
    engine.observe(
      { kind: 'storage', site: siteOf(site.frame, site.node), data: [rows], file, called: node ? nameOf(node) : '' },
      context,
    );
  if (!file) return;
  engine.artifacts.write(file, site.frame.document, lines ?? data);
}

/** Rows that are written one by one. */
const linesOf = (row: Value, path: Expression | null, { node, frame }: CallSite): Value =>
  path && isTypeScript(frame)
    ? writtenInRounds(row, null, path, node, frame)
    : new Value({ element: row, origins: unitOrigins(row), marks: ROWS });

/** `df.to_csv(buffer)`, `df.to_csv(sys.stdout)`: nothing is kept. */
const isStream = ({ target }: Value, node: Expression | null): boolean =>
  /std(out|err)|IO$|buf/i.test(`${target?.kind === 'external' ? target.name : ''} ${node ? nameOf(node) : ''}`);

/** The path that a value holds, unknown parts in it; a query stands for its table. */
function fileOf(path: Value | null, isTable = false): string | null {
  if (typeof path?.constant !== 'string') return null;
  if (isTable) return fileOfTable(path.constant);
  const table = tableRead(path.constant);
  const file = table ? fileOfTable(table) : path.constant;
  return file.replaceAll(HOLE, '').trim() === '' ? null : file;
}
