import {
  BY_ORIGIN,
  CHANGED,
  NO_DATA,
  ROWS,
  SEVERAL,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
  TOTAL,
} from '../provenance/marks.ts';
import { has, POOLED_UNITS, UNIT_ORIGINS } from '../provenance/origins.ts';
import { asTotal, dataMarks, dataOrigins, join, UNKNOWN, Value } from '../provenance/value.ts';
import { addedUp } from './added-up.ts';
import { arithmetic } from './arithmetic.ts';
import { assign, entryOf, update } from './assign.ts';
import type { ClassValue, FunctionValue } from './callable.ts';
import { isSetter } from './classes.ts';
import { noteAssertion, noteExit, noteFailure, noteReturn } from './conclusions.ts';
import { asChanged } from './copies.ts';
import { declare } from './declaration.ts';
import { evaluate } from './evaluate.ts';
import { filledByAnswer, filledIn } from './filled-by-answers.ts';
import { filledEntry, fillingIn } from './filled-entries.ts';
import { type Frame, isTypeScript, placeOf } from './frame.ts';
import { executeImport } from './import.ts';
import { executeLoop, isPassedOver } from './loop.ts';
import { joinBranches } from './models.ts';
import { ofAnswers, ofOneAnswer } from './one-answer.ts';
import { withoutNamed } from './origin-column.ts';
import { keyOf } from './parts.ts';
import type {
  Assign,
  DefineClass,
  Evaluate,
  Expression,
  FunctionDefinition,
  If,
  Statement,
  Subscript,
  Try,
} from './program.ts';
import { rated } from './ratings.ts';
import { filledInRounds } from './repeats.ts';
import { narrow } from './row-asked.ts';
import type { Scope } from './scope.ts';
import { decidedIn, gatesWith, turned, under } from './significance.ts';
import { decides, isCountedUp, isPick, isVerdict, pickedUnder, tellsWhetherDone } from './tally.ts';
import { defineType, typed } from './types.ts';
import { descendants, nameOf } from './walk.ts';

/** Runs a statement. False when control does not go on behind it (return, raise, break, continue). */
export function execute(statement: Statement, frame: Frame): boolean {
  if (!frame.engine.enter()) return true;
  frame.statement = statement;
  const goesOn = executeStatement(statement, frame);
  frame.engine.leave();
  return goesOn;
}

function executeStatement(statement: Statement, frame: Frame): boolean {
  switch (statement.kind) {
    case 'assign':
      executeAssign(statement, frame);
      return true;
    case 'evaluate':
      executeEvaluation(statement, frame);
      return true;
    case 'return': {
      const value = statement.value ? evaluate(statement.value, frame) : UNKNOWN;
      noteReturn(statement, value, frame);
      const decided = decidedIn(withControl(value, frame), statement.value, frame);
      // `if (given) return given; return DEFAULT_MODEL;`
      const either = isTypeScript(frame) ? joinBranches : join;
      frame.returned = frame.returned ? either(frame.returned, decided) : decided;
      return false;
    }
    case 'raise':
      if (statement.value) evaluate(statement.value, frame);
      return false;
    case 'if':
      return executeIf(statement, frame);
    case 'loop':
      executeLoop(statement, frame);
      return true;
    case 'try':
      return executeTry(statement, frame);
    case 'scope':
      for (const { target, value } of statement.bindings) {
        const bound = evaluate(value, frame);
        if (target) assign(target, bound, frame);
      }
      return executeBlock(statement.body, frame);
    case 'define-function':
      defineFunction(statement.function, frame);
      return true;
    case 'define-class':
      defineClass(statement, frame);
      return true;
    case 'define-type':
      defineType(statement, frame);
      return true;
    case 'import':
      executeImport(statement, frame);
      return true;
    case 'delete':
      for (const target of statement.targets) deleteFrom(target, frame);
      return true;
    case 'outer':
      frame.scope.declareOuter(statement);
      return true;
    case 'jump':
      frame.jumps.push(frame.scope);
      return false;
  }
}

function executeEvaluation(statement: Evaluate, frame: Frame): void {
  const value = evaluate(statement.value, frame);
  if (statement.isAsserted) noteAssertion(statement.value, value, frame);
  else noteExit(statement, frame);
}

/** `del name`, `del table["column"]` */
function deleteFrom(target: Expression, frame: Frame): void {
  if (target.kind === 'name') frame.scope.delete(target.name);
  if (target.kind !== 'subscript') return;
  const name = keyOf(evaluate(target.index, frame));
  if (name !== null) update(target.object, frame, (table) => withoutNamed(table, [name], target, frame));
}

export function executeBlock(block: readonly Statement[], frame: Frame): boolean {
  const outer = frame.block;
  frame.block = block;
  let goesOn = true;
  for (const statement of block) {
    frame.block = block;
    if (!execute(statement, frame)) {
      goesOn = false;
      break;
    }
  }
  frame.block = outer;
  return goesOn;
}

function executeAssign(written: Assign, frame: Frame): void {
  const statement = isTypeScript(frame) ? addedUp(written) : written;
  let value = typed(evaluate(statement.value, frame), statement.annotation, frame);
  const target = statement.targets[0]!;
  const outer = frame.control;
  const key = target.kind === 'subscript' ? evaluate(target.index, frame) : null;
  if (key && isVerdict(key)) frame.control = [...outer, key];
  if (statement.operator !== null) {
    const added = value;
    const before = evaluate(target, frame);
    const nodes = { entry: target, answer: statement.value, node: target };
    const filled = /^(\?\?|\|\|)$/.test(statement.operator)
      ? (filledEntry(before, added, statement, frame) ?? filledByAnswer(before, added, nodes, frame))
      : null;
    value = filled ?? augmented(before, added, statement, frame);
    if (statement.operator === '+')
      value = filledInRounds(value, { value: added, node: statement.value }, target, null, statement, frame);
  } else if (frame.control !== outer && isCountedUp(statement.value)) value = withControl(asTotal(value), frame);
  else if (isPick(statement.value, value)) value = pickedUnder(value, frame);
  else value = filledIn(statement, () => evaluate(target, frame), value, frame) ?? value;
  frame.control = outer;
  const declared = frame.engine.declared.get(written);
  if (declared) value = declare(value, declared, placeOf(frame, statement));
  value = decidedIn(value, statement.value, frame);
  for (const target of statement.targets) assign(target, value, frame);
  noteAlias(statement, value, frame);
  if (changesColumn(statement, value)) update((target as Subscript).object, frame, (rows) => asChanged(rows));
}

/** `entry = table[key]`, `entry = (table[key] ??= {})`: what is stored into the entry lies in the table, too. */
function noteAlias({ targets, value: node, operator }: Assign, value: Value, frame: Frame): void {
  const [target] = targets;
  if (target?.kind !== 'name' || operator !== null) return;
  frame.aliases.delete(target.name);
  const place = entryOf(node, frame) ?? (node.kind === 'assignment' ? node.target : node);
  const isPlace = place.kind === 'subscript' || place.kind === 'attribute';
  // a column, or some rows, of a table are a copy
  const isCopy = (value.marks & TABLE) !== 0 || ((value.marks & ROWS) !== 0 && !value.items && !value.element);
  if (isPlace && !isCopy && rootOf(place) !== target.name) frame.aliases.set(target.name, place);
}

const rootOf = (path: Expression): string | null =>
  path.kind === 'name'
    ? path.name
    : path.kind === 'subscript' || path.kind === 'attribute'
      ? rootOf(path.object)
      : null;

/** `copy["text"] = copy["text"].apply(reword)`: rows with one column changed are changed. */
const changesColumn = ({ targets: [target], value: node, operator }: Assign, value: Value): boolean =>
  (dataMarks(value) & CHANGED) !== 0 &&
  target?.kind === 'subscript' &&
  (operator !== null ||
    [...descendants(node)].some((part) => part.kind === 'subscript' && isSame(part.index, target.index)));

const isSame = (a: Expression, b: Expression): boolean =>
  (a.kind === 'constant' && b.kind === 'constant' && a.value === b.value) ||
  (a.kind === 'name' && b.kind === 'name' && a.name === b.name);

/** `text += chunk.content ?? ""`: what is put together again is one text. */
const addsText = (added: Expression): boolean =>
  added.kind === 'operation' && added.form === 'logical'
    ? addsText(added.operands[0]!)
    : /^(?:text|content|chunk|delta|token|part)$/.test(nameOf(added));

/** `total += score`, `passed += 1` under a verdict, `rows += more`. */
function augmented(before: Value, added: Value, statement: Assign, frame: Frame): Value {
  const operator = statement.operator ?? '';
  const rating = isTypeScript(frame) ? rated(operator, [before, added], statement.value, frame) : null;
  if (rating) return rating;
  const result = arithmetic(operator, [before, added], statement, frame);
  if (operator !== '+' || result.element || result.items || typeof result.constant === 'string') return result;
  const summed = asTotal(result);
  const total = addsText(statement.value)
    ? summed
    : ofOneAnswer(frame.iterating.length > 0 ? ofAnswers(summed) : summed, frame);
  // how much is added says something; if that is not known, what decides on it does
  return dataOrigins(added) === 0 ? ofRows(withControl(total, frame), frame) : total;
}

/** What counts rows of a pool is about the pool: `hits += 1` in a loop over it. */
export function ofRows(value: Value, frame: Frame): Value {
  const pool = frame.iterating.find(({ origins }) => has(origins, POOLED_UNITS));
  if (!pool) return value;
  const origins = value.origins | (pool.origins & UNIT_ORIGINS);
  return value.with({
    origins,
    marks: (value.marks | (pool.marks & (SPLIT_TEST | SPLIT_TRAIN | BY_ORIGIN))) & ~NO_DATA,
    constant: undefined,
    cause: { kind: 'step', place: null, message: null, inputs: [pool, value] },
  });
}

/** `if (row.score === null) row.score = middle`, of which the entry is filled, whichever way is taken. */
function fillsGap(statement: If, frame: Frame): boolean {
  const filling = fillingIn(statement);
  if (!filling) return false;
  const [target] = filling.targets;
  const filled = filledEntry(evaluate(target!, frame), evaluate(filling.value, frame), filling, frame);
  if (filled) assign(target!, filled, frame);
  return filled !== null;
}

/** A literal chosen by a judge's verdict carries the verdict: `return 1` under `if "yes" in answer`. */
export function withControl(value: Value, frame: Frame): Value {
  if (frame.control.length === 0 || (value.constant === undefined && !(value.marks & (NO_DATA | TOTAL)))) return value;
  let result = value;
  for (const test of frame.control) {
    const origins = dataOrigins(test);
    if (origins === 0 || (result.origins | origins) === result.origins) continue;
    result = result.with({
      origins: result.origins | origins,
      marks: (result.marks | (test.marks & ~SEVERAL)) & ~NO_DATA,
      constant: undefined,
      cause: { kind: 'step', place: null, message: null, inputs: [result, test] },
    });
  }
  return result;
}

function executeIf(statement: If, frame: Frame): boolean {
  const test = evaluate(statement.test, frame);
  if (fillsGap(statement, frame)) return true;
  noteFailure(statement, test, frame);
  const scope = frame.scope;
  const control = frame.control;
  if (decides(test, statement.test) && !isForReply(statement)) frame.control = [...control, test];
  const forks: Scope[] = [];
  const blocks = [statement.then, statement.otherwise];
  // `oversample=False`: only one way is gone
  const isSo = typeof test.constant === 'boolean' ? test.constant : isPassedOver(statement, frame);
  const taken = isSo === null ? blocks : [isSo ? statement.then : statement.otherwise];
  const { gates } = frame;
  const left: Value[] = [];
  const widened: (() => void)[] = [];
  for (const block of taken) {
    frame.scope = scope.fork();
    const gate = block === statement.then ? test : turned(test);
    const widen = narrow(statement.test, test, block === statement.then, frame.scope, frame);
    if (under(gate, frame, () => executeBlock(block, frame))) {
      forks.push(frame.scope);
      left.push(gate);
      widened.push(widen);
    }
  }
  // `if p < 0.05: return real` decides what follows
  frame.gates = left.length === 1 && taken.length === 2 ? gatesWith(left[0]!, gates) : gates;
  frame.scope = scope;
  if (forks.length > 1) for (const widen of widened) widen();
  scope.merge(forks, false);
  // `if "yes" in answer: return 1` decides what follows, too
  frame.control = forks.length < taken.length && frame.name !== null ? frame.control : control;
  return forks.length > 0;
}

/** `if (!reply.ok) throw …`: whether a judge could be reached is no verdict of it. */
const isForReply = ({ test, then }: If): boolean => then.at(-1)?.kind === 'raise' && tellsWhetherDone(test);

function executeTry(statement: Try, frame: Frame): boolean {
  const scope = frame.scope;
  const body = scope.fork();
  frame.scope = body;
  const forks: Scope[] = [];
  if (executeBlock(statement.body, frame) && executeBlock(statement.otherwise, frame)) forks.push(body);
  for (const handler of statement.handlers) {
    const fork = scope.fork();
    frame.scope = fork;
    if (executeBlock(handler, frame)) forks.push(fork);
  }
  frame.scope = scope;
  scope.merge(forks, false);
  return executeBlock(statement.finally, frame) && forks.length > 0;
}

const functionHere = (definition: FunctionDefinition, frame: Frame): FunctionValue => ({
  kind: 'function',
  definition,
  document: frame.document,
  unit: frame.unit,
  scope: frame.scope,
  owner: frame.owner,
  class: frame.class,
});

/** In TypeScript a function is handed to whoever calls it more often than it has a name; a method of an object has one. */
export function evaluateFunction(definition: FunctionDefinition, frame: Frame): Value {
  const target = functionHere(definition, frame);
  if (isTypeScript(frame)) frame.engine.defineFunction(target);
  return new Value({ target });
}

function defineFunction(definition: FunctionDefinition, frame: Frame): void {
  for (const decorator of definition.decorators) evaluate(decorator, frame);
  const target = functionHere(definition, frame);
  frame.engine.defineFunction(target);
  frame.scope.set(definition.name, new Value({ target }));
}

const baseName = (node: Expression): string =>
  node.kind === 'name' || node.kind === 'attribute'
    ? node.name
    : node.kind === 'subscript'
      ? baseName(node.object)
      : '';

function defineClass(statement: DefineClass, frame: Frame): void {
  const bases = statement.bases.map((base) => evaluate(base, frame));
  const owner = [statement.name, ...statement.bases.map(baseName)].join(' ');
  const outer = frame.scope;
  const scope = outer.inner();
  const members = new Map<string, Value>();
  const isNamespace = statement.form === 'namespace';
  const { document, unit } = frame;
  const type: ClassValue = { kind: 'class', definition: statement, document, unit, members, bases };
  frame.scope = scope;
  for (const member of statement.body) {
    if (member.kind === 'define-function' && !isNamespace) {
      if (isSetter(member.function)) continue;
      const target: FunctionValue = {
        kind: 'function',
        definition: member.function,
        document,
        unit,
        scope: outer,
        owner,
        class: type,
      };
      members.set(member.function.name, new Value({ target }));
    } else execute(member, frame);
  }
  for (const name of scope.names()) if (!members.has(name)) members.set(name, scope.local(name)!);
  frame.scope = outer;
  if (!isNamespace) frame.engine.defineClass(type);
  outer.set(statement.name, new Value({ target: type }));
}
