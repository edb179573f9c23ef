import type { CatalogEntry } from '../entry.ts';

/** https://zod.dev/basics, and validators with the same methods: what passes is what was given. */
export const zod: readonly CatalogEntry[] = [
  { call: ['*.parse', '*.parseAsync', '*.decode'], does: { kind: 'passes', from: 0 } },
  { call: ['*.safeParse', '*.safeParseAsync'], does: { kind: 'passes', from: 0, as: 'data' } },
];
