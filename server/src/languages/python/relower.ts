import type { Comment, FlowUnit, Span, Statement } from '../../flow/program.ts';

/** A piece of a text, lowered: what is in it, with offsets from the start of the text. */
export interface Piece {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
}

/**
 * Lowers an edited text by its changed statements only; null where that would not give what lowering it whole does.
 *
 * Statements that begin at column 0 before and behind the change are taken over, those behind it moved. If the part
 * between them parses by itself, then so does the whole, as one after the other.
 *
 * @param lower lowers the text from `start` to `end`; null when it has an error
 */
export function relower(
  before: string,
  unit: FlowUnit,
  text: string,
  lower: (start: number, end: number) => Piece | null,
): FlowUnit | null {
  const changed = changedPart(before, text, unit.skipped);
  const cuts = cutsOf(before, unit.body);
  const first = cuts.findLast((cut) => cut < changed.start) ?? 0;
  // the line end before a statement that stays has to be there still
  const last = cuts.find((cut) => cut > changed.end && cut > first) ?? before.length;
  const distance = text.length - before.length;
  if (first === 0 && last === before.length) return null;
  const end = last + distance;
  if (/\\\s*$/.test(text.slice(Math.max(first, end - 100), end))) return null; // goes on in the next statement
  const piece = lower(first, end);
  if (!piece) return null;
  const isBefore = ({ start }: Span) => start < first;
  const isBehind = ({ start }: Span) => start >= last && last < before.length;
  return {
    cell: unit.cell,
    body: [...unit.body.filter(isBefore), ...piece.body, ...moved(unit.body.filter(isBehind), distance)],
    comments: [
      ...unit.comments.filter(isBefore),
      ...piece.comments,
      ...moved(unit.comments.filter(isBehind), distance),
    ],
    skipped: [],
  };
}

/** The part of the old text that is not as before, with all that was left out of it. */
function changedPart(before: string, text: string, skipped: readonly Span[]): Span {
  const most = Math.min(before.length, text.length);
  let same = 0;
  while (same < most && before[same] === text[same]) same++;
  let rest = 0;
  while (rest < most - same && before[before.length - 1 - rest] === text[text.length - 1 - rest]) rest++;
  const parts = [{ start: same, end: before.length - rest }, ...skipped];
  return { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) };
}

/** Where a statement begins at column 0 and all before it have ended. */
function cutsOf(text: string, body: readonly Statement[]): number[] {
  const cuts: number[] = [];
  let ended = 0;
  for (const { start, end } of body) {
    const isFirstOnLine = start > 0 && text[start - 1] === '\n';
    if (isFirstOnLine && start >= ended && !/^(?:else|elif|except|finally|case)\b/.test(text.slice(start, start + 8)))
      cuts.push(start);
    ended = Math.max(ended, end);
  }
  return cuts;
}

/** Copies of nodes with all offsets in them changed; what is shared stays shared. */
function moved<Node extends object>(nodes: readonly Node[], distance: number): readonly Node[] {
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
