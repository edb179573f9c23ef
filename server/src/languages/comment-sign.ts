import type { Language } from '../flow/program.ts';

/** What begins a comment that ends with its line. */
export const COMMENT_SIGN: Readonly<Record<Language, string>> = { python: '#', typescript: '//', promptfoo: '#' };
