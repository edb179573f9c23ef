import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Site } from '../../flow/observation.ts';
import type { Expression, Statement } from '../../flow/program.ts';
import { descendants, nameOf, ownExpressions } from '../../flow/walk.ts';
import { IMPUTED } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, type Located, replace, statementAt, textOf } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { textOfConstant } from './columns.ts';
import { insertBefore } from './lines.ts';
import { blockAround } from './resampling.ts';
import { bindingOf, valueNamed } from './rounds.ts';

/**
 * Estimates from the rows whose value was observed: `observed = df.dropna(subset=["income"])` is set apart before the
 * gaps are filled, and takes the table's place in the estimate.
 */
export function completeCases(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'imputed-as-observed' || report.estimate.resplits) return null;
  const { site } = report.estimate;
  const fill = fillBehind(context);
  if (!fill) return null;
  const parts = partsOf(site, fill, context);
  const columns = parts.flatMap(({ node }) => wordsIn(node));
  const places = parts.flatMap((part) => part.places);
  const filled = [...new Set(columns.filter((name) => fill.columns.has(name)))].map((name) => `"${name}"`);
  if (places.length === 0 || filled.length === 0 || !isStillSo(fill, columns, context)) return null;
  const rows = `${fill.table.name}.dropna(subset=[${filled.join(', ')}])`;
  const known = setApartBefore(fill, rows, context);
  const name = known ?? freeName(module, 'observed');
  const line = known ? [] : [insertBefore(context, fill.unit, fill.statement, [`${name} = ${rows}`])];
  return {
    title: `Estimate from the rows whose ${filled.join(' and ')} ${filled.length > 1 ? 'were' : 'was'} observed`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...line, ...places.map(({ unit, node }) => replace(context, unit, node!, name))],
  };
}

/** The name that an earlier correction gave to the same rows. */
function setApartBefore({ unit, statement }: Fill, rows: string, context: FixContext): string | null {
  const block = blockAround(unit.body, statement) ?? [];
  const above = block[block.indexOf(statement) - 1];
  const [target] = above?.kind === 'assign' ? above.targets : [];
  const isIt = above?.kind === 'assign' && textOf(context, unit, above.value) === rows;
  return isIt && target?.kind === 'name' ? target.name : null;
}

/** What an estimate is made of: its own code, and that of names for columns that it takes; with the table in each. */
interface EstimatePart {
  readonly node: Expression;
  readonly places: readonly Occurrence[];
}

const DEPTH = 3;

function partsOf(
  { unit, node }: Pick<Site, 'unit' | 'node'>,
  fill: Fill,
  context: FixContext,
  depth = DEPTH,
): readonly EstimatePart[] {
  const names = namesOf(context);
  const inside = names.within(unit, node);
  const named = depth === 0 ? [] : inside.flatMap((other) => columnNamed(other, fill, context) ?? []);
  return [
    { node, places: inside.filter((other) => sameVariable(names.variableOf(other), fill.table)) },
    ...named.flatMap((part) => partsOf(part, fill, context, depth - 1)),
  ];
}

/** `treated = df.loc[df["arm"] == "drug", "income"]`, behind the fill: nothing but values of the column, or of a difference. */
function columnNamed(other: Occurrence, fill: Fill, context: FixContext): Pick<Site, 'unit' | 'node'> | null {
  const made = other.role === 'reads' && other.node?.kind === 'name' ? bindingOf(other.node, context) : null;
  if (!made || namesOf(context).isBefore(made.occurrence, fill.unit, fill.statement.end)) return null;
  const { value } = made.statement;
  return columnsTaken(value)?.some((name) => fill.columns.has(name))
    ? { unit: made.occurrence.unit, node: value }
    : null;
}

/** Of `df["after"] - df["before"]` both. */
function columnsTaken(node: Expression): readonly string[] | null {
  if (node.kind === 'constant') return [];
  const column = columnTaken(node);
  if (column !== null) return [column];
  const parts = node.kind === 'operation' && node.form === 'arithmetic' ? node.operands.map(columnsTaken) : [];
  return parts.length > 0 && parts.every((part) => part !== null) ? parts.flat() : null;
}

/** The column of `df["income"]`, `df.loc[rows, "income"]`, `df[rows]["income"].to_numpy()`. */
function columnTaken(node: Expression): string | null {
  if (node.kind === 'attribute' && node.name === 'values') return columnTaken(node.object);
  if (node.kind === 'call' && node.callee.kind === 'attribute')
    return /^(to_numpy|tolist|dropna)$/.test(node.callee.name) ? columnTaken(node.callee.object) : null;
  if (node.kind !== 'subscript') return null;
  const index = node.index.kind === 'sequence' && node.index.form === 'tuple' ? node.index.items[1] : node.index;
  return index ? textOfConstant(index) : null;
}

interface Fill extends Located {
  readonly table: ReturnType<ReturnType<typeof namesOf>['variableOf']>;
  readonly columns: ReadonlySet<string>;
}

/** The statement that fills gaps in columns of a table, in whatever form. */
function fillBehind(context: FixContext): Fill | null {
  const { report, module } = context;
  const names = namesOf(context);
  const places = causes(report.value, IMPUTED, true).flatMap(({ place }) => place ?? []);
  for (const place of [report.site.place, ...places]) {
    const located = statementAt(module, place);
    if (!located || located.statement === report.estimate.site.statement) continue;
    const { unit, statement } = located;
    if (statement.kind !== 'assign' && statement.kind !== 'evaluate') continue;
    if (!isFill(located, context) || makesColumn(statement)) continue;
    const [root] = names.within(unit, statement).filter(({ node }) => node!.start === statement.start);
    // the table must be there before: `df = df.fillna(…)`, and not `filled = pd.DataFrame(…)`
    const isMade =
      root?.role === 'binds' &&
      !names.within(unit, statement).some((other) => other.role === 'reads' && other.name === root.name);
    if (!root || isMade) continue;
    const columns = new Set(columnsFilled(statement, context));
    if (columns.size > 0) return { unit, statement, table: names.variableOf(root), columns };
  }
  return null;
}

/** Those that are assigned to, where they are named there. */
function columnsFilled(statement: Statement, context: FixContext): readonly string[] {
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const named = target?.kind === 'subscript' ? wordsBehind(target, context) : [];
  return named.length > 0 ? named : ownExpressions(statement).flatMap((node) => wordsBehind(node, context));
}

/** What is merely worked out of filled values is no fill. */
const FILLS = /\b(fillna|isna|isnull|fit_transform|interpolate|combine_first)\b/;

/** Also of gaps that have a name: `df.loc[missing, "income"] = …` */
const isFill = ({ unit, statement }: Located, context: FixContext): boolean =>
  FILLS.test(textOf(context, unit, statement)) ||
  ownExpressions(statement)
    .flatMap(descendants)
    .some((part) => {
      const made = part.kind === 'name' ? valueNamed(part, context) : undefined;
      return made?.kind === 'call' && /^(isna|isnull)$/.test(nameOf(made));
    });

/** `df["income_filled"] = df["income"].fillna(…)`: before, there is no such column. */
function makesColumn(statement: Statement): boolean {
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  if (statement.kind !== 'assign' || target?.kind !== 'subscript' || target.index.kind !== 'constant') return false;
  return !wordsIn(statement.value).includes(String(target.index.value));
}

/** Strings in an expression; of a formula (`income ~ age`), the names. */
const wordsIn = (node: Expression): string[] =>
  [...descendants(node)].flatMap((part) => {
    if (part.kind !== 'constant' || typeof part.value !== 'string') return [];
    return part.value.includes('~') ? (part.value.match(/\w+/g) ?? []) : [part.value];
  });

/** Also those of a list of columns that has a name. */
const wordsBehind = (node: Expression, context: FixContext): string[] =>
  [...descendants(node)].flatMap((part) => {
    const made = part.kind === 'name' ? valueNamed(part, context) : undefined;
    return made?.kind === 'sequence' ? wordsIn(made) : part === node ? wordsIn(node) : [];
  });

/** Between fill and estimate nothing else happens to the table that the estimate looks at. */
function isStillSo(fill: Fill, columns: readonly string[], context: FixContext): boolean {
  const { site } = context.report.estimate;
  const names = namesOf(context);
  const isBetween = (other: Occurrence): boolean =>
    names.isBefore(other, site.unit, site.node.start) && !names.isBefore(other, fill.unit, fill.statement.end);
  const later = names.of(fill.table).filter(isBetween);
  return later.every((other) => {
    const isFill = other.statement.start === fill.statement.start && other.unit === fill.unit;
    const touches = ownExpressions(other.statement)
      .flatMap((node) => wordsBehind(node, context))
      .some((word) => columns.includes(word));
    const others = other.role === 'binds' || effectOn(fill.table, names, (one) => one === other) !== 'reads';
    // what fills other columns changes no rows
    return isFill || !others || (!touches && fillsOthers(other));
  });
}

/** `df["age"] = …`, `df["age"].fillna(…, inplace=True)`, `df = df.fillna({…})` */
const fillsOthers = ({ role, statement, parents }: Occurrence): boolean =>
  (role === 'stores' && statement.kind === 'assign' && parents.at(-1)?.kind === 'subscript') ||
  [...ownExpressions(statement)].some(
    (own) => own.kind === 'call' && own.callee.kind === 'attribute' && own.callee.name === 'fillna',
  );
