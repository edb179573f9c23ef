import type { Expression, FlowModule, Statement } from '../flow/program.ts';
import { descendants, expressionsIn, ownExpressions, statementsIn } from '../flow/walk.ts';

/** How many times a name is used in a module, as a value or a target. */
export function uses(module: FlowModule, name: string): number {
  let count = 0;
  for (const unit of module.units)
    for (const node of expressionsIn(unit.body)) if (node.kind === 'name' && node.name === name) count++;
  return count;
}

/** Statements of a module that give a name a value. */
export function bindings(module: FlowModule, name: string): Statement[] {
  const found: Statement[] = [];
  for (const unit of module.units)
    for (const statement of statementsIn(unit.body))
      if (
        statement.kind === 'assign' &&
        statement.targets.some((target) =>
          [...descendants(target)].some((node) => node.kind === 'name' && node.name === name),
        )
      )
        found.push(statement);
  return found;
}

/** Does a statement mention a name in its own expressions? */
export const mentions = (statement: Statement, name: string): boolean =>
  ownExpressions(statement).some((expression) =>
    [...descendants(expression)].some((node) => node.kind === 'name' && node.name === name),
  );

/** The name at the root of `name.attr["key"].method()`; null for anything else. */
export function rootName(node: Expression): (Expression & { kind: 'name' }) | null {
  let current = node;
  for (;;) {
    switch (current.kind) {
      case 'name':
        return current;
      case 'attribute':
      case 'subscript':
        current = current.object;
        break;
      case 'call':
        if (current.callee.kind !== 'attribute') return null;
        current = current.callee;
        break;
      default:
        return null;
    }
  }
}

/** A name that the module does not use yet. */
export function freeName(module: FlowModule, wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}_${n}`;
    if (uses(module, name) === 0) return name;
  }
}
