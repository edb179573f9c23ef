import type { Schema } from '../configuration/schema.ts';

const ESTIMANDS = '^(mean|proportion|rating|win-rate|difference|coefficient|quantile:0?\\.\\d+)$';

const text: Schema = { type: 'string', minLength: 1 };
const count: Schema = { type: 'integer', minimum: 0 };
const number: Schema = { type: 'number' };
const bound: Schema = { anyOf: [number, { enum: ['Infinity', '-Infinity'] }] };
const interval: Schema = { type: 'array', items: [bound, bound], minItems: 2, maxItems: 2 };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const table = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  properties,
});

const files: Schema = {
  type: 'array',
  minItems: 1,
  items: table({
    path: { ...text, description: 'From the folder of this file, with "/" between its parts.' },
    sha256: {
      type: 'string',
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the content when it was checked; of text with line ends as on Unix.',
    },
  }),
};

const QUESTION = {
  value: { ...text, description: 'Column of the values.' },
  estimand: { type: 'string', pattern: ESTIMANDS },
  margin: { ...orNull({ type: 'number', exclusiveMinimum: 0 }), description: 'Null where nobody set one.' },
  alpha: { type: 'number', exclusiveMinimum: 0 },
  cluster: text,
  covariates: { type: 'array', items: text },
  origin: text,
  position: text,
  realIs: text,
  regression: table({ on: { type: 'array', items: text }, coefficient: text, isLogistic: { type: 'boolean' } }),
  seed: count,
  stratum: text,
  syntheticIs: text,
  versus: text,
} as const satisfies Readonly<Record<string, Schema>>;

const check: Schema = table({
  kind: { type: 'string', const: 'compare' },
  files: table({ real: files, synthetic: files }),
  question: {
    ...table(
      QUESTION,
      Object.keys(QUESTION).filter((key) => !['value', 'estimand', 'margin'].includes(key)),
    ),
    description: 'How the check was asked.',
  },
  answer: table({
    verdict: { enum: ['compatible', 'violated', 'inconclusive'] },
    beyondMargin: { type: 'boolean' },
    rows: table({ real: count, synthetic: count }),
    shift: { ...table({ estimate: number, ci95: interval }), description: 'Synthetic minus real.' },
    margin: { type: 'number', exclusiveMinimum: 0 },
    coverageRange: {
      ...orNull({ type: 'array', items: [number, number], minItems: 2, maxItems: 2 }),
      description: 'How often the naive 95 % interval covers the truth, over the shifts that the real rows allow.',
    },
    realOnly: orNull(interval),
    biasAware: orNull(interval),
  }),
  method: { ...count, description: 'Of the check: another one may give other numbers.' },
  checked: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'Day of the check.' },
});

/** What `unpool.evidence.json` holds: reading it and the published schema come from here. */
export const evidenceSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Evidence of Unpool',
  description: 'What was learned of data files by checking them: unpool.evidence.json, written by Unpool.',
  ...table({ version: { type: 'integer', minimum: 1 }, evidence: { type: 'array', items: check } }),
};
