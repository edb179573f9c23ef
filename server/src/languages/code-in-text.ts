import type { Language } from '../flow/program.ts';

/** Languages that are looked at before they are parsed: a configuration is short, and says at once what it is. */
export type CodeLanguage = Exclude<Language, 'promptfoo'>;

/** What a text says as far as it can be told without parsing it; each language tells it in its own way. */
export interface CodeInText {
  read(text: string): Look;
  /** Names of all modules that a text may import: rather too many. */
  modulesIn(text: string): readonly string[];
  /** May a text export what it imports, so that others import it from there? */
  handsOn(text: string): boolean;
  /** May one number be divided by another in it? */
  divides(code: string): boolean;
  /** May totals be printed in it as they are? */
  totals(code: string): boolean;
  /** May what a model answered be read in it, to hand on what it says? */
  parses(code: string): boolean;
  /** May rows be taken in it for those of a type? */
  readsTyped(code: string): boolean;
  /** May types be defined in it for others? */
  definesTypes(code: string): boolean;
  /** May a number decide in it whether a run fails? */
  gates(code: string): boolean;
  /** May gaps in data be filled in it with their mean or median, which is then taken for observed? */
  fillsGaps(code: string): boolean;
  /** May rows be given weights in it, other than by a model's odds? */
  weighs(code: string): boolean;
  /** May rows be put together in it, other than by a library's call? */
  pools(code: string): boolean;
  /** How many imports away something of what is found in a module may be: where its data come from, or its number. */
  readonly reach: number;
  /** Are the parts of `client.chat.completions.create` written behind each other? */
  readonly writesChains: boolean;
  /** Are files and lists written that hold no rows at all? */
  readonly writesAnything: boolean;
  /** Do people change copies of units in it, by functions that are named for that? */
  readonly changesCopies: boolean;
}

interface Look {
  /** Without comments and strings; strings with code in them stay. */
  readonly code: string;
  /** The same where a name behind a dot is no module's. */
  readonly dotted: string;
  readonly strings: readonly string[];
  /** Modules, and what is imported of each: `autoevals.Factuality`. */
  readonly imports: readonly string[];
}

/** A file that code of the workspace may write, or whose rows may tell; of the latter, an ending may stand alone. */
export const DATA_ENDING =
  /[\w}]\.(?:csv|tsv|jsonl?|ndjson|parquet|pkl|pickle|feather|arrow|npy|npz|joblib|xlsx|db|sqlite3?)\b|^\.?(?:csv|tsv|jsonl|ndjson|parquet)$|^\.json$/i;

/** Files that tell programs what to do, and hold no rows. */
export const SETTINGS_FILE =
  /(?:^|[/\\.\s"'`])(?:\w+rc|package(?:-lock)?|[jt]sconfig[\w.-]*|manifest|settings|config|biome|turbo|vercel|deno|components|app|launch|tasks|extensions|eslintrc|babelrc|swagger|openapi|schema|messages|[a-z]{2}(?:-[A-Z]{2})?)\.json$/;
const SETTINGS_FILES = new RegExp(SETTINGS_FILE.source.replace(/\$$/, '\\b'), 'g');

/** Does a text name a file that may hold rows? */
export const namesDataFile = (text: string): boolean =>
  DATA_ENDING.test(text) && DATA_ENDING.test(text.replaceAll(SETTINGS_FILES, ''));

export const ENDING = /^\.?\w{2,8}$/;
