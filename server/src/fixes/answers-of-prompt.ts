import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../flow/observation.ts';
import type { Comprehension, Expression, FlowUnit, Loop, Statement } from '../flow/program.ts';
import { descendants, statementsIn } from '../flow/walk.ts';
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
  const uses = names.of(names.variableOf(list));
  const [made, ...others] = uses.filter(({ role }) => role !== 'reads');
  if (made?.statement.kind !== 'assign' || made.role !== 'binds' || others.length > 0) return null;
  if (made.statement.targets[0] !== made.node || made.statement.targets.length > 1) return null;
  const reads = uses.filter(({ role }) => role === 'reads');
  const { value } = made.statement;
  const edits =
    value.kind === 'comprehension'
      ? onlyReported(reads, context) && inComprehension(value, made.unit, context)
      : value.kind === 'sequence' && value.items.length === 0
        ? inLoop(reads, made, context, wording)
        : null;
  return edits
    ? { title: 'Average the answers to each prompt first', kind: 'repair', safety: 'suggested', edits }
    : null;
}

/** The list that an estimate is computed of: of `np.std(x) / np.sqrt(len(x))`, the `x`. */
function listOf({ site: { unit }, expressions }: Estimate, context: FixContext): Occurrence | null {
  // what a test holds them against is a number
  const [only, ...others] = expressions.filter((each) => each !== null && each.kind !== 'constant');
  let node: Expression | null = others.length > 0 ? null : (only ?? null);
  if (node?.kind === 'call') node = node.arguments[0]?.value ?? null;
  return node?.kind === 'name' ? (namesOf(context).at(unit, node) ?? null) : null;
}

/** Is the list read only where numbers are computed of it? Whatever else reads it wants all answers. */
const onlyReported = (reads: readonly Occurrence[], context: FixContext): boolean =>
  reads.every(({ unit, node, parents }) =>
    context.estimates.some(
      ({ site }) =>
        site.unit === unit &&
        site.node.start <= node!.start &&
        node!.end <= site.node.end &&
        parents.includes(site.node),
    ),
  );

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

/** Is something appended in every round? */
const isAlways = ({ enclosing, statement }: Occurrence, inner: Loop): boolean => {
  const jumps = (body: readonly Statement[]) => statementsIn(body).some(({ kind }) => kind === 'jump');
  return enclosing.at(-1) === inner && inner.body.includes(statement) && !jumps(inner.body) && isRange(inner.iterable);
};

/** Several answers to one prompt: a number of times, or the choices of one reply. */
const isOverAnswers = ({ iterable }: Loop): boolean =>
  isRange(iterable) || (iterable?.kind === 'attribute' && /^(?:choices|candidates|generations)$/.test(iterable.name));

const isRange = (node: Expression | null): boolean =>
  node?.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'range';

/** `[score(prompt) for prompt in prompts for _ in range(10)]` */
function inComprehension(node: Comprehension, unit: FlowUnit, context: FixContext): readonly Edit[] | null {
  const [outer, inner, ...more] = node.clauses;
  if (!outer || inner?.target.kind !== 'name' || more.length > 0 || node.form !== 'list') return null;
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
