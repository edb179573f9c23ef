import { CONFIDENCES, RULES, SEVERITIES } from '@unpool/shared/protocol/finding.ts';
import { argumentSchema, effectSchema } from './effect-schema.ts';
import { GLOB } from './glob.ts';

/** As much of JSON Schema (draft 7) as configurations and evidence need; `validate.ts` knows all of it. */
export interface Schema {
  readonly $ref?: string;
  readonly $schema?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly minProperties?: number;
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  /** One of several forms, told apart by their type. */
  readonly anyOf?: readonly Schema[];
  /** One of several tables, told apart by their `kind`. */
  readonly oneOf?: readonly Schema[];
}

export const ORIGIN_WORDS = ['real', 'synthetic'] as const;
export const VALUE_ORIGIN_WORDS = ['measured', 'generated', 'judged', 'imputed', 'augmented', 'simulated'] as const;
export const LOUDNESS_WORDS = [...SEVERITIES, 'off'] as const;
/** Of a call: "pandas.read_csv", "*.read", "@ai-sdk/openai.openai", "casual.*". */
export const QUALIFIED_NAME = '^[*?](\\.[\\w$]+)+$|^@?[\\w/:-]+(\\.[\\w$]+)*(\\.\\*)?$';
/** What repairs of Python code can be written with. */
export const PYTHON_LIBRARIES = ['numpy', 'ppi_py', 'judgy'] as const;
export type PythonLibrary = (typeof PYTHON_LIBRARIES)[number];

const severity: Schema = {
  description: 'How loud its findings are, whatever they would be otherwise; "off" switches the rule off.',
  enum: LOUDNESS_WORDS,
};

const confidence: Schema = {
  description: 'The least sure findings that are shown: "certain", "likely" (the default) or "possible".',
  enum: CONFIDENCES,
};

/** Below the file's folder: globs are written as in `.gitignore`. */
const glob: Schema = { type: 'string', minLength: 1, pattern: GLOB };

const rule: Schema = {
  anyOf: [
    severity,
    {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: { severity, 'min-confidence': confidence },
    },
  ],
};

const data: Schema = {
  type: 'array',
  description: 'What is known of data files, whatever their names and the code say. Later entries beat earlier ones.',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['glob'],
    properties: {
      glob: { ...glob, description: 'The files, below this file\'s folder, as in .gitignore: "data/synthetic/**".' },
      origin: {
        description:
          'Where the rows come from. With "column" and "values": the rows with these values; the others are of the other origin.',
        enum: ORIGIN_WORDS,
      },
      column: {
        type: 'string',
        minLength: 1,
        description:
          'Of a file with real and synthetic rows, the column that tells them apart; with "value-origin", the column it is about.',
      },
      values: {
        description: 'The entries of "column" in the rows of this origin.',
        type: 'array',
        minItems: 1,
        items: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
      },
      'value-origin': {
        description: 'How the values of "column" (without one: of the whole file) were obtained.',
        enum: VALUE_ORIGIN_WORDS,
      },
    },
    dependencies: { values: ['column', 'origin'] },
  },
};

/** What a configuration may say: validation, completion and the published schema all come from here. */
export const schema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Unpool',
  description: 'Configuration of Unpool: unpool.toml, [tool.unpool] in pyproject.toml or "unpool" in package.json.',
  type: 'object',
  additionalProperties: false,
  properties: {
    'min-confidence': confidence,
    exclude: {
      description: 'Files that are not checked, below this file\'s folder, as in .gitignore: ["notebooks/old/"].',
      type: 'array',
      items: glob,
    },
    'suppressions-need-reason': {
      description: 'A comment "unpool: ignore[…]" silences only if a reason stands behind it.',
      type: 'boolean',
    },
    rules: {
      description: 'How loud each rule is.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(RULES.map((id) => [id, rule])),
    },
    data,
    margins: {
      description:
        'The greatest shift that would not matter, by column or estimand ("mean", "proportion", …): for the check.',
      type: 'object',
      additionalProperties: { type: 'number', exclusiveMinimum: 0 },
    },
    catalog: {
      description: 'What calls of your own code or of other libraries do.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['call', 'does'],
        properties: {
          call: {
            description:
              'The qualified name, "my_lib.load", or "*.load" where the last part alone is telling; or a list of them.',
            anyOf: [
              { type: 'string', pattern: QUALIFIED_NAME },
              { type: 'array', minItems: 1, items: { type: 'string', pattern: QUALIFIED_NAME } },
            ],
          },
          does: { $ref: '#/definitions/effect' },
        },
      },
    },
    fix: {
      description: 'How repairs are written.',
      type: 'object',
      additionalProperties: false,
      properties: {
        python: {
          description: 'The library that repairs of Python code use; where none is named, each is offered.',
          enum: PYTHON_LIBRARIES,
        },
      },
    },
  },
  definitions: { argument: argumentSchema, effect: effectSchema },
};
