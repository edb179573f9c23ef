import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { samePlace } from '../../provenance/trace.ts';
import { contains, type FixContext, lineStart, nextLine, replace, textOf, unitText } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { clusterCalls } from './interval-helper.ts';
import { lineBefore } from './line-before.ts';
import { type Clusters, clustersOf, expanded } from './prompt-clusters.ts';
import { type Scores, scoresAt, withoutFactor } from './scores.ts';
import { bindingOf } from './values.ts';

/** Takes a standard error over prompts: `meanInterval(scores, { clusters }).standardError` in the place of that of all answers. */
export function clusterSpread(context: FixContext): Fix | null {
  const { finding, report, estimates } = context;
  if (finding.rule !== 'dependent-generations' || report.estimate.framework) return null;
  const told = estimates.filter(
    ({ site, confirmatory }) => confirmatory && finding.trace.some(({ place }) => samePlace(place, site.place)),
  );
  const [only, ...more] = told;
  const inHelper = only && more.length === 0 ? clusterCalls(only, context) : null;
  if (inHelper) return inHelper;
  const spreads = told.map((estimate) => spreadOf(estimate, context));
  const [first, ...others] = spreads;
  if (!first || spreads.some((other) => other?.values.text !== first.values.text || other.unit !== first.unit))
    return null;
  const { unit, values } = first;
  const clusters = clustersOf(values.entries, unit, context);
  if (!clusters) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['meanInterval'] }]);
  const all = [first, ...others.flatMap((other) => other ?? [])];
  const given = named(first, clusters, context);
  if (!given) return null;
  const interval = `${imports.name('meanInterval')}(${given.values}, { ${given.option} })`;
  return {
    title: 'Cluster the standard error by prompt',
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...imports.edits,
      ...clusters.edits,
      ...given.edits,
      ...all.flatMap((spread) => [
        replace(context, unit, spread.node, `${spread.factor}${interval}.standardError${spread.power}`),
        ...unusedBefore(spread.node, unit, context),
      ]),
    ],
  };
}

export interface Values {
  readonly text: string;
  /** The array, without what is taken of each entry. */
  readonly entries: Expression;
}

interface Spread {
  readonly unit: FlowUnit;
  readonly node: Expression;
  readonly factor: string;
  readonly power: string;
  readonly values: Values;
}

/** The standard error that an estimate is, or is the square of. */
function spreadOf({ site, what }: Estimate, context: FixContext): Spread | null {
  const { unit, node } = site;
  if (!/^(?:standard error|variance of the mean)$/.test(what)) return null;
  const values = valuesOf(node, { site }, context);
  if (!values) return null;
  const root = rootOf(node, unit);
  const [top] = node.kind === 'operation' && node.operator === '/' ? node.operands : [];
  const factor = top && !root ? withoutFactor(top, unit, context).factor : '';
  const isSquare = what === 'variance of the mean' && !root;
  if (factor !== '' && isSquare) return null;
  return { unit, node: root ?? node, factor, power: isSquare ? ' ** 2' : '', values };
}

/** `Math.sqrt((p * (1 - p)) / n)` around the quotient. */
const rootOf = (node: Expression, unit: FlowUnit): Expression | null =>
  expressionsIn(unit.body).find(
    (each) =>
      each.kind === 'call' &&
      nameOf(each.callee) === 'sqrt' &&
      each.arguments.length === 1 &&
      each.arguments[0]!.value === node,
  ) ?? null;

const SPREADS =
  /^(?:std|stdev|stddev|sd|sampleStandardDeviation|standardDeviation|deviation|sampleVariance|variance|stdDev|standardDev)$/i;

/** The numbers that a standard error is of, by the mean in it, or by what a standard deviation is asked of. */
function valuesOf(node: Expression, { site }: Pick<Estimate, 'site'>, context: FixContext): Values | null {
  const { unit } = site;
  for (const part of expanded(node, unit, context)) {
    const scores = scoresAt(part, site.unit, context);
    if (scores) return valuesOfScores(scores, part, context);
    const [only, ...more] = part.kind === 'call' ? part.arguments : [];
    if (part.kind === 'call' && only && more.length === 0 && SPREADS.test(nameOf(part.callee)))
      return { text: textOf(context, unit, only.value), entries: only.value };
  }
  return null;
}

export function valuesOfScores({ entries, each, isRate, unit }: Scores, node: Expression, context: FixContext): Values {
  const array = textOf(context, unit, entries);
  if (!each) return { text: isRate && isTruthCount(node, unit, context) ? `${array}.map(Number)` : array, entries };
  const value = textOf(context, unit, each.value);
  const taken = isRate ? `(${value} ? 1 : 0)` : value;
  return { text: `${array}.map((${textOf(context, unit, each.parameter)}) => ${taken})`, entries };
}

/** `rows.filter(Boolean).length` */
const isTruthCount = (node: Expression, unit: FlowUnit, context: FixContext): boolean =>
  expanded(node, unit, context).some(
    (part) =>
      part.kind === 'call' &&
      nameOf(part.callee) === 'filter' &&
      nameOf(part.arguments[0]?.value ?? part) === 'Boolean',
  );

/** Names for what is long. */
export function named(
  { node, unit, values }: Pick<Spread, 'node' | 'unit' | 'values'>,
  { text }: Clusters,
  context: FixContext,
): { readonly values: string; readonly option: string; readonly edits: readonly Edit[] } | null {
  const isShort = (code: string): boolean => /^[\w$]+$/.test(code);
  const name = isShort(text) ? text : freeName(context, 'clusters');
  const numbers = isShort(values.text) ? values.text : freeName(context, 'numbers');
  const lines = [
    ...(numbers === values.text ? [] : [`const ${numbers} = ${values.text}`]),
    ...(name === text ? [] : [`const ${name} = ${text}`]),
  ];
  const line = lines.length > 0 ? lineBefore(node, unit, lines, context) : null;
  if (lines.length > 0 && !line) return null;
  return { values: numbers, option: name === 'clusters' ? name : `clusters: ${name}`, edits: line ? [line] : [] };
}

/** The lines that gave names a value which only stood in the expression. */
function unusedBefore(node: Expression, unit: FlowUnit, context: FixContext): readonly Edit[] {
  const names = namesOf(context);
  const text = unitText(context, unit.cell);
  const removed: Edit[] = [];
  for (const part of expanded(node, unit, context)) {
    const binding = part.kind === 'name' ? bindingOf(part, unit, context) : null;
    const at = binding && names.at(unit, binding.targets[0]!);
    const isOnlyHere =
      at &&
      names.of(names.variableOf(at)).every(({ role, node: use }) => role !== 'reads' || (use && contains(node, use)));
    if (!binding || !isOnlyHere || expanded(binding.value, unit, context, 9).some(({ kind }) => kind === 'suspend'))
      continue;
    const line = { start: lineStart(text, binding.start), end: nextLine(text, binding.end) };
    const isAlone =
      /^\s*(?:const|let)\s+$/.test(text.slice(line.start, binding.targets[0]!.start)) &&
      /^;?\s*$/.test(text.slice(binding.end, line.end));
    if (isAlone && !removed.some(({ place }) => place.start === line.start))
      removed.push(replace(context, unit, line, ''));
  }
  return removed;
}
