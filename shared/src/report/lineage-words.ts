import type { LineageKind, LineageOrigin } from '../protocol/lineage.ts';

/** What a node is, in a word. */
export const KIND_NAMES: Readonly<Record<LineageKind, string>> = {
  file: 'file',
  source: 'source',
  synthesizer: 'generator',
  model: 'language model',
  judge: 'judge',
  human: 'people',
  pool: 'pool',
  split: 'split',
  column: 'column',
  step: 'step',
  correction: 'correction',
  estimate: 'estimate',
  value: 'value',
};

/** What its data are, in a word. */
export const ORIGIN_NAMES: Readonly<Record<LineageOrigin, string>> = {
  real: 'real',
  synthetic: 'synthetic',
  pooled: 'pooled',
  human: 'human labels',
  judged: 'judged',
  generated: 'generated',
  unknown: 'origin unknown',
};

/** "judge · judged" says one thing twice. */
export function inWords({ kind, origin }: { readonly kind: LineageKind; readonly origin: LineageOrigin }): string {
  const isSaid =
    (kind === 'judge' && origin === 'judged') ||
    (kind === 'pool' && origin === 'pooled') ||
    (kind === 'model' && origin === 'generated');
  return isSaid ? KIND_NAMES[kind] : `${KIND_NAMES[kind]} · ${ORIGIN_NAMES[origin]}`;
}

/** At most `length` characters; what is cut is marked. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
