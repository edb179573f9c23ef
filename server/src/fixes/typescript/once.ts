import type { Expression, FlowUnit, FunctionDefinition, Span, Statement } from '../../flow/program.ts';
import { blocksOf, descendants, expressionsIn, nameOf, ownExpressions, statementsIn } from '../../flow/walk.ts';
import type { FixContext } from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';

/**
 * Is this worked out once in a run? Not in a loop or a callback, nor in a function that may be called with other rows: one
 * that is called at more than one place, in a loop, or by other modules.
 *
 * @param apart a loop that does not count: is it worked out once for each of its turns?
 */
export function isOnce(span: Span, unit: FlowUnit, context: FixContext, depth = 0, apart?: Statement): boolean {
  if (depth > 5) return false;
  let block: readonly Statement[] = unit.body;
  let owner: string | null = null;
  for (;;) {
    const around = block.find((statement) => isIn(span, statement));
    if (!around) return true;
    if (around.kind === 'loop' && around !== apart) return false;
    if (around.kind === 'define-class') {
      if (around.form === 'class' && !isMadeOnce(around.name, context, depth)) return false;
      owner = around.form === 'class' ? around.name : null;
      block = around.body;
      continue;
    }
    const called = functionAround(around, span);
    if (called && !isCalledOnce(called, owner, context, depth)) return false;
    owner = null;
    block =
      called?.definition.body ??
      blocksOf(around).find((inner) => statementsIn(inner).some((statement) => isIn(span, statement))) ??
      [];
  }
}

const isIn = ({ start, end }: Span, outer: Span): boolean => outer.start <= start && end <= outer.end;

interface Called {
  /** Empty for one that runs where it stands; null for one that may run at any time. */
  readonly name: string | null;
  readonly definition: FunctionDefinition;
}

/** The outermost function of a statement that a place stands in. */
function functionAround(around: Statement, span: Span): Called | null {
  if (around.kind === 'define-function') return { name: around.function.name, definition: around.function };
  const [target] = around.kind === 'assign' ? around.targets : [];
  const outer = ownExpressions(around)
    .flatMap((own) => [...descendants(own)])
    .find((node) => node.kind === 'function' && isIn(span, node));
  if (outer?.kind !== 'function') return null;
  const isNamed = around.kind === 'assign' && around.value === outer && target?.kind === 'name';
  const name = runsByItself(outer, around) ? '' : isNamed ? target.name : null;
  return { name, definition: outer.function };
}

/** A test, a function that is called where it stands, `(async () => { … })()`, or what follows a promise: `run().then(…)`. */
function runsByItself(node: Expression, around: Statement): boolean {
  return ownExpressions(around)
    .flatMap((own) => [...descendants(own)])
    .some(
      (call) =>
        call.kind === 'call' &&
        (call.callee === node ||
          (call.arguments.some(({ value }) => value === node) &&
            (call.callee.kind === 'name'
              ? /^(?:describe|suite|it|test|beforeAll|afterAll)$/.test(call.callee.name)
              : call.callee.kind === 'attribute' && call.callee.name === 'then'))),
    );
}

function isCalledOnce(
  { name, definition: { parameters } }: Called,
  owner: string | null,
  context: FixContext,
  depth: number,
): boolean {
  if (name === null || name === '') return name === '';
  if (owner !== null) return isMethodCalledOnce(name, context, depth);
  const names = namesOf(context);
  const uses = names.all.filter((other) => other.name === name && other.role === 'reads');
  const isMain = parameters.length === 0;
  if (uses.length > 1 || (uses.length === 0 && !isMain)) return false;
  if (!isMain && isExported(name, context)) return false;
  return uses.every((use) => isCall(use) && isOnce(use.node!, use.unit, context, depth + 1));
}

const isCall = ({ node, parents: [parent] }: Occurrence): boolean => parent?.kind === 'call' && parent.callee === node;

/** `evaluation.rate()`, at one place of the module. */
function isMethodCalledOnce(name: string, context: FixContext, depth: number): boolean {
  const uses = context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) =>
      node.kind === 'attribute' && node.name === name ? [{ unit, node }] : [],
    ),
  );
  const [use] = uses;
  if (!use || uses.length > 1) return false;
  const isCalled = expressionsIn(use.unit.body).some((node) => node.kind === 'call' && node.callee === use.node);
  return isCalled && isOnce(use.node, use.unit, context, depth + 1);
}

/** One object of the class, and by no other module. */
function isMadeOnce(name: string, context: FixContext, depth: number): boolean {
  if (isExported(name, context)) return false;
  const made = context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) =>
      node.kind === 'call' && nameOf(node.callee) === name ? [{ unit, node }] : [],
    ),
  );
  const [only, ...more] = made;
  return only !== undefined && more.length === 0 && isOnce(only.node, only.unit, context, depth + 1);
}

function isExported(name: string, { document }: FixContext): boolean {
  const own = inPattern(name);
  const exported = new RegExp(
    `export\\s+(?:default\\s+)?(?:async\\s+)?(?:function\\*?|const|let|class)\\s+${own}\\b|export\\s+default\\s+${own}\\b|(?:export|exports\\s*=)\\s*\\{[^}]*\\b${own}\\b|exports\\.${own}\\b`,
  );
  return document.units.some(({ text }) => exported.test(text));
}
