import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../flow/observation.ts';
import type { Expression } from '../flow/program.ts';
import { descendants, expressionsIn } from '../flow/walk.ts';
import { valueEvidence } from '../provenance/names.ts';
import { has, JUDGED, MEASURED } from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';
import { type FixContext, lineBreak, replace, textOf, unitText } from './fix-context.ts';
import { behindImports, lead, numpyAlias } from './imports.ts';
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
  const human = judge && humanColumn(judge, context);
  if (!judge || !human) return null;
  const numpy = numpyAlias(context);
  const helper = helperEdit(context, numpy.name);
  const call = `${helper.name}(${withColumn(data, judge, human, context)}, ${columnText(data, context)})`;
  return {
    title: `Correct with the human labels in "${human}"`,
    kind: 'repair',
    safety: 'safe',
    edits: joinInsertions([
      ...numpy.edits,
      ...helper.edits,
      ...related.map(({ site }, index) => replace(context, site.unit, site.node, call + places[index])),
    ]),
  };
}

/** Where the helper's result has what an estimate stood for. */
const PLACE: Readonly<Record<string, string>> = {
  mean: '[0]',
  'standard error': '[1]',
  'variance of the mean': '[1] ** 2',
};

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

interface Column {
  /** The subscript or attribute that names the column. */
  readonly node: Expression;
  /** The table it is taken from, as source text. */
  readonly table: string;
  readonly name: string;
}

const columnIn = (node: Expression, context: FixContext): Column | null => {
  const text = (inner: Expression) => textOf(context, context.report.site.unit, inner);
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

/** A column of human labels in the same table: one that the code uses, or the table's file has. */
function humanColumn(judge: Column, context: FixContext): string | null {
  const isHuman = (name: string): boolean => has(valueEvidence(name), MEASURED);
  for (const unit of context.module.units)
    for (const node of expressionsIn(unit.body)) {
      const column = columnIn(node, context);
      if (column && column.table === judge.table && isHuman(column.name)) return column.name;
    }
  const [source] = tablesOf(context);
  return source?.find(isHuman) ?? null;
}

/** Columns of the tables behind the estimate, as far as the code or the file's header shows them. */
function tablesOf(context: FixContext): string[][] {
  const tables: string[][] = [];
  const visit = (value: typeof context.report.value, depth: number): void => {
    if (value.fields && value.fields.size > 1) tables.push([...value.fields.keys()]);
    if (depth < 12) for (const input of value.cause?.inputs ?? []) visit(input, depth + 1);
  };
  visit(context.report.value, 0);
  return tables;
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

/** The helper's definition, unless an earlier correction put it there. */
function helperEdit(context: FixContext, numpy: string): { readonly name: string; readonly edits: readonly Edit[] } {
  const wanted = 'calibrated_mean';
  const defined = context.module.units.some(({ body }) =>
    body.some((s) => s.kind === 'define-function' && s.function.name === wanted),
  );
  if (defined) return { name: wanted, edits: [] };
  const name = freeName(context.module, wanted);
  const { unit, at } = behindImports(context);
  const text = unitText(context, unit.cell);
  const newLine = lineBreak(text);
  const source = HELPER.replaceAll('calibrated_mean', name).replaceAll('np.', `${numpy}.`).replaceAll('\n', newLine);
  const rest = text.slice(at).trim() === '' ? '' : newLine;
  return {
    name,
    edits: [replace(context, unit, { start: at, end: at }, `${lead(text, at)}${newLine}${newLine}${source}${rest}`)],
  };
}

/** Edits that insert at the same place become one, in order. */
function joinInsertions(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const same = joined.findIndex(
      ({ place }) =>
        place.cell === edit.place.cell &&
        place.start === place.end &&
        place.start === edit.place.start &&
        place.end === edit.place.end,
    );
    if (same >= 0) joined[same] = { place: edit.place, newText: joined[same]!.newText + edit.newText };
    else joined.push(edit);
  }
  return joined;
}

/** Post-stratification (MOVER with Wilson limits) for labels 0 and 1, PPI++ for scores; see the page of the rule. */
const HELPER = `def calibrated_mean(human, judge, z=1.96):
    """Mean, standard error and 95 % limits: human labels (missing where nobody labelled) correct the judge's."""
    human, judge = np.asarray(human, dtype=float), np.asarray(judge, dtype=float)
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
