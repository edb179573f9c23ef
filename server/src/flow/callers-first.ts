import { rememberingOf } from '../recent.ts';
import type { FunctionValue } from './callable.ts';
import type { FunctionDefinition } from './program.ts';
import { expressionsIn } from './walk.ts';

/** Those that no other one mentions come first: what they call has run by then, and with what it is given. */
export function callersFirst(functions: readonly FunctionValue[]): readonly FunctionValue[] {
  const mentioned = new Set<string>();
  for (const { definition } of functions)
    for (const name of namesIn(definition)) if (name !== definition.name) mentioned.add(name);
  const isMentioned = ({ definition }: FunctionValue): boolean => mentioned.has(definition.name);
  return [...functions.filter((one) => !isMentioned(one)), ...functions.filter(isMentioned)];
}

const namesIn = rememberingOf(({ body }: FunctionDefinition): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of expressionsIn(body)) if (node.kind === 'name') names.add(node.name);
  return names;
});
