import ignore, { type Ignore } from 'ignore';
import type { Configuration, DataDeclaration } from '../configuration/configuration.ts';
import { HOLE } from '../provenance/hole.ts';
import { pathBelow } from './configurations.ts';
import { folderOf, uriPart } from './uri.ts';

/** What a configuration declares of data files. */
export class DeclaredData {
  private readonly folder: string;
  private readonly declarations: readonly { readonly declaration: DataDeclaration; readonly glob: Ignore }[];

  constructor({ file, data }: Configuration) {
    this.folder = file === null ? '' : folderOf(file);
    this.declarations = data.map((declaration) => ({
      declaration,
      glob: ignore({ ignorecase: false }).add(withoutScheme(declaration.glob)),
    }));
  }

  /** The declarations of the file at a path, as code in `document` has it; the last one counts most. */
  of(path: string, document: string): readonly DataDeclaration[] {
    if (this.declarations.length === 0) return [];
    const candidates = this.candidates(path, document);
    return this.declarations
      .filter(({ glob }) => candidates.some((candidate) => glob.ignores(candidate)))
      .map(({ declaration }) => declaration);
  }

  /** May a text be a part of the path of a declared file? Its longest fixed part stands in it. */
  mayName(text: string): boolean {
    return this.declarations.some(({ declaration: { glob } }) => text.includes(longestPart(glob)));
  }

  /** Paths below the folder of the configuration that may be meant: code starts anywhere between there and the document. */
  private candidates(path: string, document: string): readonly string[] {
    if (/^[a-z][\w+.-]*:\/\//i.test(path) && !path.startsWith('file:')) return [withoutScheme(path)].filter(isBelow);
    const known = path.replaceAll('\\', '/').replace(new RegExp(`^${HOLE}[^/]*/`), '');
    const encoded = known.split('/').map(uriPart).join('/');
    const below = new Set<string>();
    for (let base = folderOf(document); base.startsWith(this.folder); base = folderOf(base)) {
      try {
        const candidate = pathBelow(this.folder, new URL(encoded, `${base}/`).toString());
        if (candidate) below.add(candidate);
      } catch {
        // an unsaved document has no place of its own
      }
      if (base === this.folder) break;
    }
    return [...below].filter(isBelow);
  }
}

const isBelow = (path: string): boolean => ignore.isPathValid(path);

const withoutScheme = (path: string): string => path.replace(/^[a-z][\w+.-]*:\/\//i, '');

function longestPart(glob: string): string {
  const parts = withoutScheme(glob).split(/[*?[\]/\\]+/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
