import { parseArgs } from 'node:util';
import type { CompareRequest, CompareSource, DataFileRef, Estimand } from '@unpool/shared/protocol/check.ts';
import { hint, parseComplaint, UsageError, withNumbersJoined } from './usage.ts';

export const COMPARE_FORMATS = ['text', 'json', 'html', 'markdown'] as const;
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

export interface CompareOptions {
  readonly request: CompareRequest;
  readonly format: CompareFormat;
  /** Path, or undefined for standard output. */
  readonly output: string | undefined;
  readonly failOnInconclusive: boolean;
}

const OPTIONS = {
  value: { type: 'string' },
  margin: { type: 'string' },
  alpha: { type: 'string' },
  estimand: { type: 'string' },
  origin: { type: 'string' },
  'real-is': { type: 'string' },
  'synthetic-is': { type: 'string' },
  seed: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on-inconclusive': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Part of the check, and refused rather than ignored until they are there. */
const LATER = ['cluster', 'stratum', 'covariates', 'versus', 'regress', 'on', 'coefficient', 'logistic'];
const LATER_ESTIMANDS = /^(?:rating|win-rate|quantile(?::.*)?)$/;

const ENDINGS: Readonly<Record<string, CompareFormat>> = {
  txt: 'text',
  json: 'json',
  html: 'html',
  htm: 'html',
  md: 'markdown',
};

/** The arguments of `unpool compare`. Throws a UsageError that says what to type instead. */
export function parseCompare(args: readonly string[], file: (name: string) => DataFileRef): CompareOptions | 'help' {
  refuseUnknown(args);
  const { values, positionals } = parse(args);
  if (values.help === true) {
    return 'help';
  }
  const { value, origin, margin, alpha, seed, estimand, output } = values;
  const source =
    origin === undefined && positionals.length !== 1
      ? twoSides(positionals, values, file)
      : oneTable(positionals, origin, values['real-is'], values['synthetic-is'], file);
  return {
    request: {
      source,
      ...(value !== undefined && { value }),
      ...(margin !== undefined && { margin: numberOf('margin', margin) }),
      ...(alpha !== undefined && { alpha: numberOf('alpha', alpha) }),
      ...(seed !== undefined && { seed: numberOf('seed', seed) }),
      ...(estimand !== undefined && { estimand: estimandOf(estimand) }),
    },
    format: formatOf(values.format, output),
    output,
    failOnInconclusive: values['fail-on-inconclusive'] === true,
  };
}

function refuseUnknown(args: readonly string[]): void {
  for (const arg of args) {
    if (arg === '--') {
      return;
    }
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && LATER.includes(name)) {
      throw new UsageError(
        `--${name} is not available yet; this version compares the mean or proportion of independent rows`,
      );
    }
    if (name !== undefined && !Object.hasOwn(OPTIONS, name)) {
      throw new UsageError(`there is no option --${name}.${hint(name, Object.keys(OPTIONS))}`);
    }
  }
}

function parse(args: readonly string[]) {
  const joined = withNumbersJoined(args);
  try {
    return parseArgs({ args: joined, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(parseComplaint(error, joined));
  }
}

function twoSides(
  positionals: readonly string[],
  values: { readonly 'real-is'?: string | undefined; readonly 'synthetic-is'?: string | undefined },
  file: (name: string) => DataFileRef,
): CompareSource {
  if (values['real-is'] !== undefined || values['synthetic-is'] !== undefined) {
    throw new UsageError('--real-is and --synthetic-is need --origin COL, the column they are values of');
  }
  const [real, synthetic, ...rest] = positionals;
  if (real === undefined || synthetic === undefined || rest.length > 0) {
    throw new UsageError(
      `expected two files, real rows and synthetic rows, or one that has both; got ${positionals.length}`,
    );
  }
  return { kind: 'two-sides', real: [file(real)], synthetic: [file(synthetic)] };
}

function oneTable(
  positionals: readonly string[],
  origin: string | undefined,
  realIs: string | undefined,
  syntheticIs: string | undefined,
  file: (name: string) => DataFileRef,
): CompareSource {
  if (origin === undefined && (realIs !== undefined || syntheticIs !== undefined)) {
    throw new UsageError('--real-is and --synthetic-is need --origin COL, the column they are values of');
  }
  const [data, ...rest] = positionals;
  if (data === undefined || rest.length > 0) {
    throw new UsageError(`expected one file with --origin; got ${positionals.length}`);
  }
  if (realIs !== undefined && realIs === syntheticIs) {
    throw new UsageError(`--real-is and --synthetic-is are both "${realIs}"; expected a different word for each`);
  }
  return {
    kind: 'one-table',
    data: [file(data)],
    ...(origin !== undefined && { origin }),
    ...(realIs !== undefined && { realIs }),
    ...(syntheticIs !== undefined && { syntheticIs }),
  };
}

function numberOf(option: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) {
    throw new UsageError(`--${option} is "${text}"; expected a number, such as ${option === 'seed' ? '1' : '0.05'}`);
  }
  return number;
}

function estimandOf(name: string): Estimand {
  if (name === 'mean' || name === 'proportion') {
    return name;
  }
  if (LATER_ESTIMANDS.test(name)) {
    throw new UsageError(`--estimand ${name} is not available yet; expected mean or proportion`);
  }
  throw new UsageError(`--estimand is "${name}"; expected mean or proportion`);
}

/** The file's ending decides, and must agree with a format that is named. */
function formatOf(name: string | undefined, output: string | undefined): CompareFormat {
  const format = name === undefined ? undefined : COMPARE_FORMATS.find((known) => known === name);
  if (name !== undefined && format === undefined) {
    throw new UsageError(`--format is "${name}"; expected ${COMPARE_FORMATS.join(', ')}`);
  }
  if (output === undefined) {
    return format ?? 'text';
  }
  if (output === '') {
    throw new UsageError('--output is empty; expected the name of a file');
  }
  const ending = /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase() ?? '';
  const told = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  const chosen = format ?? told ?? (ending === '' ? 'text' : undefined);
  if (chosen === undefined || (told === undefined && ending !== '') || (told !== undefined && told !== chosen)) {
    const but = format === undefined ? '' : `, but --format is ${format}`;
    const endings = Object.keys(ENDINGS).filter((key) => format === undefined || ENDINGS[key] === format);
    throw new UsageError(`--output is "${output}"${but}; expected a file that ends in ${listed(endings)}`);
  }
  return chosen;
}

function listed(endings: readonly string[]): string {
  const all = endings.map((ending) => `.${ending}`);
  return [...(all.length > 1 ? [all.slice(0, -1).join(', ')] : []), all.at(-1)].join(' or ');
}
