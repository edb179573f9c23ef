import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { originColumnOf } from '../../flow/origin-column.ts';
import type { Call, Expression, Statement } from '../../flow/program.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, replace, statementAt, textOf } from '../fix-context.ts';
import { quoteIn } from '../judged-labels.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { removeStatement } from './lines.ts';
import { splitCallAt } from './splits.ts';
import { markedParts, unionBehind } from './union.ts';

/** Keeps the column that tells the rows of a pool apart, or adds one before they are put together. */
export function keepOrigin(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'origin-dropped') return null;
  const pool = report.value.cause?.inputs[0];
  const column = pool ? originColumnOf(pool) : null;
  return column === null || column.startsWith('$')
    ? addOrigin(context)
    : (splitAlong(pool!, column, context) ?? notDropped(column, context));
}

/** `pd.concat([real.assign(origin="real"), synthetic.assign(origin="synthetic")])` */
function addOrigin(context: FixContext): Fix | null {
  const union = unionBehind(context);
  const edits = union && markedParts(union, 'origin', '"', context);
  return (
    edits && {
      title: 'Add a column "origin" before the rows are put together',
      kind: 'repair',
      safety: 'suggested',
      edits,
    }
  );
}

/** `train_test_split(X, y, pool["source"])`: of what a model is fitted on, the column stays out. */
function splitAlong(pool: Value, column: string, context: FixContext): Fix | null {
  const { report, module } = context;
  const { site } = report;
  const place = report.trace.at(-1)?.place;
  const split = place && splitCallAt(place, context);
  if (!split || split.unit !== site.unit || dataOrigins(pool) === 0) return null;
  const dropped = statementAt(module, site.place)?.statement;
  const table =
    site.node.kind === 'subscript'
      ? site.node.object
      : site.node.kind === 'call' && site.node.callee.kind === 'attribute'
        ? site.node.callee.object
        : null;
  if (dropped?.kind !== 'assign' || table?.kind !== 'name') return null;
  const names = namesOf(context);
  const at = names.at(site.unit, table);
  // the pool has the column still where its rows are split
  if (!at || names.bindings(names.variableOf(at)).length !== 1 || split.given.length === 0) return null;
  const targets = split.statement.targets[0]!;
  const last = targets.kind === 'sequence' ? targets.items.at(-1)! : targets;
  const [train, test] = [`${column}_train`, `${column}_test`].map((name) => freeName(module, name));
  const end = split.given.at(-1)!.end;
  const edits: Edit[] = [
    replace(context, split.unit, { start: last.end, end: last.end }, `, ${train}, ${test}`),
    replace(context, split.unit, { start: end, end }, `, ${table.name}["${column}"]`),
  ];
  return { title: `Split "${column}" along with the rows`, kind: 'repair', safety: 'suggested', edits };
}

/** The column is no longer left out of what goes to a file. */
function notDropped(column: string, context: FixContext): Fix | null {
  const { report, module } = context;
  const { site } = report;
  const fix = (edits: Edit[]): Fix => ({
    title: `Keep the column "${column}"`,
    kind: 'repair',
    safety: 'suggested',
    edits,
  });
  const located = statementAt(module, site.place);
  if (!located || (report.estimate.site.place.start > site.place.start && report.estimate.compares)) return null;
  const { unit, statement } = located;
  if (statement.kind === 'delete')
    return statement.targets.length === 1 ? fix([removeStatement(context, unit, statement)]) : null;
  const chosen = isSaved(context) ? chosenColumns(site.node, statement) : null;
  if (chosen) {
    const quote = quoteIn(textOf(context, unit, chosen));
    const at = { start: chosen.end, end: chosen.end };
    return fix([replace(context, unit, at, `, ${quote}${column}${quote}`)]);
  }
  const call = callOf(site.node, context);
  if (call?.callee.kind !== 'attribute') return null;
  const { object } = call.callee;
  const given =
    call.arguments.find(({ name }) => name === 'columns') ??
    (call.arguments.some(({ name }) => name === 'axis') ? call.arguments[0] : undefined);
  if (!given) return null;
  const list = given.value.kind === 'sequence' ? given.value.items : [given.value];
  const index = list.findIndex((item) => item.kind === 'constant' && item.value === column);
  if (index < 0) return null;
  if (list.length > 1) return fix([withoutItem(list, index, context)]);
  if (statement.kind === 'evaluate' && statement.value === call)
    return fix([removeStatement(context, unit, statement)]);
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const isSelf =
    statement.kind === 'assign' &&
    statement.value === call &&
    target?.kind === 'name' &&
    object.kind === 'name' &&
    target.name === object.name;
  if (isSelf) return fix([removeStatement(context, unit, statement)]);
  return fix([replace(context, unit, call, textOf(context, unit, object))]);
}

/** Do the rows go to a file, and not to a model, which would learn from the column? */
function isSaved({ report, module }: FixContext): boolean {
  const place = report.trace.at(-1)?.place;
  const saved = place ? statementAt(module, place)?.statement : null;
  if (saved?.kind !== 'evaluate' || saved.value.kind !== 'call' || saved.value.callee.kind !== 'attribute')
    return false;
  return /^(to|write)_(csv|parquet|json|excel|feather|pickle|ndjson)$/.test(saved.value.callee.name);
}

/** The last of the columns in `pool = pool[["text", "stars"]]`. */
function chosenColumns(node: Expression, statement: Statement): Expression | null {
  if (node.kind !== 'subscript' || statement.kind !== 'assign' || statement.value !== node) return null;
  if (node.object.kind !== 'name' || node.index.kind !== 'sequence' || node.index.form !== 'list') return null;
  const { items } = node.index;
  return items.every((item) => item.kind === 'constant' && typeof item.value === 'string')
    ? (items.at(-1) ?? null)
    : null;
}

const callOf = (node: Expression, context: FixContext): Call | null => {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'drop') return null;
  const names = namesOf(context);
  const [at] = names.within(context.report.site.unit, node);
  return at && calledName(node.callee, names, at.scope) === null ? node : null;
};

/** An item of a list, with the comma beside it. */
function withoutItem(items: readonly Expression[], index: number, context: FixContext): Edit {
  const item = items[index]!;
  const span =
    index === 0 ? { start: item.start, end: items[1]!.start } : { start: items[index - 1]!.end, end: item.end };
  return replace(context, context.report.site.unit, span, '');
}
