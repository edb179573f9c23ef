import type { Call, Expression, FlowUnit, FunctionDefinition, Loop } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { valueEvidence } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins, UNKNOWN } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { areSameSpan, contains, type FixContext, textOf, unitText } from '../fix-context.ts';
import { columnsOfFile } from '../human-column.ts';
import { columnIn, isPolars, type JudgedLabels } from '../judged-labels.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { type GroupKey, groupKey } from './group-key.ts';
import { valueNamed } from './rounds.ts';
import { runsOnce, usesOf } from './runs-once.ts';

/** The rows that a judge labelled, as code: a list of records, or of whatever was judged. */
export interface JudgedRows {
  readonly text: string;
  /** What the judge said of them, which who labels must not see. */
  readonly hidden: readonly string[];
  /** What tells the rows apart from others that the same code runs for; null where it runs once. */
  readonly group: GroupKey | null;
}

/** Null where the rows are not in sight, or would be other ones each time that the code runs. */
export function judgedRows(labels: JudgedLabels, context: FixContext): JudgedRows | null {
  const group = runsOnce(context) ? null : groupKey(context);
  if (!group && !runsOnce(context)) return null;
  const { column, list } = labels;
  const text = list ? rowsOfList(list, column !== null, context) : tableRows(labels, context);
  if (text === null) return null;
  const fields = columnsOfFile(context);
  const judged = [...fields, ...columnsUsed(labels, context)].filter((name) => has(valueEvidence(name), JUDGED));
  const hidden = [...new Set([...(column ? [column.name] : []), ...judged])];
  // nothing would be left to look at
  if (column && fields.length > 0 && fields.every((name) => hidden.includes(name))) return null;
  return { text, hidden, group };
}

/** What the code takes of the same table, also by group: another number of the judge would tell of this one. */
function columnsUsed({ column, grouping }: JudgedLabels, context: FixContext): readonly string[] {
  if (!column) return [];
  const { unit } = context.report.site;
  const table = grouping ? grouping.callee.object : column.node.object;
  const names = namesOf(context);
  const [root] = names.within(unit, table);
  return names.all
    .filter((other) => other.node && root && sameVariable(names.variableOf(other), names.variableOf(root)))
    .flatMap(({ parents, unit: at }) => parents.flatMap((parent) => columnIn(parent, context, at)?.name ?? []));
}

/** A table's rows: of what has a table's methods, or was made by pandas or polars. */
function tableRows({ column, grouping }: JudgedLabels, context: FixContext): string | null {
  if (!column) return null;
  const { unit, node: site } = context.report.site;
  const table = grouping ? grouping.callee.object : column.node.object;
  const names = namesOf(context);
  const root = names.within(unit, table).find(({ node }) => node!.start === table.start);
  const isMade = names.all.some(
    ({ name, role, statement, scope }) =>
      name === root?.name &&
      role === 'binds' &&
      statement.kind === 'assign' &&
      statement.value.kind === 'call' &&
      /^(pandas|polars)\./.test(calledName(statement.value.callee, names, scope) ?? ''),
  );
  const isMethod =
    site.kind === 'call' && site.callee.kind === 'attribute' && contains(site.callee.object, column.node);
  if (!(isMade || (isMethod && column.node.kind === 'subscript'))) return null;
  return recordsOf(textOf(context, unit, table), context);
}

const recordsOf = (table: string, context: FixContext): string =>
  isPolars(context) ? `${table}.to_dicts()` : `${table}.to_dict("records")`;

/** Records with nothing but a verdict beside the row that it is of (`{**row, **verdict}`) are shown without the verdict. */
function rowsOfList(list: Expression, areRecords: boolean, context: FixContext): string | null {
  if (!areRecords) return rowsOfLabels(list, context);
  return (addsVerdictsOnly(list, context) ? rowsOfLabels(list, context) : null) ?? recordsFrom(list, context);
}

function addsVerdictsOnly(list: Expression, context: FixContext): boolean {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const at = names.at(unit, list);
  const variable = at && names.variableOf(at);
  const [binding] = variable ? names.bindings(variable) : [];
  const made = binding?.statement.kind === 'assign' ? binding.statement.value : null;
  const appended = variable ? names.of(variable).find(isAppended) : undefined;
  const loop = appended?.enclosing.findLast(({ kind }) => kind === 'loop');
  const [record, row] =
    made?.kind === 'comprehension'
      ? [made.element, made.clauses[0]!.target]
      : [callAround(appended)?.arguments[0]?.value, loop?.kind === 'loop' ? loop.target : null];
  const entries = record?.kind === 'mapping' ? record.entries : [];
  const isSaid = (node: Expression): boolean => has(dataOrigins(context.seenValue(unit, node) ?? UNKNOWN), JUDGED);
  const isRow = (node: Expression): boolean => row?.kind === 'name' && nameOf(node) === row.name;
  return (
    entries.some(({ key, value }) => key === null && isRow(value)) &&
    entries.some(({ key, value }) => key === null && !isRow(value)) &&
    entries.every(({ key, value }) => (key === null && isRow(value)) || isSaid(value))
  );
}

/** `results.append(…)` */
function callAround(appended: Occurrence | undefined): Call | null {
  const call = appended?.parents[1];
  return call?.kind === 'call' ? call : null;
}

/** The rows that bare labels were made for: of `[judge(row) for row in rows]`, or of a loop that appends each. */
function rowsOfLabels(list: Expression, context: FixContext): string | null {
  if (list.kind !== 'name') return recordsFrom(list, context);
  const names = namesOf(context);
  const at = names.at(context.report.site.unit, list);
  const bindings = at ? names.bindings(names.variableOf(at)) : [];
  const [binding] = bindings;
  if (bindings.length !== 1 || binding!.statement.kind !== 'assign') return null;
  const made = withoutArray(binding!.statement.value);
  if (made.kind === 'comprehension') {
    const [clause, ...others] = made.clauses;
    if (made.form !== 'list' || others.length > 0 || clause!.conditions.length > 0) return null;
    if (isZip(clause!.iterable) && !descendants(made.element).some(({ kind }) => kind === 'call')) return null;
    return recordsFrom(clause!.iterable, context);
  }
  if (made.kind !== 'sequence' || made.items.length > 0) return null;
  const appending = names.of(names.variableOf(at!)).filter(isAppended);
  return appending.length === 1 ? recordsOfLoop(appending[0]!, binding!, context) : null;
}

/** `[(a + b) / 2 for a, b in zip(first, second)]`: of verdicts, with nothing else to look at. */
const isZip = (node: Expression): boolean => node.kind === 'call' && nameOf(node.callee) === 'zip';

/** `np.array([…])` */
function withoutArray(node: Expression): Expression {
  const [first, ...others] =
    node.kind === 'call' && /^(array|asarray|list|tuple)$/.test(nameOf(node)) ? node.arguments : [];
  return first?.name === null && others.every(({ name }) => name === 'dtype') ? withoutArray(first.value) : node;
}

const isAppended = ({ parents }: Occurrence): boolean => {
  const [parent] = parents;
  return parent?.kind === 'attribute' && /^(append|extend|insert)$/.test(parent.name);
};

/** Every round of the loop appends one; a loop around that one makes the list anew. */
function recordsOfLoop(
  { enclosing, statement, parents }: Occurrence,
  made: Occurrence,
  context: FixContext,
): string | null {
  const loops = enclosing.filter(({ kind }) => kind === 'loop');
  const loop = loops.at(-1);
  if (loop?.kind !== 'loop' || !loop.iterable || nameOf(parents[0]!) !== 'append') return null;
  if (made.enclosing.includes(loop) || !loops.slice(0, -1).every((each) => made.enclosing.includes(each))) return null;
  if (!loop.body.includes(statement) || statementsIn(loop.body).some(({ kind }) => kind === 'jump')) return null;
  return recordsFrom(loop.iterable, context);
}

export const canBeReadAgain = (rows: Expression, unit: FlowUnit, context: FixContext): boolean =>
  recordsFrom(rows, { ...context, report: { ...context.report, site: { ...context.report.site, unit } } }) !== null;

/** What can be gone through again; null for what is used up, or made anew. */
function recordsFrom(node: Expression, context: FixContext): string | null {
  const { unit } = context.report.site;
  const text = textOf(context, unit, node);
  if (node.kind === 'call') {
    const [first] = node.arguments;
    const called = nameOf(node.callee);
    if (node.callee.kind === 'attribute' && /^(itertuples|iterrows|iter_rows)$/.test(called))
      return recordsOf(textOf(context, unit, node.callee.object), context);
    if (node.callee.kind === 'attribute' && /^(to_dict|to_dicts|tolist|to_list)$/.test(called)) return text;
    if (/^(enumerate|tqdm|track)$/.test(called) && first) return recordsFrom(first.value, context);
    if (node.callee.kind === 'name' && called === 'zip')
      return node.arguments.every(({ value }) => recordsFrom(value, context) !== null) ? text : null;
    return null;
  }
  if (node.kind === 'subscript') return text;
  if (node.kind === 'attribute') return text;
  if (node.kind !== 'name') return null;
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const bindings = at ? names.bindings(names.variableOf(at)) : [];
  return bindings.length > 0 && bindings.every((each) => isKept(each, context)) ? text : null;
}

const USED_UP =
  /^(open|map|filter|zip|iter|reversed|enumerate|reader|DictReader|iterrows|itertuples|tqdm|track|items|as_completed|imap\w*|\w*stream\w*)$/;

/** A list or the like, as opposed to what is used up when it was gone through once. */
function isKept({ statement, node, name }: Occurrence, context: FixContext): boolean {
  if (statement.kind === 'assign' && statement.targets.includes(node!)) {
    const { value } = statement;
    if (value.kind === 'call') return !USED_UP.test(nameOf(value.callee));
    return (
      value.kind === 'sequence' ||
      (value.kind === 'comprehension' && value.form === 'list') ||
      value.kind === 'subscript'
    );
  }
  if (statement.kind === 'loop') return isOfEach(statement, node!, context);
  if (statement.kind !== 'define-function') return false;
  // what is handed to a function: it is counted, so it has a length, or can be gone through again at each call
  return (
    context.module.units.some(({ cell }) => unitText(context, cell).includes(`len(${name})`)) ||
    isGivenKept(statement.function, node!, context)
  );
}

/** `for name, rows in sets.items()`, `for name, rows in [("a", rows_a)]` */
function isOfEach({ target, iterable }: Loop, node: Expression, context: FixContext): boolean {
  const place = target?.kind === 'sequence' ? target.items.indexOf(node) : -1;
  if (place < 1 || !iterable) return false;
  if (iterable.kind === 'sequence')
    return iterable.items.every(
      (item) => item.kind === 'sequence' && item.items[place] && recordsFrom(item.items[place], context) !== null,
    );
  const sets = iterable.kind === 'call' && nameOf(iterable) === 'items' ? iterable.callee : null;
  const made = sets?.kind === 'attribute' && sets.object.kind === 'name' ? valueNamed(sets.object, context) : undefined;
  return made?.kind === 'mapping' && made.entries.every(({ value }) => isAgain(value, context));
}

const isAgain = (value: Expression, context: FixContext): boolean => {
  if (value.kind === 'call') return !USED_UP.test(nameOf(value.callee));
  return value.kind === 'comprehension' ? value.form === 'list' : recordsFrom(value, context) !== null;
};

function isGivenKept(definition: FunctionDefinition, node: Expression, context: FixContext): boolean {
  const place = definition.parameters.findIndex(({ target }) => target === node);
  const shift = /^(self|cls)$/.test(nameOf(definition.parameters[0]!.target)) ? 1 : 0;
  const uses = usesOf(definition.name, context);
  const given = uses.flatMap(({ unit, span }) =>
    expressionsIn(unit.body).flatMap((call) => {
      if (call.kind !== 'call' || !areSameSpan(call.callee, span)) return [];
      return (call.arguments.find(({ name }) => name === nameOf(node)) ?? call.arguments[place - shift])?.value ?? [];
    }),
  );
  return uses.length > 0 && given.length === uses.length && given.every((value) => isAgain(value, context));
}
