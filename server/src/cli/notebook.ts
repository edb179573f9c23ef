import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

/**
 * A notebook's JSON with the sources of some cells replaced (by number, counting all cells from 1). Everything else,
 * and every line that did not change, keeps its very characters, so that a version control diff shows the edit alone.
 */
export function editCells(json: string, sources: ReadonlyMap<number | null, string>): string {
  const tree = parseTree(json);
  let result = json;
  const cells = [...sources].sort(([a], [b]) => (b ?? 0) - (a ?? 0));
  for (const [cell, text] of cells) {
    const source = tree && cell !== null ? findNodeAtLocation(tree, ['cells', cell - 1, 'source']) : undefined;
    if (!source) throw new Error(`cell ${cell} cannot be repaired: save the notebook in format 4`);
    const end = source.offset + source.length;
    result = result.slice(0, source.offset) + sourceJson(json, source, text) + result.slice(end);
  }
  return result;
}

/** In the form the source had: one string, or a list of lines set as the old list was. */
function sourceJson(json: string, source: Node, text: string): string {
  const items = source.children;
  const first = items?.[0];
  const last = items?.at(-1);
  if (!items || !first || !last) return JSON.stringify(text);
  const raw = new Map(items.map((item) => [item.value, json.slice(item.offset, item.offset + item.length)]));
  const opening = json.slice(source.offset, first.offset);
  const closing = json.slice(last.offset + last.length, source.offset + source.length);
  const second = items[1];
  const separator = second ? json.slice(first.offset + first.length, second.offset) : `,${opening.slice(1)}`;
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return opening + lines.map((line) => raw.get(line) ?? JSON.stringify(line)).join(separator) + closing;
}
