import type { CatalogEntry, Effect } from '../catalog/entry.ts';
import type { Schema } from './schema.ts';

type Fields<Kind extends Effect['kind']> = Exclude<keyof Extract<Effect, { kind: Kind }>, 'kind'>;
type FieldSchema = Schema & { readonly optional?: true };

const ARGUMENT: Schema = { $ref: '#/definitions/argument' };
const ARGUMENTS: Schema = { type: 'array', items: ARGUMENT };
const ARGUMENTS_OR_ALL: Schema = { anyOf: [{ const: 'all' }, ARGUMENTS] };
const TEXTS: Schema = { type: 'array', items: { type: 'string' } };
const TEXT: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };
const RANKING: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { by: ARGUMENT, is: FLAG },
  required: ['by'],
};
const CONDITION: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { argument: ARGUMENT, among: TEXTS },
  required: ['argument', 'among'],
};
const STARTED: Schema = {
  ...CONDITION,
  properties: { ...CONDITION.properties, asCommand: FLAG, told: TEXTS },
};
const words = (...options: readonly string[]): Schema => ({ enum: options });
const optional = (schema: Schema): FieldSchema => ({ ...schema, optional: true });

/** What each kind of effect takes; a kind or a field that is missing here does not compile. */
const EFFECTS: { readonly [Kind in Effect['kind']]: Readonly<Record<Fields<Kind>, FieldSchema>> } = {
  reads: {
    from: ARGUMENT,
    gives: words('table', 'rows', 'handle', 'content', 'object', 'units'),
    as: optional(words('table')),
  },
  writes: { data: ARGUMENT, to: ARGUMENT, as: optional(words('lines', 'table')) },
  generates: {
    prompt: ARGUMENT,
    model: optional(ARGUMENT),
    later: optional(FLAG),
    having: optional(TEXTS),
    otherwise: optional(TEXT),
    when: optional(STARTED),
  },
  'binds-model': {
    name: ARGUMENTS,
    otherwise: optional(TEXT),
    unless: optional(TEXTS),
    answers: optional(FLAG),
    when: optional(CONDITION),
  },
  'reads-setting': { otherwise: ARGUMENT },
  synthesizes: {
    origin: words('synthetic', 'augmented', 'simulated'),
    gives: words('table', 'rows', 'pair', 'value'),
    learned: optional(FLAG),
  },
  observes: {},
  draws: {},
  resamples: { data: ARGUMENTS },
  redraws: { rows: ARGUMENT, replace: ARGUMENT, replaces: FLAG },
  changes: { unit: ARGUMENT },
  pools: {
    parts: ARGUMENTS,
    axis: optional(ARGUMENT),
    keys: optional(ARGUMENT),
    inPlace: optional(FLAG),
    single: optional(FLAG),
  },
  repeats: { rows: ARGUMENT, crosses: optional(FLAG) },
  weighs: { rows: ARGUMENT },
  records: { rows: ARGUMENT, in: ARGUMENT },
  coalesces: { parts: ARGUMENTS },
  splits: { data: ARGUMENTS_OR_ALL, gives: words('pairs', 'folds', 'parts') },
  estimates: {
    data: ARGUMENTS,
    columns: optional(ARGUMENTS),
    by: optional(ARGUMENT),
    what: TEXT,
    confirmatory: optional(FLAG),
    resplits: optional(FLAG),
    compares: optional(FLAG),
    truth: optional({ type: 'integer', minimum: 0 }),
    framework: optional(FLAG),
    gives: optional(TEXTS),
  },
  part: {
    of: ARGUMENT,
    is: words('total', 'count', 'spread', 'root'),
    rate: optional(ARGUMENT),
    by: optional(ARGUMENT),
  },
  tallies: { of: ARGUMENT },
  aggregates: { data: ARGUMENT, functions: ARGUMENT, columns: optional(ARGUMENT), otherwise: optional(TEXT) },
  'names-columns': {},
  computes: {},
  compares: { data: ARGUMENTS },
  corrects: { data: ARGUMENTS_OR_ALL },
  fits: { data: ARGUMENTS, resplits: optional(TEXT) },
  predicts: { rows: ARGUMENT },
  passes: {
    from: ARGUMENT,
    or: optional(ARGUMENT),
    ranks: optional({ anyOf: [{ const: 'always' }, RANKING] }),
    as: optional(
      words(
        ...['element', 'extreme', 'list', 'frame', 'pairs', 'numbered'],
        ...['values', 'entries', 'each', 'fewer', 'same', 'settled', 'text', 'iterated', 'data', 'missing'],
        ...['keys', 'split', 'defaults', 'options', 'models', 'checked'],
      ),
    ),
  },
  'makes-mapping': { entries: ARGUMENT },
  stores: { key: ARGUMENT, value: ARGUMENT },
  holds: { what: optional(ARGUMENT), in: ARGUMENT },
  'looks-up': { key: ARGUMENT, default: ARGUMENT },
  'joins-columns': { parts: ARGUMENTS },
  clusters: { rows: ARGUMENT },
  imputes: { units: ARGUMENT },
  'fills-gaps': { rows: ARGUMENT },
  transforms: { rows: ARGUMENT },
  groups: { by: ARGUMENT, rows: optional(ARGUMENT), then: optional(ARGUMENT) },
  fills: { with: words('zeros', 'ones') },
  selects: { query: ARGUMENT },
  matches: { entries: ARGUMENT, negated: optional(FLAG) },
  'finds-files': { pattern: ARGUMENT },
  renames: { columns: ARGUMENT },
  melts: { table: ARGUMENT, columns: ARGUMENT, ids: ARGUMENT, name: ARGUMENT },
  drops: { columns: ARGUMENT, of: optional(ARGUMENT) },
  'resets-index': { level: ARGUMENT, drop: ARGUMENT },
  assigns: {},
  calls: {
    function: ARGUMENT,
    on: ARGUMENT,
    gives: words('list', 'flat', 'column', 'value', 'chosen', 'left', 'element', 'holds'),
    unpacks: optional(FLAG),
    toAll: optional(FLAG),
  },
  folds: { function: ARGUMENT, on: ARGUMENT, from: ARGUMENT },
  'makes-record': { from: ARGUMENT },
  'adds-option': { default: ARGUMENT },
  'adds-node': { function: ARGUMENT },
  'runs-graph': { state: ARGUMENT },
  'makes-object': { of: TEXTS },
  'defines-record': { fields: ARGUMENT },
  'fills-in': { onEach: optional(FLAG) },
  'joins-path': {},
  // TOML has no null: what is null in the code is left out
  scores: {
    model: optional(ARGUMENT),
    otherwise: optional(TEXT),
    underTest: optional(TEXTS),
    ofPairs: optional({ anyOf: [FLAG, TEXTS] }),
    around: optional(ARGUMENT),
    says: optional(ARGUMENT),
    assumed: optional(ARGUMENT),
    named: optional(TEXTS),
    unless: optional(TEXTS),
  },
  evaluates: {
    scorers: optional(ARGUMENT),
    also: optional(ARGUMENT),
    model: optional(ARGUMENT),
    otherwise: optional(TEXT),
    tests: optional(ARGUMENT),
    ungiven: optional(words('grades')),
    threshold: optional(ARGUMENT),
    named: optional(TEXTS),
  },
  'fills-template': { template: optional(ARGUMENT) },
  runs: {},
  delegates: { to: TEXT },
  nothing: {},
};

/** Fields that are null where they are left out. */
const NULLABLE: Readonly<Record<string, string>> = { scores: 'model', evaluates: 'scorers' };

/** A checked entry as the catalog has it. */
export function entryOf({ call, does }: { call: string | readonly string[]; does: Effect }): CatalogEntry {
  const nullable = NULLABLE[does.kind];
  return { call, does: nullable ? ({ [nullable]: null, ...does } as Effect) : does };
}

export const argumentSchema: Schema = {
  description:
    'An argument of the call: its position (from 0), its keyword, or both in a list; "self" is what the method is called on, "all" every argument.',
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string' },
    { type: 'array', items: [{ type: 'integer', minimum: 0 }, { type: 'string' }], minItems: 2, maxItems: 2 },
  ],
};

/** One schema for each kind: told apart by `kind`. */
export const effectSchema: Schema = {
  description: 'What the call does.',
  oneOf: Object.entries(EFFECTS).map(([kind, fields]) => {
    const all = Object.entries<FieldSchema>(fields);
    return {
      type: 'object',
      additionalProperties: false,
      properties: {
        kind: { const: kind },
        ...Object.fromEntries(all.map(([name, { optional: _, ...schema }]) => [name, schema])),
      },
      required: ['kind', ...all.filter(([, { optional }]) => !optional).map(([name]) => name)],
    };
  }),
};
