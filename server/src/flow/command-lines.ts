import { HOLE } from '../provenance/hole.ts';

/** Programs that are started by one text, as a shell takes it: `cat prompt.txt | claude -p --model sonnet`. */

/** Is one of the programs started? */
export const starts = (command: string, programs: readonly string[]): boolean =>
  programStarted(command, programs) !== undefined;

/** Which of the programs is started. */
export const programStarted = (command: string, programs: readonly string[]): string | undefined =>
  command
    .split(/[|;&\n]+|\$\(/)
    .map(firstWord)
    .find((word) => programs.includes(word));

/** The program's name, without what is set for it: `CI=1 npx claude`. */
const firstWord = (part: string): string =>
  /^\s*(?:\w+=\S*\s+)*(?:npx\s+(?:-y\s+)?|bunx\s+)?(\S*)/.exec(part)?.[1] ?? '';

/** The model that a program is told to ask; empty where the text does not tell it. */
export const modelToldIn = (command: string): string => {
  const told = /\s(?:--model|-m)[\s=]+["']?([^\s"']+)/.exec(command)?.[1] ?? '';
  return told.includes(HOLE) ? '' : told;
};
