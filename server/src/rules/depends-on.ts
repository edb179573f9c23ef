import type { Expression, Statement } from '../flow/program.ts';
import { childrenOf, statementsIn } from '../flow/walk.ts';

/** Which names of some code depend on others. */

/** The names that a target gives a value to: `a, b`, `table[key]`, `self.rows`. */
export function boundBy(target: Expression): readonly string[] {
  switch (target.kind) {
    case 'name':
      return [target.name];
    case 'attribute':
    case 'subscript':
      return boundBy(target.object);
    case 'spread':
      return boundBy(target.value);
    case 'sequence':
      return target.items.flatMap(boundBy);
    default:
      return [];
  }
}

/** Is something made of one of the names, as opposed to picked by it (`table[name]`)? */
export function uses(node: Expression, names: ReadonlySet<string>): boolean {
  const pending = [node];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.kind === 'name' && names.has(part.name)) return true;
    if (part.kind === 'subscript' && isKey(part.index)) pending.push(part.object);
    else pending.push(...childrenOf(part));
  }
  return false;
}

const isKey = ({ kind }: Expression): boolean => /^(name|attribute|constant|template)$/.test(kind);

const ROUNDS = 5;

/** The names, and those that get their values from them, in a block. */
export function dependentOn(names: ReadonlySet<string>, block: readonly Statement[]): ReadonlySet<string> {
  const all = new Set(names);
  if (all.size === 0) return all;
  for (let round = 0; round < ROUNDS; round++) {
    const before = all.size;
    for (const statement of statementsIn(block)) for (const name of filledFrom(statement, all)) all.add(name);
    if (all.size === before) break;
  }
  return all;
}

const ADDS = /^(append|push|extend|add|insert|update)$/;

/** What a statement gives a value that depends on the names. */
function filledFrom(statement: Statement, names: ReadonlySet<string>): readonly string[] {
  switch (statement.kind) {
    case 'assign':
      return uses(statement.value, names) ? statement.targets.flatMap(boundBy) : [];
    case 'loop':
      return statement.target && statement.iterable && uses(statement.iterable, names) ? boundBy(statement.target) : [];
    case 'scope':
      return statement.bindings.flatMap(({ target, value }) => (target && uses(value, names) ? boundBy(target) : []));
    case 'if':
      return uses(statement.test, names) ? [...statementsIn([statement])].flatMap(given) : [];
    case 'evaluate': {
      const { value } = statement;
      if (value.kind !== 'call' || value.callee.kind !== 'attribute' || !ADDS.test(value.callee.name)) return [];
      return value.arguments.some((argument) => uses(argument.value, names)) ? boundBy(value.callee.object) : [];
    }
    default:
      return [];
  }
}

const given = (statement: Statement): readonly string[] =>
  statement.kind === 'assign' ? statement.targets.flatMap(boundBy) : [];
