import type { FlowModule, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { allStatements, type FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';

/** Is the estimate computed once, so that its rows are always the same ones? What nobody calls here is, but for methods. */
export function runsOnce(context: FixContext): boolean {
  const { place, within, owner } = context.report.site;
  if (isRepeated(context, place.cell, place.start, place.end)) return false;
  if (within === null) return true;
  const calls = namesOf(context).all.filter(({ name, role }) => name === within && role === 'reads');
  if (calls.length === 0 && owner) return usesOf(within, context).length === 1;
  return calls.length <= 1 && calls.every(({ unit, node }) => !isRepeated(context, unit.cell, node!.start, node!.end));
}

/** The same, where all that leads to it is seen to run once: what nobody here calls may be called with other rows each time. */
export function isWorkedOutOnce(context: FixContext): boolean {
  const { place, within, unit } = context.report.site;
  return isReachedOnce(context, { unit, span: place }, within, 6);
}

interface Use {
  readonly unit: FlowUnit;
  readonly span: Span;
}

export function isReachedOnce(context: FixContext, { unit, span }: Use, within: string | null, depth: number): boolean {
  if (depth === 0 || isRepeated(context, unit.cell, span.start, span.end)) return false;
  if (within === null) return true;
  const [use, ...others] = usesOf(within, context);
  if (!use) return within === 'main';
  return others.length === 0 && isReachedOnce(context, use, functionAround(context, use), depth - 1);
}

/**
 * Where a function, or a method of this name, is called or handed on: `asyncio.run` is no use of a function `run`, and a
 * variable `summary` none of a method.
 */
export function usesOf(name: string, { module }: FixContext): readonly Use[] {
  const { all, methods } = definitionsOf(name, module);
  const kinds = methods === 0 ? /^name$/ : methods < all ? /^(name|attribute)$/ : /^attribute$/;
  return module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) =>
      kinds.test(node.kind) && nameOf(node) === name ? [{ unit, span: node }] : [],
    ),
  );
}

/** How many functions have this name, and how many of them are methods. */
function definitionsOf(name: string, module: FlowModule): { readonly all: number; readonly methods: number } {
  const isCalledSo = (each: Statement) => each.kind === 'define-function' && each.function.name === name;
  const statements = [...allStatements(module)].map(({ statement }) => statement);
  const inClasses = statements.flatMap((each) => (each.kind === 'define-class' ? each.body : []));
  return { all: statements.filter(isCalledSo).length, methods: inClasses.filter(isCalledSo).length };
}

function functionAround({ module }: FixContext, { unit, span }: Use): string | null {
  let found: string | null = null;
  for (const { unit: other, statement } of allStatements(module))
    if (other === unit && statement.kind === 'define-function' && isAround(statement, span))
      found = statement.function.name;
  return found;
}

const isAround = (outer: Span, inner: Span): boolean => outer.start < inner.start && inner.end <= outer.end;

function isRepeated({ module }: FixContext, cell: number | null, start: number, end: number): boolean {
  const span = { start, end };
  const isIn = (body: readonly Statement[]) => body.some((each) => each.start <= start && end <= each.end);
  for (const { unit, statement } of allStatements(module))
    if (unit.cell === cell && statement.kind === 'loop' && isIn(statement.body)) return true;
  const body = module.units.find((unit) => unit.cell === cell)?.body ?? [];
  return expressionsIn(body).some(
    (node) =>
      (node.kind === 'comprehension' || node.kind === 'function') &&
      isAround(node, span) &&
      // what is gone through is worked out once
      !(
        node.kind === 'comprehension' &&
        node.clauses[0] &&
        [...descendants(node.clauses[0].iterable)].some((part) => part.start === start && part.end === end)
      ),
  );
}
