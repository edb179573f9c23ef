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

/** A negative number behind an option is its value, where `parseArgs` sees another option: `--margin -1`. */
export function withNumbersJoined(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [index, arg] of args.entries()) {
    if (arg === '--') return [...joined, ...args.slice(index)];
    if (/^-(?:\d|\.\d)/.test(arg) && /^--[^=]+$/.test(joined.at(-1) ?? '')) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/** What `parseArgs` of Node complains about, in our words. */
export function parseComplaint(error: unknown, args: readonly string[]): string {
  const { message } = error as Error;
  const option = /'(?:-\w, )?(--?[^' =]+)/.exec(message)?.[1];
  if (/argument missing/.test(message)) return `${option} needs a value`;
  if (/ambiguous/.test(message)) {
    const value = args[args.indexOf(option ?? '') + 1];
    return `${option} needs a value; one that begins with a dash is written ${option}=${value}`;
  }
  if (/does not take an argument/.test(message)) return `${option} takes no value`;
  return message.split('\n')[0]!.replace(/\.$/, '');
}
