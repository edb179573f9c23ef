import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { PythonLibrary } from '../../configuration/schema.ts';
import type { FixContext } from '../fix-context.ts';
import { addRequirement } from './add-requirement.ts';

/** What a library is called where packages are listed, and all that it may be written as there. NumPy comes with what there is. */
const PACKAGES: Readonly<Partial<Record<PythonLibrary, { readonly name: string; readonly written: RegExp }>>> = {
  ppi_py: { name: 'ppi-python', written: /(?<![\w.-])ppi[-_.](?:python|py)(?![\w-])/i },
  judgy: { name: 'judgy', written: /(?<![\w.-])judgy(?![\w-])/i },
};

/**
 * A correction that needs a library: where the files that list what the code needs lack it, one that adds it there, and one
 * that says so. Each gets what is to be said of the library in its title.
 */
export function withRequirement(
  { requirements }: FixContext,
  library: PythonLibrary,
  way: string,
  correction: (way: string) => Fix,
): readonly Fix[] {
  const needed = PACKAGES[library];
  const isListed = needed && requirements.flat().some(({ text }) => needed.written.test(withoutComments(text)));
  const [nearest] = requirements;
  if (!needed || isListed || !nearest) return [correction(way)];
  const main = ['pyproject.toml', 'requirements.txt'];
  const order = [...nearest].sort((a, b) => rank(a.name, main) - rank(b.name, main));
  for (const file of order) {
    const edit = addRequirement(file, needed.name);
    if (!edit) continue;
    const plain = correction(`${way}, which ${file.name} lacks`);
    const adding = correction(`${way}, added to ${file.name}`);
    return [{ ...adding, edits: [...adding.edits, edit] }, plain];
  }
  const lists = order.filter(({ name }) => name.endsWith('.txt'));
  return [correction(lists.length > 0 ? `${way}, which ${lists[0]!.name} lacks` : way)];
}

const rank = (name: string, main: readonly string[]): number => {
  const at = main.indexOf(name);
  return at < 0 ? main.length : at;
};

/** In a list of requirements and in TOML alike. */
const withoutComments = (text: string): string => text.replace(/(^|\s)#.*$/gm, '');
