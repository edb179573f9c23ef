import type { DataFile } from '@unpool/shared/data/data-file.ts';
import type { CompareSource, DataFileRef } from '@unpool/shared/protocol/check.ts';

/** The files of both sides, or of a table that holds both, ready to be read. */
export type OpenSource =
  | { readonly kind: 'two-sides'; readonly real: readonly DataFile[]; readonly synthetic: readonly DataFile[] }
  | {
      readonly kind: 'one-table';
      readonly data: readonly DataFile[];
      readonly words: {
        readonly column: string | undefined;
        readonly realIs: string | undefined;
        readonly syntheticIs: string | undefined;
      };
    };

export function openSource(
  source: CompareSource,
  files: (refs: readonly DataFileRef[]) => readonly DataFile[],
): OpenSource {
  if (source.kind === 'two-sides') {
    const both = files([...source.real, ...source.synthetic]);
    const { length } = source.real;
    return { kind: 'two-sides', real: both.slice(0, length), synthetic: both.slice(length) };
  }
  const { origin, realIs, syntheticIs } = source;
  return { kind: 'one-table', data: files(source.data), words: { column: origin, realIs, syntheticIs } };
}

export function allFiles(source: OpenSource): readonly DataFile[] {
  return source.kind === 'two-sides' ? [...source.real, ...source.synthetic] : source.data;
}
