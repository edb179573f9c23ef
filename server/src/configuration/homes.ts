import { parseJson } from './json.ts';
import { parseToml } from './toml.ts';
import type { ConfigurationNode } from './tree.ts';

/** A kind of file that a configuration may stand in. */
export interface Home {
  readonly name: string;
  readonly language: 'toml' | 'json';
  /** Keys on the way to our part of it. */
  readonly path: readonly string[];
  readonly parse: (text: string) => ConfigurationNode;
  /** Is a file that cannot be read likely to be meant for us? */
  readonly mentions: RegExp;
}

/** Of those in one folder, the first is taken. */
export const HOMES: readonly Home[] = [
  { name: 'unpool.toml', language: 'toml', path: [], parse: parseToml, mentions: /(?:)/ },
  {
    name: 'pyproject.toml',
    language: 'toml',
    path: ['tool', 'unpool'],
    parse: parseToml,
    mentions: /^\s*\[+\s*tool\s*\.\s*unpool\b/m,
  },
  { name: 'package.json', language: 'json', path: ['unpool'], parse: parseJson, mentions: /"unpool"\s*:\s*\{/ },
];

/** By the file's name; another TOML file that somebody names is read as `unpool.toml`. */
export function homeOf(uri: string): Home | undefined {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return HOMES.find((home) => home.name === name) ?? (/\.toml$/i.test(name) ? HOMES[0] : undefined);
}

/** Is this one of the three files by its name? */
export const isHome = (uri: string): boolean => HOMES.some(({ name }) => uri.endsWith(`/${name}`));
