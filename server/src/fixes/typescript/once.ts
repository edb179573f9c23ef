import type { Expression, FlowUnit, FunctionDefinition, Span, Statement } from '../../flow/program.ts';
import { blocksOf, descendants, ownExpressions, statementsIn } from '../../flow/walk.ts';
import type { FixContext } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';

/**
 * Is this worked out once in a run? Not in a loop or a callback, nor in a function that may be called with other rows: one
 * that is called at more than one place, in a loop, or by other modules.
 */
export function isOnce({ start, end }: Span, unit: FlowUnit, context: FixContext, depth = 0): boolean {
  if (depth > 5) return false;
  let block: readonly Statement[] = unit.body;
  for (;;) {
    const around = block.find((statement) => statement.start <= start && end <= statement.end);
    if (!around) return true;
    if (around.kind === 'loop' || around.kind === 'define-class') return false;
    if (around.kind === 'define-function') return isCalledOnce(around.function.name, around.function, context, depth);
    for (const node of ownExpressions(around).flatMap((own) => [...descendants(own)])) {
      if (node.kind !== 'function' || node.start > start || end > node.end || runsByItself(node, around)) continue;
      const [target] = around.kind === 'assign' ? around.targets : [];
      const isNamed = around.kind === 'assign' && around.value === node && target?.kind === 'name';
      return isNamed && isCalledOnce(target.name, node.function, context, depth);
    }
    block =
      writtenBlocks(around).find((inner) =>
        statementsIn(inner).some((statement) => statement.start <= start && end <= statement.end),
      ) ?? [];
  }
}

/** A test, or a function that is called where it stands: `(async () => { … })()`. */
function runsByItself(node: Expression, around: Statement): boolean {
  return ownExpressions(around)
    .flatMap((own) => [...descendants(own)])
    .some(
      (call) =>
        call.kind === 'call' &&
        (call.callee === node ||
          (call.arguments.some(({ value }) => value === node) &&
            call.callee.kind === 'name' &&
            /^(?:describe|suite|it|test)$/.test(call.callee.name))),
    );
}

/** The blocks of a statement, with those of functions in it that are written as a value. */
const writtenBlocks = (around: Statement): readonly (readonly Statement[])[] => [
  ...blocksOf(around),
  ...ownExpressions(around)
    .flatMap((own) => [...descendants(own)])
    .flatMap((node) => (node.kind === 'function' ? [node.function.body] : [])),
];

function isCalledOnce(name: string, { parameters }: FunctionDefinition, context: FixContext, depth: number): boolean {
  const names = namesOf(context);
  const uses = names.all.filter((other) => other.name === name && other.role === 'reads');
  const isMain = parameters.length === 0;
  if (uses.length > 1 || (uses.length === 0 && !isMain)) return false;
  if (!isMain && isExported(name, context)) return false;
  return uses.every((use) => isCall(use) && isOnce(use.node!, use.unit, context, depth + 1));
}

const isCall = ({ node, parents: [parent] }: Occurrence): boolean => parent?.kind === 'call' && parent.callee === node;

const isExported = (name: string, { document }: FixContext): boolean =>
  document.units.some(({ text }) =>
    new RegExp(
      `export\\s+(?:default\\s+)?(?:async\\s+)?(?:function\\*?|const|let)\\s+${name}\\b|export\\s+default\\s+${name}\\b|(?:export|exports\\s*=)\\s*\\{[^}]*\\b${name}\\b|exports\\.${name}\\b`,
    ).test(text),
  );
