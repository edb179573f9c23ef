import type { Estimate } from '../flow/observation.ts';
import type { Attribute, Call, Comprehension, Expression, Name, Subscript } from '../flow/program.ts';
import { descendants, nameOf } from '../flow/walk.ts';
import { valueEvidence } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { type FixContext, textOf } from './fix-context.ts';
import { summaryLabels } from './grouped-summary.ts';
import { namesOf, sameVariable } from './occurrences.ts';
import { atCall } from './python/at-calls.ts';
import { countedInColumn } from './python/counted-in-column.ts';
import { bindingOf } from './python/rounds.ts';
import { rowsBehind } from './python/same-rows.ts';
import { labelsOfShare } from './python/share-of-label.ts';
import { factorsIn } from './python/spread-by-hand.ts';

/** The labels of a judge that a number is made of, as code: one for each row. */
export interface JudgedLabels {
  /** A column, an array or a list of numbers, or of true and false. */
  readonly text: string;
  /** Where the labels are taken from: a column of a table, an entry of each record; null for bare labels. */
  readonly column: Column | null;
  /** The records that the labels are entries of, or the bare labels themselves; null for a table. */
  readonly list: Expression | null;
  /** Rows that are looked at group by group. */
  readonly grouping: Grouping | null;
  /** They are true and false by their form: `score >= 4`, or counted. */
  readonly isBinary: boolean;
  /** A table that the numbers of the groups are put into; left out where they are all there is. */
  placed?(groups: string): string;
  /** The same code with another column for the judge's; gaps stay gaps. Null for bare labels. */
  with(name: string): string | null;
}

export interface Column {
  /** The subscript or attribute that names the column. */
  readonly node: Subscript | Attribute;
  /** The table it is taken from, as source text. */
  readonly table: string;
  readonly name: string;
}

export type Grouping = Call & { readonly callee: Attribute };

/** Null where the code that makes the number is not understood. */
export function judgedLabels(related: readonly Estimate[], context: FixContext): JudgedLabels | null {
  const [root] = related;
  const share = root && related.length === 1 ? labelsOfShare(root.site.node, context) : null;
  if (share) return share;
  const summary = root && related.length === 1 ? summaryLabels(root, context) : null;
  const data = root && dataOf(root, context);
  // of a table of several numbers that is not understood, none is corrected
  if (!root || !data || summary || root.what === 'summary') return summary;
  const isOfList = [...descendants(data)].some(({ kind }) => kind === 'comprehension') || isTally(data);
  return isOfList ? listLabels(data, root, context) : columnLabels(data, related, context);
}

/** `labels.count("Y")`, `len(…)` */
const isTally = (node: Expression): boolean =>
  node.kind === 'call' &&
  (node.callee.kind === 'name' || (node.callee.kind === 'attribute' && node.callee.name === 'count'));

export const columnIn = (node: Expression, context: FixContext, unit = context.report.site.unit): Column | null => {
  const text = (inner: Expression) => textOf(context, unit, inner);
  if (node.kind === 'subscript' && node.index.kind === 'constant' && typeof node.index.value === 'string')
    return { node, table: text(node.object), name: node.index.value };
  if (node.kind === 'attribute') return { node, table: text(node.object), name: node.name };
  return null;
};

/** The quotes of some code. */
export const quoteIn = (code: string): string => (code.includes("'") && !code.includes('"') ? "'" : '"');

export const quoted = (name: string, code: string): string => `${quoteIn(code)}${name}${quoteIn(code)}`;

/** The labels themselves: of `sum(x) / n` and `x.std() / …`, the `x`; what they are counted by stays around them. */
function dataOf(estimate: Estimate, context: FixContext): Expression | null {
  const { value } = context.report;
  const node = estimate.expressions[Math.max(0, estimate.data.indexOf(value))] ?? null;
  const spread = node && /error|variance/.test(estimate.what) && !estimate.of ? factorsIn(node, context)?.spread : null;
  if (spread) return spread.labels;
  const counted = node?.kind === 'name' ? countedInColumn(node, estimate.site, context) : null;
  if (counted) return counted;
  if (node?.kind !== 'call') return node;
  const { callee } = node;
  const first = node.arguments[0]?.value ?? null;
  if (callee.kind === 'name') return callee.name === 'sum' ? first : callee.name === 'len' ? node : null;
  if (callee.kind !== 'attribute') return null;
  if (callee.name === 'count' && first) return node;
  if (ONE_BY_ONE.test(callee.name)) return node;
  return node.arguments.some(({ name }) => name === null) ? first : callee.object;
}

/** What is done with each label by itself. */
const ONE_BY_ONE = /^(eq|ne|gt|ge|lt|le|isin|astype|map)$/;

/** `[v["passed"] for v in rows]`, `1 for v in rows if v["passed"]`, a list of labels. */
function listLabels(data: Expression, root: Estimate, context: FixContext): JudgedLabels | null {
  const { node } = root.site;
  const total =
    atCall(root)?.below ?? (node.kind === 'operation' && node.operator === '/' ? node.operands[1] : undefined);
  const text = (part: Expression) => textOf(context, root.site.unit, part);
  const sharing: Sharing = {
    isShare: total !== undefined,
    isOf: (list) => total !== undefined && text(total) === `len(${text(list)})`,
  };
  if (data.kind === 'comprehension') return recordLabels(data, false, sharing, context);
  if (data.kind !== 'call') return null;
  if (data.callee.kind === 'attribute') return countLabels(data, data.callee, sharing, context);
  const counted = data.arguments[0]?.value;
  if (counted?.kind === 'subscript' && counted.index.kind === 'operation')
    return sharing.isOf(counted.object) ? columnLabels(counted.index, [root], context) : null;
  return counted?.kind === 'comprehension' ? recordLabels(counted, true, sharing, context) : null;
}

/** What a sum or a count is divided by. */
interface Sharing {
  /** It is divided by something. */
  readonly isShare: boolean;
  /** By how many there are in a list. */
  isOf(list: Expression): boolean;
}

/** `labels.count("Y") / len(labels)` */
function countLabels(data: Call, { object }: Attribute, sharing: Sharing, context: FixContext): JudgedLabels | null {
  const [wanted, ...others] = data.arguments;
  if (!wanted || others.length > 0 || object.kind === 'call' || !sharing.isOf(object)) return null;
  const text = (part: Expression) => textOf(context, context.report.site.unit, part);
  return {
    text: `[label == ${text(wanted.value)} for label in ${text(object)}]`,
    ...{ column: null, list: object, grouping: null, isBinary: true },
    with: () => null,
  };
}

/** @param isCounted what the list holds does not matter, only how much it holds */
function recordLabels(
  node: Comprehension,
  isCounted: boolean,
  sharing: Sharing,
  context: FixContext,
): JudgedLabels | null {
  const [clause, ...others] = node.clauses;
  if (!clause || others.length > 0 || !/^(list|generator)$/.test(node.form) || clause.target.kind !== 'name')
    return null;
  const { target, iterable, conditions } = clause;
  const text = (part: Expression) => textOf(context, context.report.site.unit, part);
  const isOne = isCounted || (node.element.kind === 'constant' && node.element.value === 1);
  const [condition, ...further] = conditions;
  if (
    isOne
      ? !condition || further.length > 0 || !sharing.isOf(iterable)
      : sharing.isShare && (condition || !sharing.isOf(iterable))
  )
    return null;
  const label = isOne ? condition! : node.element;
  const chosen = isOne ? '' : conditions.map((each) => ` if ${text(each)}`).join('');
  const name = target.name;
  const entries = entriesOf(label, name, context);
  const entry = entries.find((each) => has(valueEvidence(each.name), JUDGED)) ?? entries[0] ?? null;
  const isTruth = isOne && label.kind === 'operation' && (label.form === 'comparison' || label.form === 'not');
  const around = (code: string) => `[${code} for ${name} in ${text(iterable)}${chosen}]`;
  return {
    text: around(isOne && !isTruth ? `bool(${text(label)})` : text(label)),
    column: entry,
    list: iterable,
    grouping: null,
    isBinary: isOne || (label.kind === 'operation' && label.form === 'comparison'),
    with(human) {
      if (!entry || entries.some((other) => other.name !== entry.name)) return null;
      const { node: place } = entry;
      const other = place.kind === 'attribute' ? `${name}.${human}` : `${name}.get(${quoted(human, text(place))})`;
      if (label.start === place.start && label.end === place.end) return around(other);
      const swapped = entries
        .toSorted((a, b) => b.node.start - a.node.start)
        .reduce(
          (code, each) =>
            code.slice(0, each.node.start - label.start) + other + code.slice(each.node.end - label.start),
          text(label),
        );
      return around(`${swapped} if ${isThere(other, context)} else None`);
    },
  };
}

/** Gaps of records: pandas has its own. */
export function isThere(entry: string, { module }: FixContext): string {
  const pandas = importOf(module, 'pandas');
  return pandas ? `${pandas}.notna(${entry})` : `${entry} not in (None, "")`;
}

/** What a module is called that is imported at the top as such. */
export const importOf = ({ units }: FixContext['module'], name: string): string | null =>
  units
    .flatMap(({ body }) => body)
    .flatMap((each) =>
      each.kind === 'import' && each.module === name && !each.names ? (each.alias ?? name) : [],
    )[0] ?? null;

/** Entries that are taken of a record: `row["passed"]`, `row.passed`, `row.get("passed")`. */
function entriesOf(label: Expression, record: string, context: FixContext): Column[] {
  const nodes = descendants(label);
  const got = nodes.flatMap((node) => entryGot(node, context) ?? []);
  const called = nodes.flatMap((node) => (node.kind === 'call' ? [node.callee] : []));
  const taken = nodes.flatMap((node) => (called.includes(node) ? [] : (columnIn(node, context) ?? [])));
  return [...got, ...taken].filter(({ table }) => table === record);
}

/** `row.get("passed")` */
export function entryGot(node: Expression, context: FixContext, unit = context.report.site.unit): Column | null {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'get') return null;
  const [key] = node.arguments;
  if (key?.value.kind !== 'constant' || typeof key.value.value !== 'string') return null;
  const { object } = node.callee;
  const index = key.value;
  return {
    node: { kind: 'subscript', object, index, start: node.start, end: node.end },
    table: textOf(context, unit, object),
    name: key.value.value,
  };
}

function columnLabels(data: Expression, related: readonly Estimate[], context: FixContext): JudgedLabels | null {
  const text = textOf(context, context.report.site.unit, data);
  const column = judgeColumn(data, context);
  // a list of labels, or a table that only a name says something of
  if (!column && data.kind === 'name') return columnByName(data, context) ?? bareLabels(data, text);
  if (!column) return null;
  const grouping = groupingOf(column, data, related);
  if (grouping === 'unknown') return null;
  return {
    text,
    column,
    list: null,
    grouping,
    isBinary: data !== column.node && !/^(astype|map)$/.test(nameOf(data)),
    with(human) {
      const { node } = column;
      const other =
        node.kind === 'attribute' && /^\w+$/.test(human)
          ? `${column.table}.${human}`
          : `${column.table}[${quoted(human, text)}]`;
      const swapped = text.slice(0, node.start - data.start) + other + text.slice(node.end - data.start);
      if (data.kind === 'call' && nameOf(data) === 'astype') return other;
      // a gap that is compared is a gap in polars, and false in pandas
      return data === node || isPolars(context) ? swapped : `(${swapped}).where(${other}.notna())`;
    },
  };
}

/** `labels = df["judge"].to_numpy()`: a column by another name, as long as the table stays what it was then. */
function columnByName(data: Name, context: FixContext): JudgedLabels | null {
  const { unit, node: site } = context.report.site;
  const made = bindingOf(data, context);
  if (!made) return null;
  const { unit: there, statement } = made.occurrence;
  const whole = statement.kind === 'assign' ? statement.value : null;
  const node = whole && withoutForm(whole);
  const column = node && columnIn(node, context, there);
  if (there !== unit || column?.node.kind !== 'subscript' || rowsBehind(column.node.object, context).length === 0)
    return null;
  const names = namesOf(context);
  const roots = names.within(there, column.node.object);
  const here = names.within(unit, site)[0]!.scope;
  const isSteady = roots.every(
    (root) =>
      sameVariable(names.variableOf(root), names.resolve(root.name, here)) &&
      names
        .of(names.variableOf(root))
        .every(
          (other) =>
            other.role === 'reads' ||
            names.isBefore(other, there, statement.start) ||
            !names.isBefore(other, unit, site.start),
        ),
  );
  if (!isSteady) return null;
  return {
    text: data.name,
    column,
    list: null,
    grouping: null,
    isBinary: false,
    with: (human) => `${column.table}[${quoted(human, textOf(context, there, column.node))}]`,
  };
}

/** `df["judge"].to_numpy()`, `np.array(df["judge"])` */
function withoutForm(node: Expression): Expression {
  if (node.kind === 'attribute' && node.name === 'values') return node.object;
  if (node.kind !== 'call') return node;
  const { callee, arguments: given } = node;
  const name = nameOf(callee);
  if (callee.kind === 'attribute' && /^(to_numpy|tolist|to_list|astype|copy)$/.test(name))
    return withoutForm(callee.object);
  return /^(array|asarray|list)$/.test(name) && given[0] ? withoutForm(given[0].value) : node;
}

const bareLabels = (list: Expression, text: string): JudgedLabels => ({
  ...{ text, column: null, list, grouping: null, isBinary: false },
  with: () => null,
});

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
        (name !== null && !/^(by|level|sort|observed|dropna|as_index)$/.test(name)) || value.kind === 'spread',
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

export const isGrouping = (node: Expression): node is Grouping =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  /^(group_?by|rolling|resample|expanding|ewm)$/.test(node.callee.name);

/** Tables are those of polars. */
export const isPolars = ({ module }: FixContext): boolean =>
  importOf(module, 'polars') !== null && importOf(module, 'pandas') === null;
