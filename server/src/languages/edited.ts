import type { Span } from '../flow/program.ts';

/** The part of the old text that is not as before, with all that was left out of it. */
export function changedPart(before: string, text: string, skipped: readonly Span[]): Span {
  const most = Math.min(before.length, text.length);
  let same = 0;
  while (same < most && before[same] === text[same]) same++;
  let rest = 0;
  while (rest < most - same && before[before.length - 1 - rest] === text[text.length - 1 - rest]) rest++;
  const parts = [{ start: same, end: before.length - rest }, ...skipped];
  return { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) };
}

/** Gives nodes with all offsets in them changed. */
export type Move = <Node extends object>(nodes: readonly Node[], distance: number) => readonly Node[];

/** Copies of nodes with all offsets in them changed; what is shared stays shared. */
export function moved<Node extends object>(nodes: readonly Node[], distance: number): readonly Node[] {
  if (distance === 0) return nodes;
  const copies = new Map<object, object>();
  const copy = (node: object): object => {
    const known = copies.get(node);
    if (known) return known;
    if (Array.isArray(node)) {
      const list = node.map((item: unknown) => (typeof item === 'object' && item !== null ? copy(item) : item));
      copies.set(node, list);
      return list;
    }
    const result: Record<string, unknown> = { ...node };
    for (const key in result) {
      const value = result[key];
      if (typeof value === 'object' && value !== null) result[key] = copy(value);
      else if ((key === 'start' || key === 'end') && typeof value === 'number') result[key] = value + distance;
    }
    copies.set(node, result);
    return result;
  };
  return nodes.map((node) => copy(node) as Node);
}
