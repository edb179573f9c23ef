import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { originColumnOf } from '../../flow/origin-column.ts';
import type { Call, Expression } from '../../flow/program.ts';
import { confidenceOf, POOLED_UNITS } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { type FixContext, replace, statementAt, textOf } from '../fix-context.ts';
import { columnIn, quoteIn } from '../judged-labels.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { isOfBothKinds, markedParts, nameOfUnion, unionBehind } from './union.ts';

/** Prints the number of each origin by itself: `pooled.groupby("origin")["score"].mean()`. */
export function reportByOrigin(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { estimate, value } = report;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(value), POOLED_UNITS)) return null;
  const union = unionBehind(context);
  const column = ofColumn(estimate.site.node, context);
  if (!union || !column || !isOfBothKinds(union) || !isPrinted(context)) return null;
  const table = column.object;
  const pool = nameOfUnion(union, context);
  const at = namesOf(context).at(estimate.site.unit, table);
  const isPool =
    table === union.node ||
    (pool && at && sameVariable(namesOf(context).variableOf(at), namesOf(context).variableOf(pool)));
  if (!isPool) return null;
  const known = originColumnOf(value);
  const name = known ?? (value.fields?.has('origin') ? 'unit_origin' : 'origin');
  const style = quoteIn(textOf(context, estimate.site.unit, column));
  const marks = known === null ? markedParts(union, name, style, context) : [];
  if (!marks) return null;
  const grouping = { start: table.end, end: table.end };
  return {
    title: `Report each origin by itself${known === null ? `, by a new column "${name}"` : ''}`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...marks, replace(context, estimate.site.unit, grouping, `.groupby(${style}${name}${style})`)],
  };
}

type Column = Extract<Expression, { kind: 'subscript' | 'attribute' }>;

/** The column of `pooled["score"].mean()`. */
function ofColumn(node: Expression, context: FixContext): Column | null {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.arguments.length > 0) return null;
  if (!/^(mean|median|std|var|sem|sum|count|describe)$/.test(node.callee.name)) return null;
  return columnIn(node.callee.object, context)?.node ?? null;
}

/** Is the number printed as it is, so that two can be printed in its place? */
function isPrinted(context: FixContext): boolean {
  const { site } = context.report.estimate;
  const located = statementAt(context.module, site.place);
  const call: Call | null =
    located?.statement.kind === 'evaluate' && located.statement.value.kind === 'call' ? located.statement.value : null;
  return (
    call?.callee.kind === 'name' &&
    /^(print|display)$/.test(call.callee.name) &&
    call.arguments.some(({ value }) => value === site.node)
  );
}
