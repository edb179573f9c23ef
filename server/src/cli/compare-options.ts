import type { CompareRequest, CompareSource, DataFileRef, Estimand } from '@unpool/shared/protocol/check.ts';
import { numberOf, parseOptions, REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.ts';
import { UsageError } from './usage.ts';

export interface CompareOptions extends ReportOptions {
  readonly request: CompareRequest;
  readonly savesEvidence: boolean;
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
  cluster: { type: 'string' },
  versus: { type: 'string' },
  covariates: { type: 'string' },
  stratum: { type: 'string' },
  position: { type: 'string' },
  regress: { type: 'string' },
  on: { type: 'string' },
  coefficient: { type: 'string' },
  logistic: { type: 'boolean' },
  'save-evidence': { type: 'boolean' },
  ...REPORT_OPTIONS,
} as const;

const ESTIMANDS = ['mean', 'proportion', 'rating', 'win-rate'] as const;

/** The arguments of `unpool compare`. Throws a UsageError that says what to type instead. */
export function parseCompare(args: readonly string[], file: (name: string) => DataFileRef): CompareOptions | 'help' {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    return 'help';
  }
  const { value, origin, margin, alpha, seed, estimand, cluster, versus, covariates, stratum, position } = values;
  const regression = regressionOf(values);
  const source =
    origin === undefined && positionals.length !== 1
      ? twoSides(positionals, values, file)
      : oneTable(positionals, origin, values['real-is'], values['synthetic-is'], file);
  return {
    request: {
      source,
      ...(value !== undefined && { value }),
      ...(regression !== undefined && regression),
      ...(margin !== undefined && { margin: numberOf('margin', margin) }),
      ...(alpha !== undefined && { alpha: numberOf('alpha', alpha) }),
      ...(seed !== undefined && { seed: numberOf('seed', seed) }),
      ...(estimand !== undefined && { estimand: estimandOf(estimand) }),
      ...(cluster !== undefined && { cluster }),
      ...(versus !== undefined && { versus }),
      ...(stratum !== undefined && { stratum }),
      ...(position !== undefined && { position }),
      ...(covariates !== undefined && { covariates: listOf('covariates', covariates) }),
    },
    savesEvidence: values['save-evidence'] === true,
    ...reportOptions(values),
  };
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

interface TypedRegression {
  readonly value?: string | undefined;
  readonly estimand?: string | undefined;
  readonly versus?: string | undefined;
  readonly regress?: string | undefined;
  readonly on?: string | undefined;
  readonly coefficient?: string | undefined;
  readonly logistic?: boolean | undefined;
}

function regressionOf(typed: TypedRegression): Pick<CompareRequest, 'value' | 'regression'> | undefined {
  const { regress, on, coefficient, logistic = false } = typed;
  if (regress === undefined) {
    const lone = (['on', 'coefficient', 'logistic'] as const).find((name) => typed[name] !== undefined);
    if (lone !== undefined) {
      throw new UsageError(`--${lone} needs --regress COL, the column that is regressed`);
    }
    return undefined;
  }
  const other = (['value', 'estimand', 'versus'] as const).find((name) => typed[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(`--regress and --${other} ask for different comparisons; expected one of them`);
  }
  if (on === undefined) {
    throw new UsageError('--regress needs --on COLS, the columns that it is regressed on, as in a,b');
  }
  const names = listOf('on', on);
  const chosen = coefficient ?? (names.length === 1 ? names[0]! : undefined);
  if (chosen === undefined || !names.includes(chosen)) {
    const got = chosen === undefined ? 'is missing' : `is "${chosen}"`;
    throw new UsageError(`--coefficient ${got}; expected one of ${names.join(', ')}`);
  }
  return { value: regress, regression: { on: names, coefficient: chosen, isLogistic: logistic } };
}

/** Names with commas between them. */
function listOf(option: string, text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) {
    throw new UsageError(`--${option} is "${text}"; expected names of columns, as in a,b`);
  }
  return names;
}

function estimandOf(name: string): Estimand {
  const known = ESTIMANDS.find((estimand) => estimand === name);
  if (known !== undefined) {
    return known;
  }
  const q = /^quantile:(.+)$/.exec(name)?.[1];
  if (q !== undefined && Number(q) > 0 && Number(q) < 1) {
    return `quantile:${Number(q)}`;
  }
  throw new UsageError(`--estimand is "${name}"; expected ${ESTIMANDS.join(', ')} or a quantile such as quantile:0.5`);
}
