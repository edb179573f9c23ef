import type { CodeInText, CodeLanguage } from './code-in-text.ts';
import { pythonInText } from './python/code-in-text.ts';
import { typescriptInText } from './typescript/code-in-text.ts';

/** What a text says before it is parsed, by its language. */
export const inText: Readonly<Record<CodeLanguage, CodeInText>> = {
  python: pythonInText,
  typescript: typescriptInText,
};
