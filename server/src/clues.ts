import type { Catalog } from './catalog/catalog.ts';
import type { Effect } from './catalog/entry.ts';
import { isOfModel } from './flow/addresses.ts';
import { starts } from './flow/command-lines.ts';
import { namesChange } from './flow/copies.ts';
import { namesRating } from './flow/ratings.ts';
import { namesTimes } from './flow/repeats.ts';
import { asksByName } from './flow/rounds.ts';
import { type CodeInText, namesDataFile } from './languages/code-in-text.ts';
import { tablesRead } from './languages/typescript/tables-in-text.ts';
import { namesJudge, rowEvidence, TELLING_WORDS, valueEvidence, words } from './provenance/names.ts';
import { has, IMPUTED, JUDGED, MEASURED, SYNTHETIC } from './provenance/origins.ts';
import { asksForJudgement, namesJudgePrompt } from './provenance/prompts.ts';
import { remembering } from './recent.ts';
import { isSampled } from './workspace/data-samples.ts';

/**
 * Clues: what a text must hold so that something can be found in it. A finding needs data that are not real or not
 * measured (a source), and a number computed from data (a sink). The clues are told by the text alone, and rather too
 * many of them: a text without them is not worth parsing.
 */
export interface Clues {
  /** Of the code itself, without comments and docstrings: what of the vocabulary is in it. */
  of(text: string): ReadonlySet<string>;
  /**
   * Can something be found in a document that holds `own`, where it and what it imports hold `all` together?
   * @param areWritten may the data files whose rows tell nothing be written by a module that supplies something?
   */
  suffice(own: ReadonlySet<string>, all?: ReadonlySet<string>, areWritten?: boolean): boolean;
  /** Can an imported module that holds all this add something to what is found in those that import it? */
  adds(held: ReadonlySet<string>): boolean;
  /** Can a module that holds `own`, and with what it imports `all`, hand a judge's labels or the like to another? */
  hands(own: ReadonlySet<string>, all: ReadonlySet<string>): boolean;
  /** Can a module that holds all this compute a number, or tell one? */
  computes(held: ReadonlySet<string>): boolean;
  /** Can it compute a number of rows of which only a type is known? */
  computesTyped(held: ReadonlySet<string>): boolean;
  /** Does it define types that others may use? */
  definesTypes(held: ReadonlySet<string>): boolean;
  /** Can a module that holds `own`, and with what it imports `all`, have a model judge something? */
  judges(own: ReadonlySet<string>, all: ReadonlySet<string>): boolean;
  /** Can data that are not real or not measured come from modules that hold all this, but for what they read of files? */
  supply(held: ReadonlySet<string>): boolean;
}

const ROLE_NAMES = ['source', 'sink', 'filler', 'table', 'reader', 'change', 'pool', 'storage', 'starter'] as const;
type Role = (typeof ROLE_NAMES)[number];

/** What a call can mean for a finding; another kind of effect has to be thought of here. */
const ROLES: Readonly<Record<Effect['kind'], readonly Role[]>> = {
  generates: ['source'],
  synthesizes: ['source'],
  resamples: ['source', 'pool'],
  clusters: ['source'],
  imputes: ['source'],
  'fills-gaps': ['source'],
  redraws: ['source'],
  changes: ['change'],
  scores: ['source'],
  evaluates: ['source', 'sink'],
  estimates: ['sink'],
  aggregates: ['sink'],
  splits: ['sink'],
  coalesces: ['filler'],
  // a table of random numbers is simulated
  'binds-model': [],
  observes: [],
  'reads-setting': [],
  passes: [],
  draws: [],
  // what is in the file is told by its name, or by the clue of a data file
  reads: [],
  writes: ['storage'],
  'finds-files': [],
  'joins-path': [],
  // work with what is there
  weighs: ['source'],
  repeats: [],
  records: [],
  pools: [],
  part: [],
  tallies: [],
  compares: [],
  corrects: [],
  fits: ['sink'],
  predicts: [],
  'looks-up': [],
  'joins-columns': [],
  transforms: [],
  groups: [],
  fills: [],
  selects: [],
  matches: [],
  'makes-mapping': [],
  stores: [],
  holds: [],
  drops: [],
  renames: [],
  'resets-index': [],
  melts: [],
  'names-columns': [],
  computes: [],
  assigns: [],
  calls: [],
  folds: [],
  'fills-in': [],
  'makes-record': [],
  'makes-object': [],
  'defines-record': [],
  'adds-option': [],
  'adds-node': [],
  'runs-graph': [],
  runs: [],
  delegates: [],
  'fills-template': [],
  nothing: [],
};

/** A judge's prompt speaks of what is judged, or has a place for it; a docstring seldom does. */
const ABOUT_ANSWERS =
  /answer|respon|assistant|summar|translat|essay|conversation|rewrite|caption|chatbot|llm|document|passage|better|prefer|[{]|[\u0400-\uffff]|bewert|antwort|beurteil|r[ée]pon|resp(?:uesta|osta)|[eé]?valu(?:a|er|ez|at)|avalia|avalie|califica|ju(?:ge|iz|ez)\b/i;

/** Clues that are no names of calls. */
const DECLARATION = '#unpool';
const DATA_FILE = '#data file';
/** One whose rows are looked at, or that the configuration declares. */
const TELLING_FILE = '#data file that tells';
/** A table of a database that is read. */
const TABLE_READ = '#table that is read';
/** Before the name of a data file, or of a table. */
const NAMED = '=';
const NAMED_ROWS = '#rows by name';
const NAMED_JUDGE = '#judge by name';
const IMPUTED_NAME = '#imputed by name';
const HUMAN_NAME = '#human by name';
const COLUMN = '#origin column';
const QUERY = '#query of an origin column';
const REAL_COLUMN = '#column "real"';
const ENTRY = '#origin entry';
const DIVISION = '#division';
const TOTALS = '#totals that are printed';
/** `${result.passed}/${result.total}`, which a function elsewhere may have counted. */
const SHARE = '#share that is told';
const FRACTION = /(?:pass(?:ed|es)?|correct|succeeded|hits|wins|won|\.length)\}\s*(?:\/|of|out of)\s*\$\{/i;
/** `SELECT AVG(grade) FROM grades` */
const AVERAGE = /\bavg\s*\(/i;
/** `JSON.parse(text) as Row[]` */
const TYPED = '#rows of a type';
/** `export interface Row { … }` */
const TYPES = '#types';
const GATE = '#gate';
/** `JSON.parse(reply)` */
const PARSES = '#answer that is read';
/** A number of times that something is asked, and what is asked. */
const TIMES = '#number of times';
const MODEL = '#model by name';
/** `row.llm_label`: where labels are all over the code, a model and they say something in one name only. */
const BY_MODEL = '#labels of a model';
/** `p / (1 - p)`, `1 / p` */
const ODDS = '#odds';
/** `fillna(table["age"].mean())`, `fillna(middle_age)` */
const FILLED = '#gaps filled with a number';
const ofEachRole = <T>(of: (role: Role) => T): Readonly<Record<Role, T>> =>
  Object.fromEntries(ROLE_NAMES.map((role) => [role, of(role)])) as Record<Role, T>;

const CALLED = ofEachRole((role) => `#${role}`);
/** Units that are changed are arrays, or in tables: many things are shifted and rotated. */
const ARRAYS = '#arrays';
const ARRAY_LIBRARY =
  /^(?:numpy|pandas|polars|torch\w*|tensorflow|keras|sklearn|cv2|PIL|skimage|scipy|librosa|datasets)(?:\.|$)/;

/** `namesFile`: may a text be the path of a data file that the configuration declares, or a part of it? */
export function createClues(
  catalog: Catalog,
  language: CodeInText,
  namesFile: (text: string) => boolean = () => false,
): Clues {
  /** Calls that mean something, by what stands last in them. */
  const calls = new Map<string, { readonly role: Role; readonly parts: readonly string[] }[]>();
  const names = new Set<string>();
  for (const { call, does } of catalog.entries)
    for (const role of rolesOf(does))
      for (const parts of [call].flat().map(partsOf)) {
        const last = parts.at(-1);
        if (last === undefined) continue;
        calls.set(last, [...(calls.get(last) ?? []), { role, parts }]);
        for (const part of parts) names.add(part);
      }
  /** What a chain begins with that is no module: `chat` in `*.chat.completions.create`. */
  const heads = new Set(
    catalog.entries.flatMap(({ call }) => [call].flat().flatMap((name) => /^\*\.([a-z]\w*)\./.exec(name)?.[1] ?? [])),
  );
  const programs = catalog.entries.flatMap(({ does }) => (does.kind === 'generates' && does.when?.among) || []);
  const { rows, judges, models, given, imputed, human, columns, entries } = TELLING_WORDS;
  const telling = new Set<string>([...rows, ...judges, ...models, ...given, ...imputed, ...human]);
  const entryWords = new Set<string>(entries);

  /** What a name in the code says, by the same measure as in the analysis. */
  const cluesOfName = remembering((name) => {
    const held: string[] = [];
    if (names.has(name)) held.push(name);
    if (has(rowEvidence(name), SYNTHETIC)) held.push(NAMED_ROWS);
    if (language.changesCopies && namesChange(name)) held.push(CALLED.change);
    if (namesTimes(name)) held.push(TIMES);
    if (asksByName(name)) held.push(MODEL);
    if (namesRating(name)) held.push(CALLED.sink);
    const values = valueEvidence(name) | valueEvidence(name.replace(/_?(col|column|field|key)$/i, ''));
    if (has(values, JUDGED) || namesJudge(name) || namesJudgePrompt(name)) held.push(NAMED_JUDGE);
    if (has(values, IMPUTED)) held.push(IMPUTED_NAME);
    if (has(values, MEASURED)) held.push(HUMAN_NAME);
    return held;
  }, MAX_REMEMBERED);
  /** What a text says, which may be a part of a path or of a column's name only. */
  const mayTell = new RegExp([...telling, ...entryWords].join('|'), 'i');
  const noteFile = (string: string, held: Set<string>) => {
    const isDeclared = namesFile(string);
    if (!isDeclared && !namesDataFile(string)) return;
    held.add(DATA_FILE);
    // of a part of a path nobody knows
    const file = /[^/\\\s]+\.\w+$/.exec(string)?.[0];
    if (isDeclared || file === undefined || isSampled(file)) held.add(TELLING_FILE);
    else held.add(NAMED + file);
  };
  const noteString = (string: string, held: Set<string>) => {
    noteFile(string, held);
    if (AVERAGE.test(string)) held.add(CALLED.sink);
    if (language.writesAnything && isOfModel(string)) held.add(CALLED.source);
    if (language.writesAnything && FRACTION.test(string)) held.add(SHARE);
    if (string.length > 8 && !held.has(NAMED_JUDGE) && ABOUT_ANSWERS.test(string) && asksForJudgement(string))
      held.add(NAMED_JUDGE);
    if (!mayTell.test(string)) return;
    const said = new Set(tokensOf(string).flatMap(words));
    // a sentence is no name of data; a query has one in it
    const isSentence =
      (/ (?:and|with|is|not|no|use|without) /i.test(string) ||
        (string.match(/\s+/g)?.length ?? 0) > 5 ||
        /\\n$|\S\s+\S+\s+\S+\s+$/.test(string)) &&
      !/\bselect\b/i.test(string);
    // what a program says to people is no name either: "Generated reply"
    const isName =
      !language.writesAnything || !/\s/.test(string) || namesDataFile(string) || /\bselect\b/i.test(string);
    const any = (list: Iterable<string>) => [...list].some((word) => said.has(word));
    if (!isSentence && isName && (any(rows) || has(rowEvidence(string), SYNTHETIC))) held.add(NAMED_ROWS);
    if (any(judges) || any(models) || any(given)) for (const word of said) if (telling.has(word)) held.add(`"${word}`);
    if (any(models) && any(given)) held.add(BY_MODEL);
    if (any(imputed)) held.add(IMPUTED_NAME);
    if (any(human)) held.add(HUMAN_NAME);
    if (any(entries) && said.size <= 3 && /^\S/.test(string)) held.add(ENTRY);
  };

  const supply = (held: ReadonlySet<string>): boolean => {
    const any = (list: Iterable<string>) => [...list].some((word) => held.has(`"${word}`));
    const selects = held.has(CALLED.table) && (held.has(REAL_COLUMN) || (held.has(COLUMN) && held.has(ENTRY)));
    return (
      held.has(DECLARATION) ||
      held.has(NAMED_ROWS) ||
      held.has(NAMED_JUDGE) ||
      held.has(QUERY) ||
      selects ||
      any(judges) ||
      (language.writesAnything ? held.has(BY_MODEL) : any(models) && any(given)) ||
      (held.has(IMPUTED_NAME) && held.has(HUMAN_NAME) && held.has(CALLED.filler)) ||
      (held.has(CALLED.change) && held.has(ARRAYS)) ||
      (held.has(TIMES) && held.has(MODEL) && any(models)) ||
      held.has(ODDS) ||
      held.has(FILLED) ||
      held.has(CALLED.source)
    );
  };

  const reads = (held: ReadonlySet<string>, areWritten: boolean): boolean =>
    !language.writesAnything
      ? held.has(DATA_FILE)
      : held.has(CALLED.reader) && (held.has(TELLING_FILE) || (areWritten && held.has(DATA_FILE)));

  const computes = (held: ReadonlySet<string>): boolean => held.has(DIVISION) || held.has(CALLED.sink);

  /** Is something computed, put together or stored that a finding can be of? */
  const tells = (held: ReadonlySet<string>): boolean => {
    // changed copies come into a list one by one, too
    const isPooled =
      held.has(CALLED.pool) && (!language.writesAnything || (held.has(NAMED_ROWS) && held.has(DATA_FILE)));
    // rows of a file, and those that a model is asked for
    const isOfModel = language.writesAnything && reads(held, true) && held.has(CALLED.source);
    const isStored = held.has(CALLED.storage) && (isPooled || isOfModel || held.has(CALLED.change));
    // what is printed as it is says little, unless it is a judge's
    const isShown =
      (held.has(TOTALS) || held.has(SHARE)) &&
      (held.has(NAMED_JUDGE) || [...judges].some((word) => held.has(`"${word}`)));
    return computes(held) || isShown || isStored;
  };

  return {
    of(text) {
      const held = new Set<string>();
      if (text.includes('unpool:')) held.add(DECLARATION);
      const { code, dotted, strings, imports } = language.read(text);
      for (const name of new Set(code.match(/\w+/g))) for (const clue of cluesOfName(name)) held.add(clue);
      for (const name of imports) {
        if (names.has(name)) held.add(name);
        if (language.writesAnything && namesDataFile(name)) held.add(CALLED.reader);
      }
      if (imports.some((name) => ARRAY_LIBRARY.test(name))) held.add(ARRAYS);
      const imported = new Set(imports.flatMap(pairsOf));
      const chained = linksIn(dotted);
      for (const link of chained) {
        const [object, name] = link.split('.');
        // a module of a package is an attribute of nothing else
        if (names.has(name!) && !imported.has(`${object}.${name}`)) held.add(`.${name}`);
        if (columns.has(name!.toLowerCase())) held.add(words(name!).includes('real') ? REAL_COLUMN : COLUMN);
      }
      for (const string of new Set(strings)) {
        noteString(string, held);
        const column = /^\s*[`.]?(\w+)`?\s*(?:$|[=!]=)/.exec(string)?.[1]?.toLowerCase();
        if (column === undefined || !(columns.has(column) || columns.has(`.${column}`))) continue;
        held.add(/[=!]=/.test(string) ? QUERY : COLUMN);
        if (words(column).includes('real')) held.add(REAL_COLUMN);
      }
      const tables = language.writesAnything ? tablesRead(text) : [];
      if (tables.length > 0) {
        held.add(TABLE_READ);
        for (const table of tables) held.add(NAMED + table);
        if (/\b_?avg\b/.test(code)) held.add(CALLED.sink);
      }
      if (language.divides(code)) held.add(DIVISION);
      if (language.totals(code)) held.add(TOTALS);
      if (language.readsTyped(code)) held.add(TYPED);
      if (language.definesTypes(code)) held.add(TYPES);
      if (language.gates(code)) held.add(GATE);
      if (language.parses(code)) held.add(PARSES);
      if (language.pools(code)) held.add(CALLED.pool);
      if (
        names.has('predict_proba') &&
        /\.predict_proba\b/.test(code) &&
        /\/ *\(? *1(?:\.0*)? *-|\b1(?:\.0*)? *\/ *[a-z_]/i.test(code)
      )
        held.add(ODDS);
      if (language.weighs(code)) held.add(ODDS);
      if (language.fillsGaps(code)) held.add(FILLED);
      // what makes a table is called, or handed on as an attribute; `def concat` is neither
      const isUsed = remembering((name) => new RegExp(`(?<!\\b(?:def|class)\\s+)\\b${name}\\s*\\(`).test(code), 100);
      const isHeld = (parts: readonly string[], part: string, i: number, role: Role) =>
        i > 0
          ? imported.has(`${parts[i - 1]}.${part}`) || (held.has(`.${part}`) && (i > 1 || isNear(parts[0]!, part)))
          : held.has(part) && (role !== 'table' || held.has(`.${part}`) || isUsed(part));
      // an object is seldom called what its class is
      const isNear = (object: string, part: string) =>
        !language.writesChains || !heads.has(object) || chained.has(`${object}.${part}`) || isUsed(object);
      for (const last of new Set(Array.from(held, (clue) => clue.replace(/^\./, ''))))
        for (const { role, parts } of calls.get(last) ?? [])
          if (!held.has(CALLED[role]) && parts.every((part, i) => isHeld(parts, part, i, role))) held.add(CALLED[role]);
      if (held.has(CALLED.starter) && strings.some((string) => starts(string, programs))) held.add(CALLED.source);
      return new Set([...held].filter((clue) => /^[#"=]/.test(clue)));
    },
    supply,
    computes: (held) => computes(held) || held.has(TOTALS),
    // what is computed far from where its data come from is told where it is handed over
    suffice(own, all = own, areWritten = true) {
      const has = (held: ReadonlySet<string>) => reads(held, areWritten) || supply(held);
      // nearly everything of an application reads a table, and imports what divides
      const readsTable = (held: ReadonlySet<string>) => areWritten && held.has(TABLE_READ);
      return (
        (tells(own) && (has(all) || readsTable(all))) ||
        (computes(all) && (has(own) || (own.has(GATE) && has(all)) || (own.has(TOTALS) && readsTable(own))))
      );
    },
    // also a word for a model or for labels, which only says something beside others
    adds: (held) =>
      supply(held) ||
      computes(held) ||
      held.has(TOTALS) ||
      held.has(PARSES) ||
      reads(held, true) ||
      held.has(TABLE_READ) ||
      [...held].some(isWord),
    computesTyped: (held) => computes(held) && held.has(TYPED),
    definesTypes: (held) => held.has(TYPES),
    judges: (own, all) =>
      (own.has(NAMED_JUDGE) || own.has(CALLED.source)) && all.has(NAMED_JUDGE) && all.has(CALLED.source),
    hands: (own, all) =>
      own.has(NAMED_JUDGE) || own.has(NAMED_ROWS) || (all.has(NAMED_JUDGE) && all.has(CALLED.source)),
  };
}

function rolesOf(does: Effect): readonly Role[] {
  switch (does.kind) {
    // `menu.post()`: these are of a model by the prompt beside them; `execFile("git")`: by the program
    case 'generates':
      return does.having || does.later ? [] : does.when ? ['starter'] : ['source'];
    // shares of what is counted
    case 'part':
      return does.rate === undefined ? [] : ['sink'];
    // a draw without replacement copies nothing
    case 'redraws':
      return does.replaces ? ['source'] : [];
    case 'passes':
      return does.as === 'frame' ? ['source', 'table'] : [];
    case 'reads':
      return does.gives === 'table' ? ['reader', 'table'] : ['reader'];
    case 'pools':
      return does.axis !== undefined ? ['table', 'pool'] : [];
    // without a word for it, the grading is in what is given
    case 'scores':
      return does.around !== undefined && !does.named && !does.unless ? [] : ['source'];
    case 'evaluates':
      return does.scorers !== null && !does.ungiven && !does.named ? ['sink'] : ['source', 'sink'];
    default:
      return ROLES[does.kind];
  }
}

const isWord = (clue: string): boolean => clue.startsWith('"');

/** The data files that texts with these clues name, where their rows tell nothing. */
export const filesIn = (clues: ReadonlySet<string>): string[] =>
  [...clues].filter((clue) => clue.startsWith(NAMED)).map((clue) => clue.slice(NAMED.length));

/** A dot, with what stands before it and behind it: the dot is what is looked for. */
const LINK = /\.(?<=(\w*)\s*[?!]?\s*\.)\s*(\w+)/g;

/** Of `a.b?.c`, a.b and b.c; each once, since the same few come again and again. */
function linksIn(code: string): ReadonlySet<string> {
  const links = new Set<string>();
  for (const [, object, name] of code.matchAll(LINK)) links.add(`${object}.${name}`);
  return links;
}

/** `a.b.c` → a.b, b.c. */
function pairsOf(name: string): string[] {
  const parts = name.split('.');
  return parts.slice(1).map((part, i) => `${parts[i]}.${part}`);
}

/** `*.chat.completions.create` → chat, completions, create: all of them are written somewhere; `langsmith/vitest` is imported. */
const partsOf = (call: string): string[] => call.split('.').filter((part) => /^@?\w/.test(part) && part !== '__call__');

/** Words of a string; where an escape begins one (`"\tsyn"`), also what is behind the escape. */
function tokensOf(string: string): string[] {
  const tokens: string[] = string.match(/\w+/g) ?? [];
  if (string.includes('\\'))
    for (const [, token] of string.matchAll(/\\(\w+)/g))
      for (let length = 1; length <= 9; length++) tokens.push(token!.slice(length));
  return tokens;
}

const MAX_REMEMBERED = 100_000;
