import type { Expression } from '../flow/program.ts';
import type { NameScope, Occurrences } from './occurrences.ts';

/** What an expression names in a library or among the builtins, in full (`numpy.random.shuffle`); null for anything else. */
export function calledName(node: Expression, names: Occurrences, scope: NameScope): string | null {
  if (node.kind === 'attribute') {
    const object = calledName(node.object, names, scope);
    return object === null || object.startsWith('builtins.') ? null : `${object}.${node.name}`;
  }
  if (node.kind !== 'name') return null;
  const bindings = names.bindings(names.resolve(node.name, scope));
  if (bindings.length === 0) return `builtins.${node.name}`;
  const found = bindings.map(({ statement }) => {
    if (statement.kind !== 'import') return null;
    if (!statement.names) return statement.alias ? statement.module : node.name;
    const entry = statement.names.find(({ alias }) => alias === node.name);
    return entry ? `${statement.module}.${entry.name}` : null;
  });
  return found.every((name) => name === found[0]) ? found[0]! : null;
}
