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

const MARGIN: Schema = { type: 'number', exclusiveMinimum: 0 };
const VERDICT = {
  verdict: { enum: ['compatible', 'violated', 'inconclusive'] },
  beyondMargin: { type: 'boolean' },
} as const;
const COMMON = {
  method: { ...count, description: 'Of the check: another one may give other numbers.' },
  checked: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'Day of the check.' },
} as const satisfies Readonly<Record<string, Schema>>;

const comparison: Schema = table({
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
    ...VERDICT,
    rows: table({ real: count, synthetic: count }),
    shift: { ...table({ estimate: number, ci90: interval, ci95: interval }), description: 'Synthetic minus real.' },
    margin: MARGIN,
    coverageRange: {
      ...orNull({ type: 'array', items: [number, number], minItems: 2, maxItems: 2 }),
      description: 'How often the naive 95 % interval covers the truth, over the shifts that the real rows allow.',
    },
    realOnly: orNull(interval),
    biasAware: orNull(interval),
  }),
  ...COMMON,
});

/** Of `JudgeMethod`, those that are reported. */
const METHODS = ['real-only', 'post-stratified', 'ppi', 'ppi++', 'stratified-ppi', 'judge-corrected'];

const judging: Schema = table({
  kind: { type: 'string', const: 'judge' },
  files: table({ data: { ...files, description: 'The file with the human labels first.' } }),
  question: {
    ...table(
      {
        human: { ...text, description: 'Column of the human labels.' },
        judge: { ...text, description: "Column of the judge's scores." },
        margin: QUESTION.margin,
        alpha: QUESTION.alpha,
        cluster: text,
        halfWidth: { type: 'number', exclusiveMinimum: 0 },
        stratum: text,
      },
      ['alpha', 'cluster', 'halfWidth', 'stratum'],
    ),
    description: 'How the check was asked.',
  },
  answer: table({
    ...VERDICT,
    rows: table({ labelled: count, unlabelled: count }),
    error: { ...table({ estimate: number, ci90: interval, ci95: interval }), description: 'Judge minus human.' },
    margin: MARGIN,
    isRate: { type: 'boolean', description: 'Of zeros and ones.' },
    judgeAlone: { ...number, description: 'What the judge alone says.' },
    corrected: {
      ...orNull(table({ method: { enum: METHODS }, estimate: number, ci95: interval })),
      description: 'What to report instead.',
    },
  }),
  ...COMMON,
});

/** What `unpool.evidence.json` holds: reading it and the published schema come from here. */
export const evidenceSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Evidence of Unpool',
  description: 'What was learned of data files by checking them: unpool.evidence.json, written by Unpool.',
  ...table({
    version: { type: 'integer', minimum: 1 },
    evidence: { type: 'array', items: { oneOf: [comparison, judging] } },
  }),
};
