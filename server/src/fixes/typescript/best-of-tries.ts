import type { Expression, FlowUnit, Mapping, Name, Operation, Span, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, parentOf, statementsIn } from '../../flow/walk.ts';
import { contains, type FixContext, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { isTyped } from './imports.ts';
import type { Tries } from './tries.ts';
import { bindingOf, constant, onlyReturn } from './values.ts';

/** The best of several tries: its number, and where that is told. */
export interface Best {
  /** The number of one try, where it is worked out or called by its name. */
  readonly number: Expression;
  /** The statement of the tries' body that keeps it. */
  readonly kept: Statement | null;
  /** What it is called: `agreement`. */
  readonly name: string;
  readonly told: readonly Told[];
  /** The number of the best until now, where it is worked out again: `accuracy(best)`. */
  readonly again?: Expression;
}

export interface Told {
  readonly node: Expression;
  /** The setting that was chosen, as code; null where only the number is kept: `Math.max(...numbers)`. */
  readonly chosen: string | null;
  /** The object that is told with the number in it, as code, and the number's key. */
  readonly object: string | null;
  readonly key: string;
  /** It is to be put in a name first. */
  readonly isUnnamed?: boolean;
  /** What names the number only, and is to go. */
  readonly drop: Span | null;
}

/** Null where it is kept in another way than those that are known. */
export function bestOf(tries: Tries, context: FixContext): Best | null {
  return tries.call ? ofCall(tries, context) : ofLoop(tries, context);
}

const together = (all: readonly (readonly Told[] | null)[]): readonly Told[] | null =>
  all.every((each) => each !== null) ? all.flat() : null;

type Plain = Pick<Told, 'node' | 'chosen'>;
const plainly = (told: Plain): Told => ({ ...told, object: null, key: '', drop: null });

function ofLoop(tries: Tries, context: FixContext): Best | null {
  for (const kept of tries.body) {
    const found = kept.kind === 'if' ? keptIn(kept, tries, context) : pushedIn(kept, tries, context);
    if (found) return { ...found, kept };
  }
  return null;
}

/** `if (agreement > best) { best = agreement; kept = threshold; }`, `if (agreement > best.agreement) best = { threshold, agreement }` */
function keptIn(
  { test, then, otherwise }: Statement & { kind: 'if' },
  tries: Tries,
  context: FixContext,
): Omit<Best, 'kept'> | null {
  if (test.kind !== 'operation' || !/^[<>]=?$/.test(test.operator) || otherwise.length > 0) return null;
  const code = (node: Expression) => textOf(context, tries.unit, node);
  const given = then.flatMap((each) =>
    each.kind === 'assign' && each.operator === null && each.targets[0]?.kind === 'name'
      ? [{ target: each.targets[0], value: each.value }]
      : [],
  );
  if (given.length !== then.length) return null;
  const [one, other, ...more] = given;
  if (one && !other) {
    const byName = one.value.kind === 'name' ? keptByName(test, one.target, tries, context) : null;
    if (byName) return byName;
    const parts = one.value.kind === 'mapping' ? partsOf(one.value, tries) : null;
    const isCompared =
      parts && test.operands.some((each) => code(each) === `${one.target.name}.${parts.key}`) ? parts : null;
    if (!isCompared) return null;
    const told = together(
      readsAfter(one.target, tries, context).map(({ node }) => objectTold(node!, isCompared, tries, context)),
    );
    return told && { number: isCompared.number, name: isCompared.key, told };
  }
  if (!one || !other || more.length > 0) return null;
  const chosen = [one, other].find(({ value }) => nameOf(value) === tries.setting && value.kind === 'name');
  const best = chosen === one ? other : one;
  const isCompared =
    test.operands.some((each) => code(each) === code(best.value)) &&
    test.operands.some((each) => code(each) === best.target.name);
  if (!chosen || !isCompared) return null;
  const sure = isNullable(chosen.target, tries.unit, context) ? '!' : '';
  const told = readsAfter(best.target, tries, context).map(({ node }) =>
    plainly({ node: node!, chosen: chosen.target.name + sure }),
  );
  return { number: best.value, name: nameOf(best.value) || best.target.name, told };
}

/** `if (accuracy(threshold) > accuracy(best)) best = threshold` */
function keptByName(test: Operation, target: Name, tries: Tries, context: FixContext): Omit<Best, 'kept'> | null {
  const of = (name: string) =>
    test.operands.find(
      (each) => each.kind === 'call' && each.arguments.length === 1 && nameOf(each.arguments[0]!.value) === name,
    );
  const [number, again] = [of(tries.setting), of(target.name)];
  if (!number || !again || nameOf(number) !== nameOf(again)) return null;
  return { number, again, name: nameOf(number), told: toldByName(nameOf(number), target, tries, context) };
}

/** `results.push({ prompt, accuracy: correct / rows.length })` */
function pushedIn(statement: Statement, tries: Tries, context: FixContext): Omit<Best, 'kept'> | null {
  const call = statement.kind === 'evaluate' && statement.value.kind === 'call' ? statement.value : null;
  if (call?.callee.kind !== 'attribute' || call.callee.name !== 'push' || call.arguments.length !== 1) return null;
  const [pushed] = call.arguments;
  const parts = pushed!.value.kind === 'mapping' ? partsOf(pushed!.value, tries) : null;
  if (!parts || call.callee.object.kind !== 'name') return null;
  const reads = readsAfter(call.callee.object, tries, context);
  const isSorted = reads.some(isSortedHere);
  const told = together(reads.map(({ node }) => listTold(node!, isSorted, parts, tries, context)));
  return told && { number: parts.number, name: parts.key, told };
}

interface Parts {
  /** The keys of the setting and of its number. */
  readonly setting: string;
  readonly key: string;
  readonly number: Expression;
}

/** `{ threshold, agreement: agreement(threshold) }` */
function partsOf({ entries }: Mapping, { setting }: Tries): Parts | null {
  const own = entries.find(({ value }) => value.kind === 'name' && value.name === setting);
  const [number, ...more] = entries.filter((entry) => entry !== own);
  const keys = [own, number].map((entry) => constant(entry?.key ?? undefined));
  if (!number || more.length > 0 || !keys.every((key) => typeof key === 'string' && /^[A-Za-z_$][\w$]*$/.test(key)))
    return null;
  return { setting: String(keys[0]), key: String(keys[1]), number: number.value };
}

function ofCall(tries: Tries, context: FixContext): Best | null {
  const { unit, runs } = tries;
  const call = tries.call!;
  const returned = runs ?? returnedBy(tries.body);
  if (!returned) return null;
  const { value, kept } = runs ? { value: runs, kept: null } : (returned as Returned);
  if (/^(?:maxBy|minBy)$/.test(nameOf(call.callee))) {
    const name = value.kind === 'call' ? nameOf(value.callee) : nameOf(value);
    const [target] = tries.statement.kind === 'assign' && tries.statement.value === call ? tries.statement.targets : [];
    return { number: value, kept, name, told: target ? toldByName(name, target, tries, context) : [] };
  }
  const parts = value.kind === 'mapping' ? partsOf(value, tries) : null;
  if (parts) {
    const told = listTold(call, false, parts, tries, context);
    return told && { number: parts.number, kept, name: parts.key, told };
  }
  const spread = parentOf(call, unit.body);
  const largest = spread?.kind === 'spread' ? parentOf(spread, unit.body) : null;
  if (largest?.kind !== 'call' || nameOf(largest.callee) !== 'max' || largest.arguments.length !== 1) return null;
  const name = nameOf(value.kind === 'call' ? value.callee : value) || 'agreement';
  return { number: value, kept, name, told: [plainly({ node: largest, chosen: null })] };
}

type Returned = { readonly value: Expression; readonly kept: Statement | null };

function returnedBy(body: readonly Statement[]): Returned | null {
  const all = statementsIn(body).filter(({ kind }) => kind === 'return');
  const last = body.at(-1);
  if (all.length !== 1 || last?.kind !== 'return' || !last.value) return null;
  return { value: last.value, kept: body.filter(({ kind }) => kind !== 'outer').length > 1 ? last : null };
}

/** `agreement(kept)` behind `const kept = _.maxBy(cuts, (cut) => agreement(cut))` */
function toldByName(
  helper: string,
  target: Expression,
  { unit, statement }: Tries,
  context: FixContext,
): readonly Told[] {
  if (target.kind !== 'name') return [];
  return expressionsIn(unit.body).flatMap((node) => {
    const [given, ...more] = node.kind === 'call' ? node.arguments : [];
    const isIt = node.kind === 'call' && nameOf(node.callee) === helper && given && more.length === 0;
    if (!isIt || nameOf(given.value) !== target.name || node.start < statement.end) return [];
    return [plainly({ node, chosen: textOf(context, unit, { start: given.value.start, end: node.end - 1 }) })];
  });
}

/**
 * Where the number of the first of a sorted list is told, or of the one that `reduce` or `maxBy` takes of it; null for what
 * can't be told again.
 *
 * @param isSorted was it sorted until here?
 */
function listTold(
  node: Expression,
  isSorted: boolean,
  parts: Parts,
  tries: Tries,
  context: FixContext,
  depth = 0,
): readonly Told[] | null {
  const { unit } = tries;
  const parent = parentOf(node, unit.body);
  if (depth > 8) return [];
  const on = (next: Expression, sorted = isSorted) => listTold(next, sorted, parts, tries, context, depth + 1);
  const found = (object: Expression) => objectTold(object, parts, tries, context);
  if (!parent) {
    const statement = statementsIn(unit.body).find((each) => each.kind === 'assign' && each.value === node);
    const [target] = statement?.kind === 'assign' ? statement.targets : [];
    const [first, ...more] = target?.kind === 'sequence' ? target.items : [];
    if (first?.kind === 'name' && more.length === 0)
      return isSorted ? together(readsOf(first, tries, context).map((read) => found(read.node!))) : [];
    if (target?.kind !== 'name' || !bindingOf(target, unit, context)) return [];
    const reads = readsOf(target, tries, context);
    const sorting = isSorted || reads.some(isSortedHere);
    return together(reads.map((read) => on(read.node!, sorting)));
  }
  if (parent.kind === 'suspend') return on(parent);
  if (parent.kind === 'subscript') return isSorted && constant(parent.index) === 0 ? found(parent) : [];
  const call = parent.kind === 'call' ? parent : parentOf(parent, unit.body);
  if (call?.kind !== 'call') return [];
  const name = nameOf(call.callee);
  if (call.callee === parent && parent.kind === 'attribute') {
    if (/^(?:sort|toSorted)$/.test(name)) return on(call, true);
    if (/^(?:reverse|toReversed|filter|slice)$/.test(name)) return on(call);
    return name === 'reduce' && picksOne(call.arguments[0]?.value) ? found(call) : [];
  }
  if (name === 'all' && call.arguments[0]?.value === node) return on(call);
  if (/^(?:sortBy|orderBy)$/.test(name)) return on(call, true);
  return /^(?:maxBy|minBy)$/.test(name) ? found(call) : [];
}

const isSortedHere = ({ parents: [method, call], statement }: Occurrence): boolean =>
  method?.kind === 'attribute' &&
  method.name === 'sort' &&
  call?.kind === 'call' &&
  call.callee === method &&
  statement.kind === 'evaluate';

/** `(a, b) => (a.agreement > b.agreement ? a : b)` */
function picksOne(node: Expression | undefined): boolean {
  const value = node?.kind === 'function' ? onlyReturn(node.function) : null;
  return value?.kind === 'conditional' && value.then.kind === 'name' && value.otherwise.kind === 'name';
}

/** Where an object's number is told, or the object itself; null where that can't be told again. */
function objectTold(node: Expression, parts: Parts, tries: Tries, context: FixContext): readonly Told[] | null {
  const { unit } = tries;
  const parent = parentOf(node, unit.body);
  if (parent?.kind === 'attribute') {
    if (parent.name !== parts.key) return [];
    const object = textOf(context, unit, { start: node.start, end: parent.end }).slice(0, -parts.key.length - 1);
    return /\?$/.test(object) ? null : [plainly({ node: parent, chosen: `${object}.${parts.setting}` })];
  }
  const statement = statementsIn(unit.body).find((each) => each.kind === 'assign' && each.value === node);
  const [target] = statement?.kind === 'assign' ? statement.targets : [];
  if (target?.kind === 'name') {
    const told = readsOf(target, tries, context).map((read) => objectTold(read.node!, parts, tries, context));
    return bindingOf(target, unit, context) && together(told);
  }
  if (target) return patternTold(target, parts, tries, context);
  // a copy of it is told, with the other number
  if (!(parent ? /^(?:call|mapping)$/.test(parent.kind) : isReturned(node, unit))) return null;
  const whole = { node, key: parts.key, drop: null };
  if (node.kind === 'name') return [{ ...whole, chosen: `${node.name}.${parts.setting}`, object: node.name }];
  const isOfTries = contains(node, tries.span);
  return isOfTries ? null : [{ ...whole, chosen: parts.setting, object: '', isUnnamed: true }];
}

const isReturned = (node: Expression, { body }: FlowUnit): boolean =>
  statementsIn(body).some((each) => each.kind === 'return' && each.value === node);

/** `const { threshold, agreement } = best` */
function patternTold(target: Expression, parts: Parts, tries: Tries, context: FixContext): readonly Told[] | null {
  if (target.kind !== 'mapping' || target.entries.length !== 2) return null;
  const [setting, number] = [parts.setting, parts.key].map((key) =>
    target.entries.find((entry) => constant(entry.key ?? undefined) === key),
  );
  if (setting?.value.kind !== 'name' || number?.value.kind !== 'name') return null;
  const chosen = setting.value.name;
  const isFirst = number.value.start < setting.value.start;
  const start = isFirst ? (number.key ?? number.value).start : setting.value.end;
  const drop = { start, end: isFirst ? (setting.key ?? setting.value).start : number.value.end };
  return readsOf(number.value, tries, context).map(({ node }, i) => ({
    ...plainly({ node: node!, chosen }),
    drop: i === 0 ? drop : null,
  }));
}

const readsOf = (target: Expression, { unit }: Tries, context: FixContext): readonly Occurrence[] =>
  namesOf(context).reads(unit, target);

const readsAfter = (target: Expression, tries: Tries, context: FixContext): readonly Occurrence[] =>
  readsOf(target, tries, context).filter(({ node }) => !contains(tries.span, node!));

/** Was it nothing to begin with? Then the compiler asks. */
function isNullable(target: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (!isTyped(context)) return false;
  const names = namesOf(context);
  const at = names.at(unit, target);
  return (
    at !== undefined &&
    names
      .bindings(names.variableOf(at))
      .some(
        ({ statement }) =>
          statement.kind === 'assign' &&
          (/\b(?:null|undefined)\b/.test(statement.annotation ?? '') || constant(statement.value) === null),
      )
  );
}
