import type { Language } from '../flow/program.ts';
import { Catalog } from './catalog.ts';
import type { CatalogEntry } from './entry.ts';
import { promptfooEntries } from './promptfoo.ts';
import { pythonEntries } from './python/index.ts';
import { typescriptEntries } from './typescript/index.ts';
import { typescriptLibraries } from './typescript/libraries.ts';

/** What calls mean, by the language that they are written in. */
export type Catalogs = Readonly<Record<Language, Catalog>>;

/** What Unpool knows of libraries out of the box, and before that what a project says of its own. */
export const catalogsWith = (own: readonly CatalogEntry[]): Catalogs => ({
  python: new Catalog([...own, ...pythonEntries]),
  typescript: new Catalog([...own, ...typescriptEntries], typescriptLibraries),
  promptfoo: new Catalog(promptfooEntries),
});

export const builtinCatalogs = catalogsWith([]);
