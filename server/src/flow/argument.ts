import type { ArgumentReference } from '../catalog/entry.ts';
import type { Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import type { Expression } from './program.ts';

const positionOf = (reference: ArgumentReference): number | null =>
  typeof reference === 'number' ? reference : typeof reference === 'string' ? null : reference[0];

const keywordOf = (reference: ArgumentReference): string | null =>
  typeof reference === 'string' ? reference : typeof reference === 'number' ? null : reference[1];

export function argument(site: CallSite, reference: ArgumentReference): Value | null {
  if (reference === 'self') return site.receiver;
  const keyword = keywordOf(reference);
  const named = keyword !== null ? site.named.get(keyword) : undefined;
  const position = positionOf(reference);
  return named ?? (position !== null ? (site.positional[position] ?? null) : null);
}

export function argumentNode(site: CallSite, reference: ArgumentReference): Expression | null {
  if (reference === 'self') return site.receiverNode;
  const keyword = keywordOf(reference);
  const named = keyword !== null ? site.namedNodes.get(keyword) : undefined;
  const position = positionOf(reference);
  return named ?? (position !== null ? (site.positionalNodes[position] ?? null) : null);
}
