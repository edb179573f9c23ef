import type { CatalogEntry } from '../entry.ts';
import { files } from './files.ts';
import { javascript } from './javascript.ts';
import { openai } from './openai.ts';

/** What Unpool knows of TypeScript, JavaScript and their libraries. */
export const typescriptEntries: readonly CatalogEntry[] = [...openai, ...files, ...javascript];
