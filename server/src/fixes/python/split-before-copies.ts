import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, Subscript } from '../../flow/program.ts';
import { descendants, nameOf } from '../../flow/walk.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, placeIn, statementAt, textOf } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, takenNames } from '../occurrences.ts';
import { dropsColumns, isRowByRow, isWritten, leavesRowsOut } from './columns.ts';
import { type Copies, copiesAt, isReordered } from './copies-of-base.ts';
import { isNew, splitAt, together } from './earlier-split.ts';
import { insertBehindImports } from './imports.ts';
import { insertBefore, replaceStatement } from './lines.ts';
import { SPLIT_FIRST } from './split-first.ts';
import { type Fitting, isFitted, type SplitCall, splitCallAt } from './splits.ts';
import { type Held, isHeld, StraightLine } from './straight-line.ts';

/**
 * Splits a table before rows of it are drawn several times, and draws them of the training part:
 * `up = pd.concat([majority, resample(minority)])` with `train_test_split(up)` after it.
 */
export function splitBeforeCopies(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const located = statementAt(module, finding.place);
  const split = located && splitCallAt(finding.place, context);
  if (!split || split.call !== split.statement.value) return null;
  const line = new StraightLine(located, context);
  const last = line.statements.length - 1;
  const rows = split.given.map((node) => chosenRows(node, last, line));
  const known = rows.filter((row) => row !== null);
  const [first] = known;
  const copies = first && known.length === rows.length ? copiesAt(first.table.by, line, context) : null;
  if (!copies || !known.every(({ table }) => isHeld(table, first!.table))) return null;
  if (!isUndisturbed(copies, line, context)) return null;
  const edits = editsFor({ split, rows: known, copies, line }, context);
  return edits && { ...SPLIT_FIRST, edits };
}

/** A table, or columns of it, and the same of another table under the name that is given. */
interface Chosen {
  readonly table: Held;
  readonly isWhole: boolean;
  of(table: string): string;
  /** Do all other names in it mean the same at another place? */
  standsAt(other: number): boolean;
}

/** `up.drop(columns="churn")`, also by way of names, up to a table that is put together of others. */
function chosenRows(node: Expression, at: number, line: StraightLine): Chosen | null {
  if (isReordered(node)) return chosenRows(node.callee.object, at, line);
  if (isFitted(node)) return transformedRows(node, at, line);
  const root = rootOf(node);
  const held = root && line.holdsAt(root, at);
  const value = held && line.valueOf(held);
  if (!held || !value || (node.kind === 'subscript' && !isChoice(node, at, line))) return null;
  const before = encodedRows(value, held, line) ??
    chosenRows(value, held.by, line) ?? {
      table: held,
      isWhole: true,
      of: (table: string) => table,
      standsAt: () => true,
    };
  const isRoot = ({ node: other }: Occurrence): boolean => {
    const own = other && line.holdsAt(other, at);
    return !!own && isHeld(own, held);
  };
  const others = line.reads(at, node).filter(({ place }) => !isRoot(place));
  return {
    table: before.table,
    isWhole: before.isWhole && root === node,
    of: (table) => line.rewritten(node, at, (place) => (isRoot(place) ? before.of(table) : null)),
    standsAt: (other) =>
      before.standsAt(other) && others.every(({ place }) => line.meansTheSame(place.node!, at, other)),
  };
}

/** What is fitted to the training rows once they are split first; the others are only transformed. */
function transformedRows({ callee, arguments: [rows] }: Fitting, at: number, line: StraightLine): Chosen | null {
  const before = chosenRows(rows!.value, at, line);
  return (
    before && {
      table: before.table,
      isWhole: false,
      of: (table) => `${callee.object.name}.transform(${before.of(table)})`,
      standsAt: (other) => before.standsAt(other) && line.meansTheSame(callee.object, at, other),
    }
  );
}

/**
 * `up = pd.get_dummies(up, columns=["sex"])`: the rows for the test get the columns that those for the training have, also
 * where a value is missing among them.
 */
function encodedRows(node: Expression, held: Held, line: StraightLine): Chosen | null {
  if (node.kind !== 'call' || nameOf(node.callee) !== 'get_dummies') return null;
  const [rows, ...options] = node.arguments;
  const before = rows?.name === null ? chosenRows(rows.value, held.by, line) : null;
  if (!before || !options.every(({ name, value }) => name !== null && isWritten(value))) return null;
  const { name } = held.variable;
  // the first one of the test rows may be another one
  const kept = options.filter((option) => option.name !== 'drop_first');
  const given = kept.map((option) => `, ${option.name}=${line.rewritten(option.value, held.by, () => null)}`).join('');
  const callee = line.rewritten(node.callee, held.by, () => null);
  return {
    table: before.table,
    isWhole: false,
    of: (table) => `${callee}(${before.of(table)}${given}).reindex(columns=${name}.columns, fill_value=0)`,
    standsAt: (other) => before.standsAt(other) && isHeld(line.holds(held.variable, other), held),
  };
}

/** Columns by a list of names, or rows by their own values; a name may also stand for which rows of the pool are meant. */
function isChoice(node: Subscript, at: number, line: StraightLine): boolean {
  if (node.index.kind !== 'name') return true;
  const held = line.holdsAt(node.index, at);
  const value = held && line.valueOf(held);
  return !value || !descendants(value).some((each) => each.kind === 'operation' || isMaskMethod(each));
}

const isMaskMethod = (node: Expression): boolean =>
  node.kind === 'call' && /^(isin|between|notna|isna|notnull|isnull|duplicated|contains)$/.test(nameOf(node.callee));

/** The table whose columns an expression chooses, whose rows it leaves out, or changes one by one. */
function rootOf(node: Expression): Expression | null {
  if (node.kind === 'name') return node;
  if (leavesRowsOut(node))
    return rootOf(node.kind === 'call' ? node.callee : node.kind === 'subscript' ? node.object : node);
  if (node.kind === 'attribute') return rootOf(node.object);
  if (node.kind === 'subscript') return areColumns(node.index, node.object) ? rootOf(node.object) : null;
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return null;
  const { name, object } = node.callee;
  const isColumns =
    isRowByRow(node) || /^(map|ravel|tolist|lower)$/.test(name) || (name === 'drop' && dropsColumns(node));
  return isColumns ? rootOf(object) : null;
}

/** `up["text"]`, `up[features]`, `up.loc[:, …]`, as opposed to a choice of rows. */
function areColumns(index: Expression, object: Expression): boolean {
  const isLocated = object.kind === 'attribute' && /^i?loc$/.test(object.name);
  if (!isLocated) return /^(name|constant|sequence)$/.test(index.kind);
  const [rows] = index.kind === 'sequence' ? index.items : [];
  return rows?.kind === 'slice' && rows.parts.every((part) => part.kind === 'constant' && part.value === null);
}

/** Nothing but the steps themselves is done to the rows until they are split. */
function isUndisturbed({ base, steps }: Copies, line: StraightLine, context: FixContext): boolean {
  const names = namesOf(context);
  const [from, to] = [line.statements[steps[0]!]!, line.statements.at(-1)!];
  const isStep = ({ statement }: Occurrence): boolean =>
    steps.some((at) => line.statements[at]!.statement === statement);
  const isBetween = (other: Occurrence): boolean =>
    (other.role === 'stores' || !isStep(other)) &&
    names.isBefore(other, to.unit, to.statement.start) &&
    !names.isBefore(other, from.unit, from.statement.start);
  const made = steps.flatMap((at) => {
    const { unit, statement } = line.statements[at]!;
    return names
      .within(unit, statement)
      .filter(({ role }) => role === 'binds')
      .map((other) => names.variableOf(other));
  });
  const isRepeated = enclosesLoop(base, line, context);
  return !isRepeated && [base.variable, ...made].every((variable) => effectOn(variable, names, isBetween) === 'reads');
}

/** In a loop, a table that gets another value on the way is another one the next time. */
function enclosesLoop({ variable }: Held, line: StraightLine, context: FixContext): boolean {
  const names = namesOf(context);
  const { unit, statement } = line.statements.at(-1)!;
  const [inSplit] = names.within(unit, statement);
  const loops = inSplit?.enclosing.filter(({ kind }) => kind === 'loop') ?? [];
  return names.bindings(variable).some(({ enclosing }) => enclosing.some((around) => loops.includes(around)));
}

interface Plan {
  readonly split: SplitCall;
  readonly rows: readonly Chosen[];
  readonly copies: Copies;
  readonly line: StraightLine;
}

function editsFor({ split, rows, copies, line }: Plan, context: FixContext): Edit[] | null {
  const { base, steps } = copies;
  const anchor = steps[0]!;
  const first = line.statements[anchor]!;
  const at = line.statements.length - 1;
  const options = split.call.arguments.filter(({ name }) => name !== null);
  const table = base.variable.name;
  const written: string[] = [];
  for (const { name, value } of options) {
    const chosen = name === 'stratify' ? chosenRows(value, at, line) : null;
    const own = chosen && isHeld(chosen.table, rows[0]!.table) && chosen.standsAt(anchor) ? chosen.of(table) : null;
    if (own === null && !line.meansTheSame(value, at, anchor)) return null;
    written.push(`${name}=${own ?? textOf(context, split.unit, value)}`);
  }
  if (!rows.every((row) => row.standsAt(at)) || textOf(context, split.unit, split.call).includes('#')) return null;
  const parts = split.statement.targets[0];
  const targets = parts?.kind === 'sequence' ? parts.items.map((item) => textOf(context, split.unit, item)) : [];
  const isWhole = rows.length === 1 && rows[0]!.isWhole && targets.every((name) => isNew(name, split, context));
  const [train, test] = isWhole ? [targets[0]!, targets[1]!] : freeNames(table, context);
  const before = placeIn(context, first.unit, first.statement);
  const called = splitAt(split, before, context);
  const given = split.given.map((node) => textOf(context, split.unit, node));
  const testing = targets.filter((_, index) => index % 2 === 1);
  const lines = [
    ...together(split.training, given),
    ...(isWhole
      ? []
      : together(
          testing,
          rows.map((row) => row.of(test)),
        )),
  ];
  return [
    insertBefore(context, first.unit, first.statement, [
      `${train}, ${test} = ${called.name}(${[table, ...written].join(', ')})`,
    ]),
    ...steps.flatMap((step) =>
      line.reads(step).flatMap(({ place, held }) => (isHeld(held, base) ? line.replaced(step, place, train) : [])),
    ),
    replaceStatement(context, split.unit, split.statement, lines),
    ...insertBehindImports(context, before, [called.line]),
  ];
}

function freeNames(table: string, { module }: FixContext): readonly [string, string] {
  const taken = takenNames(module);
  for (const pair of [['train', 'test'] as const, [`${table}_train`, `${table}_test`] as const])
    if (!pair.some((name) => taken.has(name))) return pair;
  return [freeName(module, 'train_rows'), freeName(module, 'test_rows')];
}
