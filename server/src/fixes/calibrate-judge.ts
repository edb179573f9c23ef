import type { Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import type { Attribute, Call, Expression } from '../flow/program.ts';
import { descendants, expressionsIn } from '../flow/walk.ts';
import { valueEvidence } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';
import { type FixContext, replace, textOf } from './fix-context.ts';
import { type HumanColumn, humanColumn } from './human-column.ts';
import { type Imported, insertBehindImports, numpyName } from './imports.ts';
import { freeName } from './names.ts';
import { relatedEstimates } from './related.ts';

/**
 * Rewrites an estimate from a judge's column so that the human labels of the same table are carried into it:
 * `df["judge"].mean()` becomes `calibrated_mean(df["human"], df["judge"])[0]`, with the helper put behind the imports.
 */
export function calibrateJudge(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework) return null;
  const related = relatedEstimates(context);
  const places = related.map(({ what }) => PLACE[what]);
  const [root] = related;
  const data = root && dataOf(root, report.value);
  if (!root || !data || places.some((place) => place === undefined)) return null;
  const judge = judgeColumn(data, context);
  if (!judge) return null;
  const grouping = groupingOf(judge, data, related);
  if (grouping === 'unknown') return null;
  const human = humanColumn(judge, grouping ? grouping.callee.object : judge.node.object, context);
  if (!human) return null;

  const [first] = related.map(({ site }) => site.place).sort((a, b) => a.start - b.start);
  const helper = helperName(context, first!);
  const numpy = numpyName(context, first!);
  const call = grouping
    ? perGroup(helper.name, grouping, judge, human, context)
    : `${helper.name}(${withColumn(data, judge, human.name, context)}, ${columnText(data, context)})`;
  return {
    title: `Correct with the human labels in "${human.name}"${grouping ? ', group by group' : ''}`,
    kind: 'repair',
    // a group may have too few labels, or a column no numbers: then the helper says so and stops
    safety: grouping || !human.isSure || !(human.isNumeric || data !== judge.node) ? 'suggested' : 'safe',
    edits: [
      ...(helper.isDefined ? [] : helperEdits(context, first!, helper.name, numpy)),
      ...related.map(({ site, what }, index) => {
        const root = what === 'variance of the mean' ? rootAround(site) : null;
        if (root) return replace(context, site.unit, root, `${call}[1]`);
        return replace(context, site.unit, site.node, grouping ? call : call + places[index]);
      }),
    ],
  };
}

/** Where the helper's result has what an estimate stood for. */
export const PLACE: Readonly<Record<string, string>> = {
  mean: '[0]',
  'standard error': '[1]',
  'variance of the mean': '[1] ** 2',
};

/** `np.sqrt(variance)`, `variance ** 0.5`: the standard error that the variance is worked out for. */
function rootAround({ unit, node }: Site): Expression | null {
  for (const outer of expressionsIn(unit.body)) {
    if (outer.start > node.start || outer.end < node.end) continue;
    const [only, ...others] = outer.kind === 'call' ? outer.arguments : [];
    if (outer.kind === 'call' && only?.value === node && others.length === 0 && isRoot(outer.callee)) return outer;
    if (outer.kind !== 'operation' || outer.operator !== '**') continue;
    const [base, power] = outer.operands;
    if (base === node && power?.kind === 'constant' && power.value === 0.5) return outer;
  }
  return null;
}

const isRoot = (callee: Expression): boolean =>
  (callee.kind === 'name' || callee.kind === 'attribute') && callee.name === 'sqrt';

/** The labels themselves: of `sum(x) / n` and `x.std() / …`, the `x`. */
function dataOf(estimate: Estimate, value: Value): Expression | null {
  const node = estimate.expressions[Math.max(0, estimate.data.indexOf(value))] ?? null;
  if (node?.kind !== 'call') return node;
  const { callee } = node;
  const first = node.arguments[0]?.value ?? null;
  if (callee.kind === 'name') return callee.name === 'sum' ? first : null;
  if (callee.kind !== 'attribute') return null;
  return node.arguments.some(({ name }) => name === null) ? first : callee.object;
}

export interface Column {
  /** The subscript or attribute that names the column. */
  readonly node: Expression & { readonly kind: 'subscript' | 'attribute' };
  /** The table it is taken from, as source text. */
  readonly table: string;
  readonly name: string;
}

export const columnIn = (node: Expression, context: FixContext, unit = context.report.site.unit): Column | null => {
  const text = (inner: Expression) => textOf(context, unit, inner);
  if (node.kind === 'subscript' && node.index.kind === 'constant' && typeof node.index.value === 'string')
    return { node, table: text(node.object), name: node.index.value };
  if (node.kind === 'attribute') return { node, table: text(node.object), name: node.name };
  return null;
};

/** The column of the judge's labels in the data of the estimate. */
function judgeColumn(data: Expression, context: FixContext): Column | null {
  const columns = [...descendants(data)].flatMap((node) => columnIn(node, context) ?? []);
  return (
    columns.find(({ name }) => has(valueEvidence(name), JUDGED)) ??
    columns.find(({ node }) => node.kind === 'subscript') ??
    null
  );
}

/** `table.groupby(…)` that the judge's column is taken from; `unknown` where it is grouped in a way that is not understood. */
function groupingOf(judge: Column, data: Expression, related: readonly Estimate[]): Grouping | null | 'unknown' {
  if (![...descendants(data)].some(isGrouping)) return null;
  const table = judge.node.object;
  const [only, ...others] = related;
  const call = only?.site.node;
  if (
    data !== judge.node ||
    !isGrouping(table) ||
    // other options make a table of it, with other columns
    table.arguments.some(
      ({ name, value }) =>
        (name !== null && !/^(by|level|sort|observed|dropna)$/.test(name)) || value.kind === 'spread',
    ) ||
    others.length > 0 ||
    call?.kind !== 'call' ||
    call.arguments.length > 0 ||
    call.callee.kind !== 'attribute' ||
    call.callee.object !== data
  )
    return 'unknown';
  return table;
}

type Grouping = Call & { readonly callee: Attribute };

const isGrouping = (node: Expression): node is Grouping =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  /^(group_?by|rolling|resample|expanding|ewm)$/.test(node.callee.name);

/** The estimate for each group, under the name that the mean of the column had. */
function perGroup(helper: string, grouping: Grouping, judge: Column, human: HumanColumn, context: FixContext): string {
  const style = columnText(judge.node, context);
  const [y, f] = [quoted(human.name, style), quoted(judge.name, style)];
  const each = `lambda rows: ${helper}(rows[${y}], rows[${f}])[0]`;
  return `${columnText(grouping, context)}[[${y}, ${f}]].apply(${each}).rename(${f})`;
}

const columnText = (data: Expression, context: FixContext): string => textOf(context, context.report.site.unit, data);

/** The same data with the human column for the judge's; where it is compared, gaps must stay gaps. */
function withColumn(data: Expression, judge: Column, human: string, context: FixContext): string {
  const text = columnText(data, context);
  const { node } = judge;
  const column =
    node.kind === 'attribute' && /^\w+$/.test(human)
      ? `${judge.table}.${human}`
      : `${judge.table}[${quoted(human, text)}]`;
  const swapped = text.slice(0, node.start - data.start) + column + text.slice(node.end - data.start);
  return data === node ? swapped : `(${swapped}).where(${column}.notna())`;
}

const quoted = (name: string, style: string): string =>
  style.includes("'") && !style.includes('"') ? `'${name}'` : `"${name}"`;

/** What the helper is called, and whether an earlier correction put it where it can be used. */
export function helperName(
  { module }: FixContext,
  before: Place,
): { readonly name: string; readonly isDefined: boolean } {
  const wanted = 'calibrated_mean';
  for (const { cell, body } of module.units) {
    for (const statement of body)
      if (
        statement.kind === 'define-function' &&
        statement.function.name === wanted &&
        statement.function.parameters.map(({ target }) => target.kind === 'name' && target.name).join() ===
          'human,judge,z' &&
        (cell !== before.cell || statement.end <= before.start)
      )
        return { name: wanted, isDefined: true };
    if (cell === before.cell) break;
  }
  return { name: freeName(module, wanted), isDefined: false };
}

export function helperEdits(context: FixContext, before: Place, name: string, numpy: Imported) {
  const source = HELPER.replaceAll('calibrated_mean', name).replaceAll('np.', `${numpy.name}.`);
  return insertBehindImports(context, before, [numpy.line], source);
}

/** Post-stratification (MOVER with Wilson limits) for labels 0 and 1, PPI++ for scores; see the page of the rule. */
const HELPER = `def calibrated_mean(human, judge, z=1.96):
    """Mean, standard error and 95 % limits: human labels (missing where nobody labelled) correct the judge's."""
    try:
        human, judge = np.asarray(human, dtype=float), np.asarray(judge, dtype=float)
    except (TypeError, ValueError):
        raise TypeError("calibrated_mean needs numbers: labels as 0 and 1, or scores, and NaN where there is none") from None
    human, judge = human[~np.isnan(judge)], judge[~np.isnan(judge)]
    seen = ~np.isnan(human)
    y, f, m = human[seen], judge[seen], len(judge)
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
