import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { INDEX, originColumnOf } from '../../flow/origin-column.ts';
import type { Expression, FlowUnit, Operation } from '../../flow/program.ts';
import { confidenceOf, isOnly, POOLED_UNITS, REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind, samePlace } from '../../provenance/trace.ts';
import { type ConstantValue, dataOrigins, unitOrigins, type Value } from '../../provenance/value.ts';
import { type FixContext, lineStart, placeIn, replace, statementAt, textOf, unitText } from '../fix-context.ts';
import { quoteIn } from '../judged-labels.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, sameVariable, takenNames } from '../occurrences.ts';
import { relatedEstimates } from '../related.ts';
import { insertBefore } from './lines.ts';

/**
 * Estimates on the rows that a column says are real: `real = df[df["source"] == "human"]` is set apart before the
 * estimate, and takes the table's place in it.
 */
export function realByColumn(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'naive-pooling' || !confidenceOf(dataOrigins(report.value), POOLED_UNITS)) return null;
  const names = namesOf(context);
  const sites = relatedEstimates(context).map(({ site }) => site);
  const places = [...new Set(sites.flatMap((site) => names.within(site.unit, site.node)))].filter((place) =>
    isPooled(place, context),
  );
  const [first] = places.toSorted((a, b) => a.node!.start - b.node!.start);
  const column = first && realEntry(context.seenValue(first.unit, first.node!));
  if (!first || !column || !places.every((other) => isSame(other, first, context))) return null;
  if (!isAlwaysPooled(context) || !namesOf(context).bindings(names.variableOf(first)).every(keepsColumns)) return null;
  const table = textOf(context, first.unit, first.node!);
  const [key, entry] = [column.name, column.entry].map((value) => literal(value, first.unit, context));
  const rows = `${table}[${table}[${key}] == ${entry}]`;
  const fix = (edits: Edit[]): Fix => ({
    title: `Estimate on the real rows only (${rows})`,
    kind: 'repair',
    safety: 'suggested',
    edits,
  });
  if (places.length === 1) return fix([replace(context, first.unit, first.node!, rows)]);
  const place = placeIn(context, first.unit, first.node!);
  const statement = statementAt(module, place)?.statement;
  if (!statement || !canStandBefore(statement.start, first, context)) return null;
  const name = freeName(module, takenNames(module).has('real') ? 'real_rows' : 'real');
  return fix([
    insertBefore(context, first.unit, statement, [`${name} = ${rows}`]),
    ...places.map(({ node }) => replace(context, first.unit, node!, name)),
  ]);
}

const isPooled = ({ role, unit, node }: Occurrence, { seenValue }: FixContext): boolean => {
  const value = role === 'reads' ? seenValue(unit, node!) : null;
  return value !== null && confidenceOf(dataOrigins(value), POOLED_UNITS) !== null;
};

interface RealEntry {
  readonly name: string;
  readonly entry: ConstantValue;
}

/** The column of a pool that tells its rows apart, and what stands there in all of the real ones. */
function realEntry(table: Value | null): RealEntry | null {
  const name = table && originColumnOf(table);
  const parts = (table && causeOfKind(table, SYNTHETIC, 'pool')?.inputs) ?? [];
  if (!name || name === INDEX || parts.length < 2) return null;
  const said = parts.map((part) => ({
    entry: part.fields?.get(name)?.constant,
    isReal: isOnly(unitOrigins(part), REAL),
  }));
  const entry = said.find(({ isReal }) => isReal)?.entry;
  const tellsApart = said.every((part) => part.entry !== undefined && part.isReal === (part.entry === entry));
  return entry !== undefined && entry !== null && tellsApart ? { name, entry } : null;
}

const isSame = (other: Occurrence, first: Occurrence, context: FixContext): boolean =>
  other.unit === first.unit &&
  sameVariable(namesOf(context).variableOf(other), namesOf(context).variableOf(first)) &&
  realEntry(context.seenValue(other.unit, other.node!)) !== null;

/** In every call of the function around it? Other rows need not have the column. */
const isAlwaysPooled = ({ estimates, report }: FixContext): boolean =>
  estimates
    .filter(({ site }) => samePlace(site.place, report.estimate.site.place))
    .every(({ data }) => data.some((value) => confidenceOf(dataOrigins(value), POOLED_UNITS)));

/** Has the table that a name gets all columns of the one it is made of, as far as can be seen? */
const keepsColumns = ({ statement, node }: Occurrence): boolean =>
  statement.kind !== 'assign' || (statement.targets[0] === node && isWide(statement.value));

function isWide(table: Expression): boolean {
  if (table.kind === 'attribute') return isWide(table.object);
  if (table.kind === 'subscript')
    return table.index.kind === 'operation' && isMask(table.index) && isWide(table.object);
  if (table.kind !== 'call' || table.callee.kind !== 'attribute') return table.kind === 'name' || table.kind === 'call';
  return !NARROWING.test(table.callee.name) && isWide(table.callee.object);
}

/** `df["score"] > 0`, as opposed to `COLUMNS + ["label"]` */
const isMask = ({ operator }: Operation): boolean => /^([<>&|~]|[=!<>]=)$/.test(operator);

const NARROWING =
  /^(filter|select\w*|agg|aggregate|groupby|pivot\w*|melt|apply|get|pop|stack|unstack|corr|describe|to_\w+)$/;

/** A line of its own can go before a statement that begins one, for a name that means the same there. */
function canStandBefore(start: number, { unit, parents, scope, node, enclosing }: Occurrence, context: FixContext) {
  const text = unitText(context, unit.cell);
  const begins = text.slice(lineStart(text, start), start).trim() === '' && !/^(elif|except|@)/.test(text.slice(start));
  const { owner } = namesOf(context).resolve(textOf(context, unit, node!), scope);
  const isWritten = parents.some(({ kind }) => kind === 'function');
  // in the head of a loop that runs on a condition it would be worked out once
  const isRepeated = enclosing.some((around) => around.start === start && around.kind === 'loop');
  return begins && !isWritten && !isRepeated && owner.kind !== 'comprehension' && owner.kind !== 'class';
}

function literal(entry: ConstantValue, unit: FlowUnit, context: FixContext): string {
  if (typeof entry === 'string') {
    const quote = quoteIn(textOf(context, unit, context.report.estimate.site.node));
    return `${quote}${entry.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
  }
  return typeof entry === 'boolean' ? (entry ? 'True' : 'False') : String(entry);
}
