import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import { contains, type FixContext, replace, statementAt } from '../fix-context.ts';
import { type CallIn, literalOf, namesJudgeOnly, qualifiedName, targetName } from '../judge-calls.ts';
import type { Naming } from './judge-model.ts';

/** One place where the model is named for a judge: `JUDGE = "gpt-4o"`, `{"judge": {"model": "gpt-4o"}}`. */
export function inSettings(model: string, asking: CallIn, context: FixContext): Naming | null {
  const found = context.module.units.flatMap((unit) =>
    expressionsIn(unit.body)
      .filter((node) => literalOf(node) === model && isOfJudge(node, unit, context))
      .map((node) => ({ unit, node })),
  );
  const [only, ...others] = found;
  if (!only || others.length > 0) return null;
  return {
    called: qualifiedName(asking),
    unit: only.unit,
    from: only.node.start,
    isOwn: true,
    beside: null,
    edits: (text) => [replace(context, only.unit, only.node, text)],
  };
}

function isOfJudge(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const statement = statementAt(context.module, {
    document: context.document.uri,
    cell: unit.cell,
    start: node.start,
    end: node.end,
  })?.statement;
  if (statement?.kind === 'define-function')
    return statement.function.parameters.some(
      ({ target, default: otherwise }) =>
        target.kind === 'name' && namesJudgeOnly(target.name) && otherwise !== null && contains(otherwise, node),
    );
  if (statement?.kind !== 'assign') return false;
  const isValue = !descendants(statement.value).some(({ kind }) => kind === 'call' || kind === 'function');
  if (isValue && statement.targets.every((target) => namesJudgeOnly(targetName(target)))) return true;
  return descendants(statement.value).some(
    (outer) =>
      outer.kind === 'mapping' &&
      outer.entries.some(
        ({ key, value }) =>
          key?.kind === 'constant' &&
          typeof key.value === 'string' &&
          namesJudgeOnly(key.value) &&
          contains(value, node),
      ),
  );
}
