import type { ColumnPreview } from './preview.ts';

/** Names of columns that say which of two models stood first: `position`, `order`, `is_swapped`, `first_model`, … */
const WORDS = /(?:^|[_ .-])(?:position|order|swap|swapped|first)(?:$|[_ -])/i;
const CAMEL_CASE = /[a-z](?:Position|Order|Swapped|First)$|^first[A-Z]/;

/**
 * The columns of two values whose name says that they tell which model stood first. There is something to say only where
 * it is one.
 */
export function positionColumns(
  files: readonly (readonly ColumnPreview[])[],
  except: ReadonlySet<string>,
): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { name, values: seen } of files.flat()) {
    if ((WORDS.test(name) || CAMEL_CASE.test(name)) && !except.has(name)) {
      const all = values.get(name) ?? new Set();
      // More than a few different values are no two.
      for (const value of seen ?? ['1', '2', '3']) {
        all.add(value);
      }
      values.set(name, all);
    }
  }
  return [...values].filter(([, all]) => all.size === 2).map(([name]) => name);
}
