import { distance } from 'fastest-levenshtein';

/** The command cannot be run as it was typed: the message says what to type instead; exit status 2. */
export class UsageError extends Error {}

/** The word meant by a mistyped one, or undefined when none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words.map((word) => ({ word, away: distance(typed, word) })).sort((a, b) => a.away - b.away);
  const best = ranked[0];
  return best && best.away <= Math.max(2, typed.length / 3) ? best.word : undefined;
}

/** ` Did you mean "check"?`, or nothing. */
export function hint(typed: string, words: readonly string[]): string {
  const word = nearest(typed, words);
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}
