import type { Value } from '../provenance/value.ts';
import type { Frame } from './frame.ts';

/** What a statement at the top leaves behind for the next one. */
export const leftIn = ({ control, gates, aliases }: Frame) => ({ control, gates, aliases: new Map(aliases) });

export const isLeftIn = (before: ReturnType<typeof leftIn>, { control, gates, aliases }: Frame): boolean =>
  areSame(before.control, control) &&
  areSame(before.gates, gates) &&
  aliases.size === before.aliases.size &&
  [...aliases].every(([name, node]) => before.aliases.get(name) === node);

const areSame = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
