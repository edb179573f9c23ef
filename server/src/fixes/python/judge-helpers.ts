import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { PythonLibrary } from '../../configuration/schema.ts';
import type { FixContext } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { importedNames, insertBehindImports, moduleName } from './imports.ts';

/**
 * The function that a correction puts behind the imports, by the library that does the work. Each takes human labels
 * (missing where nobody labelled) and the judge's, and gives an estimate, its standard error and 95 % limits.
 */
export interface Helper {
  /** What it is called here. */
  readonly name: string;
  readonly imports: readonly (string | null)[];
  /** Null where an earlier correction put it where it can be used. */
  readonly source: string | null;
}

interface Recipe {
  readonly name: string;
  readonly parameters: string;
  /** Names that it takes from its library. */
  readonly imports: readonly string[];
  readonly source: string;
}

/** Where the result of a helper has what an estimate stood for. */
export const PLACE: Readonly<Record<string, string>> = {
  mean: '[0]',
  'standard error': '[1]',
  'variance of the mean': '[1] ** 2',
  'both limits': '[2:]',
  'lower limit': '[2]',
  'upper limit': '[3]',
  'estimate and limits': '',
};

/** The helper of a library, for use at a place. */
export function judgeHelper(context: FixContext, library: PythonLibrary, before: Place): Helper {
  const { name: wanted, parameters, imports, source } = RECIPES[library];
  const { name, isDefined } = helperName(context, wanted, parameters, before);
  if (isDefined) return { name, imports: [], source: null };
  const numpy = moduleName(context, 'numpy', before);
  const taken = importedNames(context, library, imports, before);
  const text = [...taken.names].reduce(
    (code, [imported, alias]) => code.replaceAll(`${imported}(`, `${alias}(`),
    source.replaceAll(wanted, name).replaceAll('np.', `${numpy.name}.`),
  );
  return { name, imports: [numpy.line, taken.line], source: text };
}

/** Modules of Python that helpers without a library use. */
const MODULES = ['csv', 'hashlib', 'json', 'math', 'os', 'random', 'statistics'];

/** A helper that needs no library, for use at a place. */
export function helperOf(
  context: FixContext,
  before: Place,
  wanted: string,
  parameters: string,
  source: string,
): Helper {
  const { name, isDefined } = helperName(context, wanted, parameters, before);
  if (isDefined) return { name, imports: [], source: null };
  const used = MODULES.filter((module) => source.includes(`${module}.`));
  const modules = used.map((module) => [module, moduleName(context, module, before)] as const);
  return {
    name,
    imports: modules.map(([, { line }]) => line),
    source: modules.reduce(
      (text, [module, imported]) =>
        text.replaceAll(new RegExp(`\\b${module}\\.(?=[a-zA-Z])`, 'g'), `${imported.name}.`),
      source.replaceAll(`${wanted}(`, `${name}(`),
    ),
  };
}

/** Puts helpers, one below the other, where they are there before a place. */
export function helperEdits(context: FixContext, before: Place, helpers: readonly Helper[]): Edit[] {
  const sources = helpers.flatMap(({ source }) => source ?? []);
  const imports = helpers.flatMap((helper) => helper.imports);
  return insertBehindImports(context, before, imports, sources.length > 0 ? sources.join('\n\n') : null);
}

/** What a helper is called for use at a place, and whether an earlier correction put it where it is there by then. */
function helperName(
  context: FixContext,
  wanted: string,
  parameters: string,
  before: Place,
): { readonly name: string; readonly isDefined: boolean } {
  const isDefined = isDefinedBefore(context, wanted, parameters, before);
  return { name: isDefined ? wanted : freeName(context.module, wanted), isDefined };
}

function isDefinedBefore({ module }: FixContext, name: string, parameters: string, { cell, start }: Place): boolean {
  for (const unit of module.units) {
    for (const statement of unit.body)
      if (
        statement.kind === 'define-function' &&
        statement.function.name === name &&
        statement.function.parameters.map(({ target }) => target.kind === 'name' && target.name).join() ===
          parameters &&
        (unit.cell !== cell || statement.end <= start)
      )
        return true;
    if (unit.cell === cell) break;
  }
  return false;
}

/** What each begins with: the rows that the judge labelled, as numbers. */
const head = (name: string): string => `    try:
        human, judge = np.asarray(human, dtype=float), np.asarray(judge, dtype=float)
    except (TypeError, ValueError):
        raise TypeError("${name} needs numbers: labels as 0 and 1, or scores, and NaN where there is none") from None
    human, judge = human[~np.isnan(judge)], judge[~np.isnan(judge)]
    seen = ~np.isnan(human)
`;

/** Post-stratification (MOVER with Wilson limits) for labels 0 and 1, PPI++ for scores; see the page of the rule. */
const NUMPY = `def calibrated_mean(human, judge, z=1.96):
    """Mean, standard error and 95 % limits: human labels (missing where nobody labelled) correct the judge's."""
${head('calibrated_mean')}    y, f, m = human[seen], judge[seen], len(judge)
    if len(y) < 2:
        raise ValueError("calibrated_mean needs human labels: label a random subset of the rows first")
    if not np.isin(np.concatenate([y, judge]), (0, 1)).all():
        rest = judge[~seen]
        n, big = len(y), max(len(rest), 1)
        spread = judge.var(ddof=1)
        lam = np.clip(np.cov(y, f, ddof=0)[0, 1] / ((1 + n / big) * spread), 0, 1) if spread > 0 and len(rest) > 1 else 0.0
        estimate = (y - lam * f).mean() + (lam * rest.mean() if lam else 0.0)
        se = np.sqrt((y - lam * f).var(ddof=1) / n + (lam**2 * rest.var(ddof=1) / big if lam else 0.0))
        return estimate, se, estimate - z * se, estimate + z * se
    w, rates, gaps = judge.mean(), [], []
    for part in (y[f == 1], y[f == 0]):
        n, p = len(part), part.mean() if len(part) else 0.5
        mid, half = (p + z**2 / (2 * n)) / (1 + z**2 / n) if n else 0.5, 0.5
        if n:
            half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
        rates.append(p)
        gaps.append((p - (mid - half), mid + half - p))
    estimate = w * rates[0] + (1 - w) * rates[1]
    mix = z**2 * (rates[0] - rates[1]) ** 2 * w * (1 - w) / m
    low, high = (np.sqrt((w * gaps[0][k]) ** 2 + ((1 - w) * gaps[1][k]) ** 2 + mix) for k in (0, 1))
    return estimate, (low + high) / (2 * z), estimate - low, estimate + high
`;

/** PPI++ as ppi_py computes it; its own `alpha` would be 0.1. */
const PPI = `def prediction_powered_mean(human, judge):
    """Mean, standard error and 95 % limits (PPI++): human labels (missing where nobody labelled) correct the judge's."""
${head('prediction_powered_mean')}    y, f, rest = human[seen], judge[seen], judge[~seen]
    if len(y) < 2:
        raise ValueError("prediction_powered_mean needs human labels: label a random subset of the rows first")
    # the judge tells nothing where it always says the same, or where every row has a human label
    lam = None if len(rest) > 0 and judge.std() > 0 else 0
    rest = rest if len(rest) > 0 else f
    estimate = float(ppi_mean_pointestimate(y, f, rest, lam=lam)[0])
    low, high = (float(limit[0]) for limit in ppi_mean_ci(y, f, rest, alpha=0.05, lam=lam))
    return estimate, (high - low) / (2 * 1.959964), low, high
`;

/** judgy draws from numpy's generator that all code shares: what others draw stays as it was. */
const JUDGY = `def judgy_rate(human, judge):
    """Rate, standard error and 95 % limits (judgy): human labels (missing where nobody labelled) correct the judge's."""
${head('judgy_rate')}    y, f, rest = human[seen], judge[seen], judge[~seen]
    if len(y) < 2:
        raise ValueError("judgy_rate needs human labels: label a random subset of the rows first")
    if not np.isin(np.concatenate([y, judge]), (0, 1)).all():
        raise ValueError("judgy_rate needs labels 0 and 1: judgy corrects rates, and no mean of scores")
    state = np.random.get_state()
    np.random.seed(0)
    rate, low, high = estimate_success_rate(y, f, rest if len(rest) > 0 else f)
    np.random.set_state(state)  # what is drawn later stays as it was
    return rate, (high - low) / (2 * 1.959964), low, high
`;

const RECIPES: Readonly<Record<PythonLibrary, Recipe>> = {
  numpy: { name: 'calibrated_mean', parameters: 'human,judge,z', imports: [], source: NUMPY },
  ppi_py: {
    name: 'prediction_powered_mean',
    parameters: 'human,judge',
    imports: ['ppi_mean_ci', 'ppi_mean_pointestimate'],
    source: PPI,
  },
  judgy: { name: 'judgy_rate', parameters: 'human,judge', imports: ['estimate_success_rate'], source: JUDGY },
};
