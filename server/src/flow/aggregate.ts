import type { Effect } from '../catalog/entry.ts';
import { COUNT, NO_DATA, ROWS, SPREAD, TABLE } from '../provenance/marks.ts';
import { asTotal, constant, type Target, UNKNOWN, Value, withField } from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { columnOf, selectColumns } from './column.ts';
import { estimate } from './estimate.ts';
import { isScorer } from './graders.ts';
import { leftOut } from './origin-column.ts';
import { keyOf, lastName, scalar } from './parts.ts';

/** Numbers computed of the columns of a table: `agg({"score": "mean"})`, `pivot_table(values="score")`. */

/** A function, and the column that it is for; null stands for all columns. */
interface Aggregation {
  readonly column: string | null;
  readonly function: string;
}

const ESTIMATES = /^(nan)?(mean|average|median|quantile|sem)$/;
const COUNTS = /^(count|size|len|nunique)$/;
const SUMS = /^(nan)?sum$/;
/** Parts of rows, and spreads, which are no estimate by themselves. */
const OTHERS = /^(nan)?(first|last|min|max|list|set|unique|std|var|mode|join|any|all|idxmax|idxmin)$/;

const FORMS = /^(tolist|to_list|tuple|sorted|dict|join|head|tail|sample|nth)$/;

type Aggregates = Extract<Effect, { kind: 'aggregates' }>;

export function aggregate(effect: Aggregates, site: CallSite): Value {
  const table = argument(site, effect.data) ?? UNKNOWN;
  // a scorer's own method says how its scores are put together
  if (isScorer(site.receiver, site)) return table;
  const given = argument(site, effect.functions);
  const columns = effect.columns === undefined ? [] : namesIn(argument(site, effect.columns));
  const all = [...aggregationsOf(given ?? UNKNOWN, null), ...named(site, effect)];
  const wanted = all.length === 0 && !given && effect.otherwise ? [{ column: null, function: effect.otherwise }] : all;
  const isUnread = wanted.length === 0 || wanted.some((each) => !isKnown(each.function));
  const estimated = wanted.filter((each) => ESTIMATES.test(each.function));
  if (!isUnread && estimated.length === 0) return ofParts(table, wanted, site);
  const own = estimated.map(({ column }) => column).filter((column) => column !== null);
  const about = isUnread ? [] : own.length === estimated.length ? own : columns;
  const data = about.length > 0 ? selectColumns(table, about, site.node, site.frame) : table;
  const [only] = estimated;
  const what =
    only && wanted.length === 1 && !isUnread ? only.function.replace(/^nan|^average$/, '') || 'mean' : 'summary';
  const confirmatory = estimated.some((each) => each.function.endsWith('sem'));
  const result = estimate(site.frame, site.node, what, [data], [argumentNode(site, effect.data)], { confirmatory });
  return withSpread(result, table, given, site);
}

const SPREADS = /^(nan)?(std|var)$/;

/** `agg(["mean", "std", "count"])`, `agg(sd=("score", "std"), n=("score", "size"))`: a standard error may follow. */
function withSpread(result: Value, table: Value, given: Value | null, site: CallSite): Value {
  const columns = new Map<string, Aggregation>();
  if (!(table.marks & TABLE))
    for (const item of given?.items ?? []) {
      const [only, ...more] = aggregationsOf(item, null);
      if (only && more.length === 0) columns.set(only.function, only);
    }
  for (const [name, { items }] of site.named) {
    const [only, ...more] = items?.length === 2 ? aggregationsOf(items[1]!, keyOf(items[0]!)) : [];
    if (only && more.length === 0) columns.set(name, only);
  }
  const functions = [...columns.values()].map((each) => each.function);
  if (![SPREADS, COUNTS].every((kind) => functions.some((name) => kind.test(name)))) return result;
  const fields = Array.from(columns, ([name, { column, function: what }]) => {
    if (COUNTS.test(what)) return [name, new Value({ marks: NO_DATA | COUNT })] as const;
    if (!SPREADS.test(what)) return [name, result] as const;
    const spread = column === null ? table : columnOf(table, column, site.node, site.frame);
    return [name, spread.with({ marks: spread.marks | SPREAD })] as const;
  });
  return result.with({ fields: new Map(fields) });
}

const isKnown = (name: string): boolean => [ESTIMATES, COUNTS, SUMS, OTHERS].some((kind) => kind.test(name));

/** `"mean"`, `["mean", "std"]`, `np.mean`, `{"score": "mean"}`, `pl.col("score").mean()`. */
function aggregationsOf(value: Value, column: string | null): Aggregation[] {
  const expression = expressionOf(value);
  if (expression) return expression.columns.map((name) => ({ column: name, function: expression.what ?? 'first' }));
  if (typeof value.constant === 'string') return [{ column, function: value.constant }];
  if (value.items) return value.items.flatMap((item) => aggregationsOf(item, column));
  if (value.target?.kind === 'external') return [{ column, function: lastName(value.target.name) }];
  if (value.target) return [{ column, function: picksRows(value.target) ? 'first' : '?' }];
  return [...(value.fields ?? [])].flatMap(([name, field]) => aggregationsOf(field, name));
}

/** `lambda rows: rows.iloc[0]`, `lambda rows: " ".join(rows)`: what is in the rows, in another form. */
function picksRows(target: Target): boolean {
  const [only] = target.kind === 'function' ? target.definition.body : [];
  const given = only?.kind === 'return' ? only.value : null;
  if (given?.kind === 'subscript') return true;
  if (given?.kind !== 'call') return false;
  const { callee } = given;
  return (
    (callee.kind === 'name' || callee.kind === 'attribute') && (OTHERS.test(callee.name) || FORMS.test(callee.name))
  );
}

/** `agg(score=("score", "mean"))`, and expressions that are given one by one. */
function named(site: CallSite, { columns }: Aggregates): Aggregation[] {
  // `index=["model", "task"]` of a pivot table is none
  const given = columns === undefined ? [...site.named.values()] : [];
  const pairs = given.flatMap(({ items }) => (items?.length === 2 ? aggregationsOf(items[1]!, keyOf(items[0]!)) : []));
  const expressions = [...site.positional.slice(1), ...site.named.values()].filter((value) => expressionOf(value));
  return [...pairs, ...expressions.flatMap((value) => aggregationsOf(value, null))];
}

/** Sums and counts make a mean when somebody divides them. */
function ofParts(table: Value, wanted: readonly Aggregation[], site: CallSite): Value {
  if (wanted.every((each) => COUNTS.test(each.function))) return new Value({ marks: NO_DATA | COUNT });
  const isSum = wanted.every((each) => SUMS.test(each.function));
  if (wanted.every(({ column }) => column === null)) return isSum ? totalOf(table) : table;
  return wanted.reduce(
    (result, { column, function: name }) => {
      if (column === null || COUNTS.test(name)) return result;
      const held = columnOf(table, column, site.node, site.frame);
      return withField(result, column, SUMS.test(name) ? totalOf(held) : held);
    },
    table.with({ fields: null }),
  );
}

function totalOf(value: Value): Value {
  const total = asTotal(scalar(value));
  return value.cause ? total.with({ cause: value.cause }) : total;
}

/** An expression of columns, as polars has them: which columns, and what is computed of them. */
export function expressionOf(
  value: Value | null,
): { readonly columns: readonly string[]; readonly what: string | null } | null {
  const columns = value?.fields?.get('$of');
  const what = value?.fields?.get('$what')?.constant;
  return columns ? { columns: namesIn(columns), what: typeof what === 'string' ? what : null } : null;
}

/** `pl.col("score")` */
export function nameColumns(_effect: Extract<Effect, { kind: 'names-columns' }>, site: CallSite): Value | null {
  const columns = new Value({ items: site.positional });
  return namesIn(columns).length > 0 ? new Value({ fields: new Map([['$of', columns]]) }) : null;
}

/** `pl.col("score").mean()` */
export const computing = (site: CallSite): Value =>
  withField(site.receiver ?? UNKNOWN, '$what', constant(lastName(site.name)));

/** `table.select(pl.col("score").mean())`; of rows that are chosen by their numbers, no more is known. */
export function compute(_effect: Extract<Effect, { kind: 'computes' }>, site: CallSite): Value | null {
  const table = site.receiver ?? UNKNOWN;
  const given = [...site.positional, ...site.named.values()].flatMap((value) => value.items ?? [value]);
  const expressions = given.flatMap((value) => expressionOf(value) ?? []);
  const computed = expressions.filter(({ what }) => what !== null && ESTIMATES.test(what));
  if (computed.length > 0) {
    const names = computed.flatMap(({ columns }) => columns);
    const what = computed.length === 1 ? computed[0]!.what! : 'summary';
    const data = selectColumns(table, names, site.node, site.frame);
    return estimate(site.frame, site.node, what, [data], [site.receiverNode], {});
  }
  const names = [...given.flatMap(({ constant }) => constant ?? []), ...expressions.flatMap(({ columns }) => columns)];
  const columns = names.filter((name) => typeof name === 'string');
  return columns.length > 0
    ? leftOut(table, selectColumns(table, columns, site.node, site.frame), site.node, site.frame)
    : table.marks & (ROWS | TABLE)
      ? table
      : null;
}

/** Names of columns in a text, or a list of texts. */
export const namesIn = (value: Value | null): readonly string[] =>
  (value?.items ?? (value ? [value] : [])).flatMap((held) => (held.items ? namesIn(held) : (keyOf(held) ?? [])));
