import type { Site } from '../flow/observation.ts';
import type { Expression, FlowUnit } from '../flow/program.ts';
import type { Observations } from './rule.ts';

/** What code says by its names: rules ask it whether somebody has thought of the mistake. */

/** The names that an expression itself uses: its own, those of a call's arguments, and a text that `isName` takes for one. */
export function namesIn(node: Expression, isName: (text: string) => boolean): string[] {
  if (node.kind === 'name' || node.kind === 'attribute') return [node.name];
  if (node.kind === 'call') return node.arguments.flatMap(({ name }) => (name === null ? [] : [name]));
  return node.kind === 'constant' && typeof node.value === 'string' && isName(node.value) ? [node.value] : [];
}

/** A text without a blank may name a column, an option or a file. */
export const isWord = (text: string): boolean => !/\s/.test(text);

/** The files or cells of the document, and those that places in other modules stand in. */
export const unitsAround = ({ units }: Observations, ...sites: readonly Site[]): readonly FlowUnit[] => [
  ...new Set([...units, ...sites.map(({ unit }) => unit)]),
];
