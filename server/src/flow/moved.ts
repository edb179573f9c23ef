import type { Place } from '@unpool/shared/protocol/finding.ts';
import { rememberingOf } from '../recent.ts';
import type { Span } from './program.ts';

/** What was made for nodes, and is to stand where they stand. */
const made = new WeakMap<Span, Span[]>();
const places = new WeakMap<Span, Place>();

/** Something that stands where a node does, and goes with it when that is moved. */
export function standingFor<Made extends Span>(node: Span, one: Made): Made {
  const known = made.get(node);
  if (known) known.push(one);
  else made.set(node, [one]);
  return one;
}

/** The place of a node, the same whenever it is asked for. */
export function keptPlace(span: Span, document: string, cell: number | null): Place {
  const known = places.get(span);
  if (known?.document === document && known.cell === cell) return known;
  const place = standingFor(span, { document, cell, start: span.start, end: span.end });
  if (!known) places.set(span, place);
  return place;
}

/** Changes all offsets in nodes, and of what was made for them: they stay the same, and so what is known of them. */
export function movedInPlace<Node extends object>(nodes: readonly Node[], distance: number): readonly Node[] {
  if (distance === 0) return nodes;
  for (const node of nodes) for (const span of spansIn(node)) move(span, distance);
  return nodes;
}

function move(span: { start: number; end: number }, distance: number): void {
  span.start += distance;
  span.end += distance;
  for (const one of made.get(span) ?? []) move(one, distance);
}

/** All that has offsets in a node. */
const spansIn = rememberingOf((top: object): readonly { start: number; end: number }[] => {
  const seen = new Set<object>();
  const found: Span[] = [];
  const left = [top];
  for (let node = left.pop(); node; node = left.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if ('start' in node && 'end' in node) found.push(node as Span);
    for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) left.push(value);
  }
  return found;
});
