import type { CatalogEntry } from '../entry.ts';

/** Kinds of texts, behind which stands what holds where none is given. */
const TEXTS = ['string', 'enum', 'min', 'optional', 'trim', 'url', 'nonempty'];

/** https://zod.dev/basics, and validators with the same methods: what passes is what was given. */
export const zod: readonly CatalogEntry[] = [
  { call: TEXTS.map((kind) => `*.${kind}.default`), does: { kind: 'passes', from: 0, as: 'same' } },
  { call: ['zod.z.object', 'zod.object'], does: { kind: 'passes', from: 0, as: 'defaults' } },
  { call: ['*.parse', '*.parseAsync', '*.decode'], does: { kind: 'passes', from: 0, as: 'checked' } },
  { call: ['*.safeParse', '*.safeParseAsync'], does: { kind: 'passes', from: 0, as: 'data' } },
];
