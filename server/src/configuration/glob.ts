/** What is no pattern of `.gitignore`, or one that means no file: it would be silent. In order of how plain it is. */
const WRONG: readonly (readonly [wrong: RegExp, message: string])[] = [
  [/^#/, 'begins with "#", which .gitignore reads as a comment: write "[#]"'],
  [/\{[^{},]*,[^{}]*\}/, 'cannot name several files as {a,b}: write an entry for each'],
  [/\\|^\.\.?(?:\/|$)/, 'reaches files below this file\'s folder only, written with "/" and without "./" or "../"'],
];

const UNCLOSED = 'has a "[" that no "]" closes';

/** The same as one pattern, for the schema. The first sign in brackets may be "]" itself. */
export const GLOB = String.raw`^(?!#)(?!.*\{[^{},]*,[^{}]*\})(?!\.\.?(/|$))([^\\[]|\[([!^][^\\]|[^\\!^])[^\\\]]*\])*$`;

/** What is wrong with a text that `GLOB` refuses. */
export function globProblem(glob: string): string {
  return WRONG.find(([wrong]) => wrong.test(glob))?.[1] ?? UNCLOSED;
}
