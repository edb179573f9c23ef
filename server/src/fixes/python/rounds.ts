import type { Assign, Call, Comprehension, Expression, FlowUnit, Loop, Name, Statement } from '../../flow/program.ts';
import { descendants, nameOf, statementsIn } from '../../flow/walk.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { listInMapping } from './list-in-mapping.ts';

/** How labels, or what is counted, come of rows: one round of a loop or of a comprehension for each row. */
export interface Round {
  readonly unit: FlowUnit;
  /** What stands for a row, and the code that it is bound by: `_, row`. */
  readonly record: string;
  readonly target: string;
  /** What is gone through. */
  readonly rows: Expression;
  readonly label: Expression;
  /** Which rows have a label: all, where there are none. Those of a group are chosen by code. */
  readonly conditions: readonly Expression[];
  readonly ofGroup: readonly Group[];
  /** What names stand for in a round. */
  readonly locals: ReadonlyMap<string, Expression>;
  /** The loop, where it is one. */
  readonly loop: Loop | null;
  /** The list that holds the labels; null where there is none. */
  readonly list: Expression | null;
  /** Rows are counted for which the label holds. */
  readonly isCounted: boolean;
}

/** Rows of one group: those whose key is the one that some code says. */
export interface Group {
  readonly key: Expression;
  readonly wanted: string;
}

const DEPTH = 4;

/** The rounds that a list of labels comes of. */
export function roundOfList(node: Expression, context: FixContext, depth = DEPTH): Round | null {
  if (depth === 0) return null;
  if (node.kind === 'comprehension') return roundOfComprehension(node, context);
  if (node.kind === 'call') {
    const [first, ...others] = node.arguments;
    const isSame = /^(array|asarray|list|tuple|Series)$/.test(nameOf(node.callee)) && first?.name === null;
    return isSame && others.every(({ name }) => name === 'dtype') ? roundOfList(first.value, context, depth - 1) : null;
  }
  if (node.kind !== 'name' && node.kind !== 'subscript') return null;
  const ofMapping = listInMapping(node, context);
  if (ofMapping) {
    const round = roundOfAppended(ofMapping.appended, ofMapping.label, context);
    return round && { ...round, list: node, ofGroup: [ofMapping.group] };
  }
  const made = node.kind === 'name' ? bindingOf(node, context) : null;
  if (!made) return null;
  const { value } = made.statement;
  if (value.kind !== 'sequence' || value.items.length > 0) {
    const round = roundOfList(value, context, depth - 1);
    return round && { ...round, list: node };
  }
  const uses = namesOf(context).of(namesOf(context).variableOf(made.occurrence));
  const appending = uses.filter(({ parents: [parent] }) => parent?.kind === 'attribute' && CHANGES.test(parent.name));
  const [only, ...others] = appending;
  const label = only && others.length === 0 ? labelAppended(only) : null;
  const round = label && roundOfAppended(only!, label, context);
  return round && sameBlock(made.occurrence, round.loop!, context) ? { ...round, list: node } : null;
}

const CHANGES = /^(append|extend|insert|pop|remove|clear|sort|reverse)$/;

const labelAppended = ({ parents, statement }: Occurrence): Expression | null => {
  const [method, call] = parents;
  const isOne = method?.kind === 'attribute' && method.name === 'append' && call?.kind === 'call';
  return isOne && statement.kind === 'evaluate' && statement.value === call ? (call.arguments[0]?.value ?? null) : null;
};

/** Where a name is given its value, by one statement. */
export function bindingOf(
  node: Name,
  context: FixContext,
): { readonly occurrence: Occurrence; readonly statement: Assign } | null {
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const changes = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
  const [occurrence, ...others] = changes;
  const statement = occurrence?.statement;
  if (statement?.kind !== 'assign' || others.length > 0 || occurrence!.parents.length > 0) return null;
  return { occurrence: occurrence!, statement };
}

/** What a name stands for, given by one statement: also one of several, `mean, sd = …, …`. */
export function valueNamed(node: Name, context: FixContext): Expression | undefined {
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const [made, ...others] = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
  if (made?.statement.kind !== 'assign' || others.length > 0) return undefined;
  const { targets, value, operator } = made.statement;
  const [target, ...further] = targets;
  if (made.parents.length === 0) return value;
  if (target?.kind !== 'sequence' || value.kind !== 'sequence' || further.length > 0 || operator) return undefined;
  return target.items.length === value.items.length ? value.items[target.items.indexOf(made.node!)] : undefined;
}

const unitOfNode = (node: Expression, context: FixContext): FlowUnit | null => {
  const inside = new Set(descendants(node));
  return namesOf(context).all.find((other) => other.node && inside.has(other.node))?.unit ?? null;
};

function roundOfComprehension(node: Comprehension, context: FixContext): Round | null {
  const [clause, ...others] = node.clauses;
  const unit = unitOfNode(node, context);
  if (!clause || !unit || others.length > 0 || !/^(list|generator)$/.test(node.form)) return null;
  const bound = rowOf(clause.target, clause.iterable, unit, context);
  const { element: label } = node;
  const { conditions } = clause;
  const none = { ofGroup: [], locals: new Map(), loop: null, list: null, isCounted: false };
  return bound && { ...bound, unit, label, conditions, ...none };
}

/** What stands for a row: of `i, row in enumerate(rows)` and `_, row in df.iterrows()` the last. */
function rowOf(
  target: Expression,
  iterable: Expression,
  unit: FlowUnit,
  context: FixContext,
): Pick<Round, 'record' | 'target' | 'rows'> | null {
  const called = iterable.kind === 'call' ? nameOf(iterable.callee) : '';
  const given = iterable.kind === 'call' ? iterable.arguments[0]?.value : undefined;
  if (/^(tqdm|track)$/.test(called) && given) return rowOf(target, given, unit, context);
  if (target.kind === 'name')
    return called === 'enumerate' ? null : { record: target.name, target: target.name, rows: iterable };
  const [first, row, ...others] = target.kind === 'sequence' ? target.items : [];
  if (first?.kind !== 'name' || row?.kind !== 'name' || others.length > 0) return null;
  if (called === 'enumerate' && given) return { record: row.name, target: row.name, rows: given };
  return called === 'iterrows' ? { record: row.name, target: textOf(context, unit, target), rows: iterable } : null;
}

/** The round of the loop that something is done in, once for each row, or for each that a test tells. */
function roundOfAppended(
  { enclosing, statement, unit }: Occurrence,
  label: Expression,
  context: FixContext,
): Round | null {
  const at = enclosing.findLastIndex(({ kind }) => kind === 'loop' || kind === 'define-function');
  const loop = enclosing[at];
  if (loop?.kind !== 'loop' || !loop.target || !loop.iterable) return null;
  if (loop.otherwise.length > 0 || statementsIn(loop.body).some(({ kind }) => JUMPS.test(kind))) return null;
  const bound = rowOf(loop.target, loop.iterable, unit, context);
  const conditions = conditionsOf(enclosing.slice(at + 1), statement);
  if (!bound || !conditions) return null;
  const locals = localsOf(loop, context);
  return { ...bound, ...{ unit, label, conditions, ofGroup: [], locals, loop, list: null, isCounted: false } };
}

const JUMPS = /^(jump|return|raise|try|define-function)$/;

/** `if`, one in the other, and nothing else. */
function conditionsOf(around: readonly Statement[], statement: Statement): readonly Expression[] | null {
  const conditions: Expression[] = [];
  for (const [index, each] of around.entries()) {
    const inner = around[index + 1] ?? statement;
    if (each.kind !== 'if' || !each.then.includes(inner)) return null;
    conditions.push(each.test);
  }
  return conditions;
}

/** Names that get one value in each round, of nothing but the row. */
function localsOf(loop: Loop, context: FixContext): ReadonlyMap<string, Expression> {
  const names = namesOf(context);
  const found = new Map<string, Expression>();
  for (const statement of loop.body) {
    const [target, ...others] = statement.kind === 'assign' ? statement.targets : [];
    if (statement.kind !== 'assign' || target?.kind !== 'name' || others.length > 0 || statement.operator !== null)
      continue;
    const at = names.all.find(({ node }) => node === target);
    const changes = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
    if (changes.length === 1) found.set(target.name, statement.value);
  }
  return found;
}

const sameBlock = (occurrence: Occurrence, loop: Loop, context: FixContext): boolean => {
  const names = namesOf(context);
  const inLoop = names.all.find(({ statement }) => statement === loop);
  return (
    inLoop !== undefined &&
    names.isBefore(occurrence, inLoop.unit, loop.start) &&
    inLoop.enclosing.length === occurrence.enclosing.length &&
    inLoop.enclosing.every((each, index) => each === occurrence.enclosing[index])
  );
};

/** The rounds that a total comes of: `sum(labels)`, `len(passed)`, a counter, a name for one of these. */
export function roundOfTotal(node: Expression, context: FixContext, depth = DEPTH): Round | null {
  if (depth === 0) return null;
  if (node.kind === 'call') return roundOfTotalCalled(node, context, depth);
  if (node.kind !== 'name') return null;
  const made = bindingOf(node, context);
  return made ? roundOfTotal(made.statement.value, context, depth - 1) : roundOfCounter(node, context);
}

function roundOfTotalCalled({ callee, arguments: given }: Call, context: FixContext, depth: number): Round | null {
  const [first, ...others] = given;
  const name = nameOf(callee);
  if (callee.kind === 'attribute' && name === 'sum' && !first) return roundOfList(callee.object, context);
  if (!first || first.name !== null || others.length > 0) return null;
  if (/^(int|float)$/.test(name)) return roundOfTotal(first.value, context, depth - 1);
  if (name !== 'len' && !/^(sum|fsum|nansum)$/.test(name)) return null;
  const round = roundOfList(first.value, context);
  const isOfOnes = round?.label.kind === 'constant' && round.label.value === 1;
  return round && (name === 'len' || isOfOnes) ? counted(round) : round;
}

/** The rows that a test tells are counted among all: the test is their label. */
function counted(round: Round): Round | null {
  const [label, ...others] = round.conditions;
  if (!label || others.length > 0 || round.ofGroup.length > 0) return null;
  return { ...round, label, conditions: [], list: null, isCounted: true };
}

/** `passed += 1` under a test, `passed += row["label"]`. */
function roundOfCounter(node: Name, context: FixContext): Round | null {
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const changes = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
  const [start, step, ...others] = changes;
  if (start?.role !== 'binds' || !isZero(start) || step?.statement.kind !== 'assign' || others.length > 0) return null;
  const { operator, value } = step.statement;
  const round = operator === '+' ? roundOfAppended(step, value, context) : null;
  if (!round || !sameBlock(start, round.loop!, context)) return null;
  if (value.kind === 'constant') return value.value === 1 ? counted(round) : null;
  return round.conditions.length === 0 ? round : null;
}

const isZero = ({ statement }: Occurrence): boolean =>
  statement.kind === 'assign' &&
  statement.operator === null &&
  descendants(statement.value).every(
    (part) => part.kind === 'sequence' || (part.kind === 'constant' && part.value === 0),
  );

/** Does a number say how many labels there are? */
export function isCountOf(node: Expression, round: Round, context: FixContext, depth = DEPTH): boolean {
  if (depth === 0) return false;
  const again = (part: Expression | undefined) => part !== undefined && isCountOf(part, round, context, depth - 1);
  if (node.kind === 'call') {
    const [first, second, ...others] = node.arguments.map(({ value }) => value);
    const name = nameOf(node.callee);
    if (name === 'max' && first && second && others.length === 0)
      return isOne(first) ? again(second) : isOne(second) && again(first);
    if (name !== 'len' || !first || second) return false;
    return (
      (round.list !== null && isSameName(first, round.list, context)) ||
      (isOfAll(round) && areRows(first, round, context))
    );
  }
  if (node.kind === 'operation' && node.operator === 'or') return isOne(node.operands[1]) && again(node.operands[0]);
  if (node.kind !== 'name') return false;
  const made = bindingOf(node, context);
  return made ? again(made.statement.value) : isOfAll(round) && countsRounds(node, round, context);
}

const isOfAll = ({ conditions, ofGroup }: Round): boolean => conditions.length === 0 && ofGroup.length === 0;

const isOne = (node: Expression | undefined): boolean => node?.kind === 'constant' && node.value === 1;

function isSameName(a: Expression, b: Expression, context: FixContext): boolean {
  const [first, second] = [a, b].map((node) => {
    const unit = unitOfNode(node, context);
    return unit && textOf(context, unit, node);
  });
  return first !== null && first === second;
}

function areRows(node: Expression, { rows }: Round, context: FixContext): boolean {
  const isOfTable = rows.kind === 'call' && rows.callee.kind === 'attribute' && nameOf(rows.callee) === 'iterrows';
  return isSameName(node, isOfTable && rows.callee.kind === 'attribute' ? rows.callee.object : rows, context);
}

/** `total += 1` in each round of the same loop. */
function countsRounds(node: Name, { loop }: Round, context: FixContext): boolean {
  const names = namesOf(context);
  const at = names.all.find((other) => other.node === node);
  const changes = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
  const [start, step, ...others] = changes;
  if (!loop || start?.role !== 'binds' || !isZero(start) || others.length > 0) return false;
  const { statement } = step ?? start;
  const isStep = statement.kind === 'assign' && statement.operator === '+' && isOne(statement.value);
  return isStep && loop.body.includes(statement) && sameBlock(start, loop, context);
}
