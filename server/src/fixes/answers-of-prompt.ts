import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../flow/observation.ts';
import type { Comprehension, Expression, FlowUnit, Loop, Operation, Statement } from '../flow/program.ts';
import { descendants, nameOf, statementsIn } from '../flow/walk.ts';
import { type Collected, collectedList, partOf, readsThrough } from './collected-list.ts';
import { type FixContext, indentAt, lineBreak, lineStart, nextLine, replace, textOf, unitText } from './fix-context.ts';
import { freeName } from './names.ts';
import { namesOf, type Occurrence, sameVariable } from './occurrences.ts';

/** How the lines are written that a correction puts around a loop. */
export interface Wording {
  /** How a list is called, and how it is added to. */
  readonly list: string;
  readonly add: string;
  begin(list: string): string;
  /** Puts the mean of a list behind another one; `isFilled`: only where it has entries. */
  addMean(all: string, list: string, isFilled: boolean, indent: string): string;
}

const PYTHON: Wording = {
  list: 'of_prompt',
  add: 'append',
  begin: (list) => `${list} = []`,
  addMean: (all, list, isFilled, indent) =>
    `${isFilled ? '' : `if ${list}:\n${indent}`}${all}.append(sum(${list}) / len(${list}))`,
};

/** Collects the answers to each prompt by themselves: the list that the interval is computed of gets their means. */
export function answersOfPrompt(
  told: readonly Estimate[],
  context: FixContext,
  wording: Wording = PYTHON,
  listIn: (estimate: Estimate, context: FixContext) => Occurrence | null = listOf,
): Fix | null {
  const names = namesOf(context);
  const lists = told.map((estimate) => listIn(estimate, context));
  const [list] = lists;
  if (!list || lists.some((other) => !other || !sameVariable(names.variableOf(other), names.variableOf(list))))
    return null;
  const collected = collectedList(list, context);
  if (!collected) return null;
  const { made, value, reads, sums } = collected;
  const edits =
    value.kind === 'comprehension'
      ? onlyReported(reads, context) && inComprehension(value, made.unit, context)
      : value.kind === 'sequence' && value.items.length === 0
        ? ((sums.length === 0 ? inLoop(reads, made, context, wording) : null) ?? atOnce(collected, context, wording))
        : null;
  return edits
    ? { title: 'Average the answers to each prompt first', kind: 'repair', safety: 'suggested', edits }
    : null;
}

/** The list that an estimate is computed of: of `np.std(x) / np.sqrt(len(x))`, the `x`. */
function listOf({ site: { unit }, expressions }: Estimate, context: FixContext): Occurrence | null {
  const names = namesOf(context);
  // what a test holds them against is a number
  const data = expressions.filter((each) => each !== null && each.kind !== 'constant');
  const lists = data.map((each) => listIn(each!, unit, context));
  const [list, ...others] = lists;
  const isSame = (other: Occurrence | null) =>
    list && other && sameVariable(names.variableOf(other), names.variableOf(list));
  return list && others.every(isSame) ? list : null;
}

function listIn(node: Expression, unit: FlowUnit, context: FixContext): Occurrence | null {
  const names = namesOf(context);
  if (node.kind === 'operation') {
    // `1.96 * std`
    const [part, ...others] = node.operands.filter(({ kind }) => kind !== 'constant');
    return part && others.length === 0 ? listIn(part, unit, context) : null;
  }
  if (node.kind === 'call') {
    const [first] = node.arguments.filter(({ name, value }) => name === null && value.kind !== 'constant');
    // `scores.std(ddof=1)` of an array
    const of = first?.value ?? (node.callee.kind === 'attribute' ? node.callee.object : null);
    return of?.kind === 'name' ? (names.at(unit, of) ?? null) : null;
  }
  const at = node.kind === 'name' ? names.at(unit, node) : undefined;
  if (!at) return null;
  // `std = np.std(scores)` before
  const [binding, ...others] = names.bindings(names.variableOf(at));
  const value = binding?.statement.kind === 'assign' && others.length === 0 ? partOf(binding.statement.value) : null;
  return value && binding!.unit === unit ? listIn(value, unit, context) : at;
}

/** Is the list read only where numbers are computed of it? Whatever else reads it wants all answers. */
const onlyReported = (reads: readonly Occurrence[], context: FixContext): boolean =>
  reads.every((read) => {
    const through = readsThrough(read, context);
    return through ? through.every((each) => isReported(each, context)) : isReported(read, context);
  });

const isReported = ({ unit, node, parents }: Occurrence, context: FixContext): boolean =>
  // the degrees of freedom of an interval
  (parents[0]?.kind === 'call' && nameOf(parents[0].callee) === 'len' && parents.some(isQuantile)) ||
  context.estimates.some(
    ({ site }) =>
      site.unit === unit && site.node.start <= node!.start && node!.end <= site.node.end && parents.includes(site.node),
  );

const isQuantile = (node: Expression): boolean =>
  node.kind === 'call' && node.callee.kind === 'attribute' && /^(?:interval|ppf)$/.test(node.callee.name);

/** `for prompt in prompts: for _ in range(10): scores.append(…)` */
function inLoop(
  reads: readonly Occurrence[],
  made: Occurrence,
  context: FixContext,
  wording: Wording,
): readonly Edit[] | null {
  const appends = reads.filter(({ parents: [method, call], statement }) => {
    const isAppend = method?.kind === 'attribute' && method.name === wording.add && call?.kind === 'call';
    return isAppend && call.callee === method && statement.kind === 'evaluate' && statement.value === call;
  });
  const [append, ...more] = appends;
  const rest = reads.filter((read) => read !== append);
  if (!append || more.length > 0 || !onlyReported(rest, context)) return null;
  const loops = append.enclosing.filter((statement): statement is Loop => statement.kind === 'loop');
  const [outer, inner] = loops.slice(-2);
  if (!outer || !inner || made.enclosing.includes(outer) || !isOverAnswers(inner) || isOverAnswers(outer)) return null;
  // a function between the loops would be called for one prompt, or for all
  const between = append.enclosing.slice(append.enclosing.indexOf(outer));
  if (
    !outer.target ||
    between.some(({ kind }) => kind === 'define-function') ||
    rest.some((read) => read.enclosing.includes(outer))
  )
    return null;
  return editsOfLoop(append, inner, context, wording);
}

function editsOfLoop(append: Occurrence, inner: Loop, context: FixContext, wording: Wording): readonly Edit[] | null {
  const { unit } = append;
  const text = unitText(context, unit.cell);
  const start = lineStart(text, inner.start);
  const end = nextLine(text, inner.end);
  if (text.slice(start, inner.start).trim() !== '' || /\S/.test(text.slice(inner.end, end).replace(/#.*/, '')))
    return null;
  const name = freeName(context.module, wording.list);
  const [indent, newLine] = [indentAt(text, inner.start), lineBreak(text)];
  const inside = indent + (/\n(\t|(?: {2}){1,2})\S/.exec(text)?.[1] ?? '    ');
  const line = wording.addMean(append.name, name, isAlways(append, inner), inside).replaceAll('\n', newLine);
  const isOpen = !text.slice(0, end).endsWith('\n');
  return [
    replace(context, unit, { start, end: start }, `${indent}${wording.begin(name)}${newLine}`),
    replace(context, unit, append.node!, name),
    replace(context, unit, { start: end, end }, isOpen ? newLine + indent + line : indent + line + newLine),
  ];
}

/** `for prompt in prompts: scores.extend([score(prompt) for _ in range(10)])` */
function atOnce({ reads, made, sums }: Collected, context: FixContext, wording: Wording): readonly Edit[] | null {
  const [use, ...more] = [...sums, ...reads.filter((each) => addedAtOnce(each))];
  const rest = reads.filter((read) => read !== use);
  const added = use && addedAtOnce(use);
  const loop = use?.enclosing.at(-1);
  if (!added || more.length > 0 || wording.add !== 'append' || !onlyReported(rest, context)) return null;
  if (loop?.kind !== 'loop' || !loop.target || isOverAnswers(loop) || made.enclosing.includes(loop)) return null;
  const [clause, ...others] = added.clauses;
  if (!clause || others.length > 0 || added.form !== 'list' || !isOverAnswers(clause)) return null;
  const { unit, statement } = use;
  const text = unitText(context, unit.cell);
  const start = lineStart(text, statement.start);
  if (text.slice(start, statement.start).trim() !== '') return null;
  const name = freeName(context.module, wording.list);
  const indent = indentAt(text, statement.start);
  const inside = indent + (/\n(\t|(?: {2}){1,2})\S/.exec(text)?.[1] ?? '    ');
  const isFilled = clause.conditions.length === 0 && isRange(clause.iterable);
  const line = wording.addMean(use.name, name, isFilled, inside);
  const lines = `${name} = ${textOf(context, unit, added)}\n${indent}${line}`;
  return [replace(context, unit, statement, lines.replaceAll('\n', lineBreak(text)))];
}

/** What is added in `scores.extend([…])` or `scores += […]`. */
function addedAtOnce({ role, node, parents: [method, call], statement }: Occurrence): Comprehension | null {
  if (role === 'stores')
    return statement.kind === 'assign' && statement.operator === '+' && statement.targets[0] === node
      ? asComprehension(statement.value)
      : null;
  const isExtend = method?.kind === 'attribute' && method.name === 'extend' && call?.kind === 'call';
  return isExtend && call.callee === method && statement.kind === 'evaluate' && statement.value === call
    ? asComprehension(call.arguments[0]?.value)
    : null;
}

const asComprehension = (node: Expression | undefined): Comprehension | null =>
  node?.kind === 'comprehension' ? node : null;

/** Is something appended in every round? */
const isAlways = ({ enclosing, statement }: Occurrence, inner: Loop): boolean => {
  const jumps = (body: readonly Statement[]) => statementsIn(body).some(({ kind }) => kind === 'jump');
  return enclosing.at(-1) === inner && inner.body.includes(statement) && !jumps(inner.body) && isRange(inner.iterable);
};

/** Several answers to one prompt: a number of times, or the choices of one reply. */
const isOverAnswers = ({ iterable }: Pick<Loop, 'iterable'>): boolean =>
  isRange(iterable) || (iterable?.kind === 'attribute' && /^(?:choices|candidates|generations)$/.test(iterable.name));

const isRange = (node: Expression | null): boolean =>
  node?.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'range';

/** `[score(prompt) for prompt in prompts for _ in range(10)]` */
function inComprehension(node: Comprehension, unit: FlowUnit, context: FixContext): readonly Edit[] | null {
  const [outer, inner, ...more] = node.clauses;
  if (!outer || inner?.target.kind !== 'name' || more.length > 0 || node.form !== 'list') return null;
  if (inner.iterable.kind === 'name') return ofLists(node, outer, inner, unit, context);
  const times = inner.iterable.kind === 'call' && isRange(inner.iterable) ? inner.iterable.arguments : [];
  const [only, ...others] = times;
  if (!only || others.length > 0 || !/^(?:name|constant|attribute)$/.test(only.value.kind) || isRange(outer.iterable))
    return null;
  if (inner.conditions.length > 0 || outer.conditions.length > 0) return null;
  const parts = descendants(node.element);
  // what is awaited can't be summed up by a generator
  if (parts.some(({ kind }) => kind === 'suspend')) return null;
  const text = (span: Expression) => textOf(context, unit, span);
  const mean = `sum(${text(node.element)} for ${text(inner.target)} in ${text(inner.iterable)}) / ${text(only.value)}`;
  return [
    replace(context, unit, node.element, mean),
    replace(context, unit, { start: outer.iterable.end, end: inner.iterable.end }, ''),
  ];
}

type Clause = Comprehension['clauses'][number];

/** `[score for scores in by_prompt for score in scores]`, of `by_prompt = [[score(p) for _ in range(10)] for p in prompts]` */
function ofLists(
  node: Comprehension,
  outer: Clause,
  inner: Clause,
  unit: FlowUnit,
  context: FixContext,
): readonly Edit[] | null {
  const names = namesOf(context);
  const at = names.at(unit, outer.iterable);
  const [made, ...others] = at ? names.of(names.variableOf(at)).filter(({ role }) => role !== 'reads') : [];
  const lists = made?.statement.kind === 'assign' ? asComprehension(made.statement.value) : null;
  const list = lists && asComprehension(lists.element);
  if (!lists || !list || others.length > 0 || lists.form !== 'list' || list.form !== 'list') return null;
  const clauses = [...lists.clauses, ...list.clauses];
  const [byPrompt, again] = clauses;
  if (clauses.length !== 2 || isOverAnswers(byPrompt!) || !isOverAnswers(again!) || again!.conditions.length > 0)
    return null;
  const isWhole = outer.target.kind === 'name' && textOf(context, unit, inner.iterable) === outer.target.name;
  if (!isWhole || outer.conditions.length > 0 || inner.conditions.length > 0) return null;
  const text = (span: Expression) => textOf(context, unit, span);
  const isEach = text(node.element) === text(inner.target);
  const summed = isEach
    ? text(inner.iterable)
    : `${text(node.element)} for ${text(inner.target)} in ${text(inner.iterable)}`;
  return [
    replace(context, unit, node.element, `sum(${summed}) / len(${text(inner.iterable)})`),
    replace(context, unit, { start: outer.iterable.end, end: inner.iterable.end }, ''),
  ];
}

/** `p * (1 - p)` */
export function isBinomial(node: Expression): node is Operation {
  if (node.kind !== 'operation' || node.operator !== '*' || node.operands.length !== 2) return false;
  const isRest = (rest: Expression, p: Expression): boolean =>
    rest.kind === 'operation' &&
    rest.operator === '-' &&
    rest.operands[0]?.kind === 'constant' &&
    rest.operands[0].value === 1 &&
    p.kind === 'name' &&
    rest.operands[1]?.kind === 'name' &&
    rest.operands[1].name === p.name;
  const [a, b] = node.operands;
  return isRest(a!, b!) || isRest(b!, a!);
}
