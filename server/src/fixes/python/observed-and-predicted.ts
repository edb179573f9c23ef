import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { IMPUTED, MEASURED } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { effectOn } from '../effect.ts';
import { expressionAt, type FixContext, replace, textOf } from '../fix-context.ts';
import { columnIn } from '../judged-labels.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { relatedEstimates } from '../related.ts';
import { helperEdits, judgeHelper, PLACE } from './judge-helpers.ts';

/**
 * Keeps observed values and predictions apart where the gaps of one column were filled with the other:
 * `df["human"].fillna(df["judge"]).mean()` becomes `calibrated_mean(df["human"], df["judge"])[0]`.
 */
export function observedAndPredicted(context: FixContext): Fix | null {
  const { finding } = context;
  if (finding.rule !== 'naive-pooling' && finding.rule !== 'imputed-as-observed') return null;
  const filled = fillBehind(context);
  const related = relatedEstimates(context);
  const places = related.map(({ what }) => PLACE[what]);
  if (!filled || places.some((place) => place === undefined) || !isStillSo(filled, context)) return null;
  const [first] = related.map(({ site }) => site.place).sort((a, b) => a.start - b.start);
  const helper = judgeHelper(context, 'numpy', first!);
  const [observed, predicted] = [filled.observed, filled.predicted].map((node) => textOf(context, filled.unit, node));
  return {
    title: `Estimate from ${observed}, with ${predicted} as predictions (PPI)`,
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...helperEdits(context, first!, [helper]),
      ...related.map(({ site }, index) =>
        replace(context, site.unit, site.node, `${helper.name}(${observed}, ${predicted})${places[index]}`),
      ),
    ],
  };
}

interface Filled {
  readonly unit: FlowUnit;
  readonly observed: Expression;
  readonly predicted: Expression;
  /** All of it: `df["human"].fillna(df["judge"])`. */
  readonly node: Expression;
}

/** Where one column's gaps were filled with another column of the same table. */
function fillBehind(context: FixContext): Filled | null {
  const { report, module } = context;
  for (const fact of [MEASURED, IMPUTED])
    for (const { place } of causes(report.value, fact, true)) {
      const node = place && expressionAt(module, place);
      const unit = place && module.units.find(({ cell }) => cell === place.cell);
      const filled = node && unit ? filledIn(node, unit, context) : null;
      if (filled) return filled;
    }
  return null;
}

function filledIn(node: Expression, unit: FlowUnit, context: FixContext): Filled | null {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.arguments.length !== 1) return null;
  const [only] = node.arguments;
  if (!/^(fillna|combine_first)$/.test(node.callee.name) || (only!.name !== null && only!.name !== 'value'))
    return null;
  const [observed, predicted] = [columnIn(node.callee.object, context, unit), columnIn(only!.value, context, unit)];
  if (!observed || !predicted || observed.table !== predicted.table || observed.name === predicted.name) return null;
  return { unit, observed: observed.node, predicted: predicted.node, node };
}

/** Is the estimate of all filled rows, and have both columns still what they had? */
function isStillSo({ unit, observed, node }: Filled, context: FixContext): boolean {
  const { site } = context.report.estimate;
  const names = namesOf(context);
  const [root] = names.within(unit, observed);
  if (!root) return false;
  const isInPlace = site.unit === unit && site.node.start <= node.start && node.end <= site.node.end;
  const table = names.variableOf(root);
  if (isInPlace) return true;
  // rows that were chosen, or worked on, in between would be others
  const own = descendants(site.node).flatMap((part) => columnIn(part, context, site.unit) ?? []);
  const isWhole = own.some((column) => column.table === textOf(context, unit, (observed as Column).object));
  const isBetween = (other: Occurrence): boolean =>
    names.isBefore(other, site.unit, site.node.start) && !names.isBefore(other, unit, node.end);
  return isWhole && names.bindings(table).length === 1 && effectOn(table, names, isBetween) === 'reads';
}

type Column = Extract<Expression, { kind: 'subscript' | 'attribute' }>;
