import type { Language } from '../flow/program.ts';
import { isNamedForPromptfoo, mayHoldPromptfoo, speaksPromptfoo } from './promptfoo/names.ts';

/** Declarations of types hold no code, and what a build made is nobody's to mend. */
const NO_SOURCE = /\.d\.([cm]?ts|\w+\.ts)$|[.-]min\.[cm]?js$|\.bundle\.[cm]?js$/i;

const ENDINGS: readonly (readonly [RegExp, Language])[] = [
  [/\.(?:pyw?|ipynb)$/i, 'python'],
  [/\.(?:[cm]?[jt]s|[jt]sx)$/i, 'typescript'],
];

/** Does its name say that a file's code is not read, whatever language it is in? */
export const isNoSource = (path: string): boolean => NO_SOURCE.test(path);

/** The language of a file by its path or URI; null where its code is not read. */
export function languageOf(path: string): Language | null {
  if (isNoSource(path)) return null;
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? (isNamedForPromptfoo(path) ? 'promptfoo' : null);
}

/** The same where the text is at hand: a configuration may have any name. */
export const languageOfText = (path: string, text: string): Language | null =>
  languageOf(path) ?? (mayHoldPromptfoo(path) && speaksPromptfoo(text) ? 'promptfoo' : null);

export const isNotebook = (path: string): boolean => /\.ipynb$/i.test(path);
