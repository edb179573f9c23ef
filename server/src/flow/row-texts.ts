import { PROMPTS } from '../provenance/prompts.ts';
import { type Value, withField } from '../provenance/value.ts';

const MIN_ROWS = 4;
/** A smaller part of the rows than this asks for a judgement by chance. */
const BY_CHANCE = 1 / 3;

/**
 * Rows of a list in which a few texts sound like a judge's instructions: "Determine whether the claim is true" is one of
 * several tasks that somebody is to solve, and asks nobody to judge an answer. Messages of a conversation are no rows.
 */
export function withoutTasksAsPrompts(rows: readonly Value[]): readonly Value[] {
  if (rows.length < MIN_ROWS || rows.some(({ fields }) => fields?.has('role'))) return rows;
  const names = new Set(rows.flatMap(({ fields }) => [...(fields?.keys() ?? [])]));
  return [...names].reduce(withoutIn, rows);
}

function withoutIn(rows: readonly Value[], name: string): readonly Value[] {
  const texts = rows
    .flatMap(({ fields }) => fields?.get(name) ?? [])
    .filter(({ constant }) => typeof constant === 'string');
  const asking = texts.filter(({ marks }) => marks & PROMPTS);
  if (asking.length === 0 || texts.length < MIN_ROWS || asking.length > texts.length * BY_CHANCE) return rows;
  return rows.map((row) => {
    const text = row.fields?.get(name);
    return text && text.marks & PROMPTS ? withField(row, name, text.with({ marks: text.marks & ~PROMPTS })) : row;
  });
}
