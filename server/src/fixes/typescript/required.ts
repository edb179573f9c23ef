import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { parseJson } from '../../configuration/json.ts';
import { type ConfigurationNode, entryAt, SyntaxProblem, type TableNode } from '../../configuration/tree.ts';
import type { RequirementsFile } from '../../workspace/requirements.ts';
import { type FixContext, lineBreak, lineStart } from '../fix-context.ts';
import { STATISTICS } from './imports.ts';

const PACKAGE = STATISTICS.split('/')[0]!;

/**
 * A correction that takes `unpool/statistics`: where the nearest `package.json` lists what the code needs without it, one
 * that adds it there, and one that says so.
 */
export function withPackage({ requirements, document }: FixContext, fix: Fix): readonly Fix[] {
  if (!fix.edits.some(({ newText }) => newText.includes(STATISTICS))) return [fix];
  if (document.units.some(({ text }) => text.includes(STATISTICS))) return [fix];
  const files = requirements.flat().map((file) => ({ file, lists: dependenciesIn(file) }));
  const [nearest] = files.filter(({ lists }) => lists.length > 0);
  if (!nearest || files.some(({ lists }) => lists.some((list) => list.entries.some(({ key }) => key === PACKAGE))))
    return [fix];
  const edit = added(nearest.file, nearest.lists[0]!);
  const lacking = { ...fix, title: `${fix.title}; package.json lacks ${PACKAGE}` };
  if (!edit) return [lacking];
  const adding: Fix = {
    ...fix,
    title: `${fix.title}; ${PACKAGE} is added to package.json`,
    // whence it is installed is for people to say
    safety: 'suggested',
    edits: [...fix.edits, edit],
  };
  return [lacking, adding];
}

/** What a `package.json` says is needed: to run first, then to develop. */
function dependenciesIn({ text }: RequirementsFile): readonly TableNode[] {
  let root: ConfigurationNode;
  try {
    root = parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return [];
    throw error;
  }
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) => {
    const list = entryAt(root, [key])?.value;
    return list?.kind === 'table' && list.entries.length > 0 ? [list] : [];
  });
}

/** At its place in the order of the alphabet where that is kept, else as the last; null where that is not for us to change. */
function added({ uri, text }: RequirementsFile, { entries }: TableNode): Edit | null {
  // in another encoding, places are not those of the file
  if (/[\0\ufffd]/.test(text)) return null;
  const isSorted = entries.every(({ key }, i) => i === 0 || entries[i - 1]!.key <= key);
  const previous = isSorted ? entries.findLast(({ key }) => key < PACKAGE) : entries.at(-1)!;
  const beside = previous ?? entries[0]!;
  const before = text.slice(lineStart(text, beside.keySpan.start), beside.keySpan.start);
  const between = before.trim() === '' ? lineBreak(text) + before : ' ';
  const entry = `"${PACKAGE}": "*"`;
  const at = previous ? previous.value.end : beside.keySpan.start;
  const newText = previous ? `,${between}${entry}` : `${entry},${between}`;
  return { place: { document: uri, cell: null, start: at, end: at }, newText };
}
