import type { Call, Expression, FlowUnit, FunctionDefinition, Span, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn, writtenStatementsIn } from '../../flow/walk.ts';
import { contains, type FixContext, placeIn, statementsAround } from '../fix-context.ts';

/** Code that is run for one setting of a judge after the other: a loop, or the callback of a call. */
export interface Tries {
  readonly unit: FlowUnit;
  /** The loop or the call. */
  readonly span: Span;
  readonly call: Call | null;
  /** The statement that is, or holds, it. */
  readonly statement: Statement;
  /** The settings. */
  readonly grid: Expression;
  /** What one is called. */
  readonly setting: string;
  /** What runs each time; empty for a function that is named only. */
  readonly body: readonly Statement[];
  /** `agreement` of `thresholds.map(agreement)`. */
  readonly runs: Expression | null;
}

/** All such code of a unit, the innermost first. */
export function triesIn(unit: FlowUnit, context: FixContext): readonly Tries[] {
  const loops = writtenStatementsIn(unit.body).flatMap((statement): Tries[] => {
    if (statement.kind !== 'loop' || statement.target?.kind !== 'name' || !statement.iterable) return [];
    const { target, iterable: grid, body } = statement;
    return [{ unit, span: statement, call: null, statement, grid, setting: target.name, body, runs: null }];
  });
  const calls = expressionsIn(unit.body).flatMap((call): Tries[] => {
    const given = call.kind === 'call' ? goneThrough(call) : null;
    const [statement] = given ? statementsAround(context.module, placeIn(context, unit, call)) : [];
    if (call.kind !== 'call' || !given || !statement) return [];
    const { grid, each } = given;
    const common = { unit, span: call, call, statement, grid };
    if (each.kind === 'name') return [{ ...common, setting: '', body: [], runs: each }];
    const target = each.kind === 'function' ? settingOf(each.function) : null;
    return each.kind === 'function' && target
      ? [{ ...common, setting: target, body: each.function.body, runs: null }]
      : [];
  });
  return [...loops, ...calls].toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
}

/** `settings.map(each)`, `_.maxBy(settings, each)` */
function goneThrough({ callee, arguments: given }: Call) {
  const [first, second, ...more] = given.map(({ value }) => value);
  if (callee.kind === 'attribute' && callee.name === 'map' && first && !second)
    return { grid: callee.object, each: first };
  const isOfBoth = /^(?:map|maxBy|minBy)$/.test(nameOf(callee)) && first && second && more.length === 0;
  return isOfBoth ? { grid: first, each: second } : null;
}

function settingOf({ parameters }: FunctionDefinition): string | null {
  const [first, ...more] = parameters;
  return first?.target.kind === 'name' && first.form === 'plain' && !first.default && more.length === 0
    ? first.target.name
    : null;
}

/** A statement of a block that is run each time, with the number that is kept in it: `const agreement = …`. */
export const definedIn = (body: readonly Statement[], name: string) =>
  body.find(
    (each) =>
      each.kind === 'assign' &&
      each.operator === null &&
      each.targets.length === 1 &&
      each.targets[0]!.kind === 'name' &&
      each.targets[0]!.name === name,
  ) as (Statement & { kind: 'assign' }) | undefined;

export const isWithin = (inner: Span, body: readonly Statement[]): boolean =>
  statementsIn(body).some((each) => contains(each, inner));
