import { openCsv } from '@unpool/shared/data/csv.ts';
import { dataFile } from '@unpool/shared/data/data-file.ts';
import type { ReferencedTexts } from '../languages/promptfoo/referenced.ts';
import { dataFileUris } from './data-paths.ts';
import { decoded, folderOf } from './uri.ts';
import type { Workspace } from './workspace.ts';

/** What is read for one configuration at most: files, and bytes of each. */
const MOST = { files: 60, bytes: 400_000, folders: 40 };

/** The texts of the files that a configuration names, as far as they lie in the workspace: tables of tests as JSON. */
export async function referencedTexts(
  names: readonly string[],
  document: string,
  workspace: Workspace,
): Promise<ReferencedTexts> {
  const texts = new Map<string, readonly string[]>();
  let read = 0;
  for (const name of names) {
    const held: string[] = [];
    for (const uri of await filesAt(name.replace(/^file:\/\/(?:\.\/)?/, ''), document, workspace)) {
      if (++read > MOST.files) break;
      const bytes = await workspace.readFile(uri, MOST.bytes);
      const text = bytes && bytes.length < MOST.bytes ? await asYaml(uri, bytes) : null;
      if (text !== null) held.push(text);
    }
    if (held.length > 0) texts.set(name, held);
  }
  return texts;
}

/** Tests that are rows of a table, or lines, as a list. */
async function asYaml(uri: string, bytes: Uint8Array): Promise<string | null> {
  if (/\.csv$/i.test(uri)) return JSON.stringify(await rowsOf(bytes));
  const text = new TextDecoder().decode(bytes);
  if (/\.jsonl$/i.test(uri))
    return `[${text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join(',')}]`;
  return /\.(?:ya?ml|json)$/i.test(uri) ? text : null;
}

/** Of each row what it expects. A table that cannot be read has none. */
async function rowsOf(bytes: Uint8Array): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = [];
  try {
    const { columns, rows } = await openCsv(dataFile('tests.csv', bytes));
    const expected = [...columns.entries()].filter(([, name]) => name.startsWith('__expected'));
    if (expected.length === 0) return [];
    for await (const batch of rows)
      for (const { cells } of batch)
        found.push(Object.fromEntries(expected.map(([index, name]) => [name, String(cells[index] ?? '')])));
  } catch {
    return found;
  }
  return found;
}

/** URIs of what a path means: one file, all in a folder, or those that a pattern fits. */
async function filesAt(path: string, document: string, workspace: Workspace): Promise<readonly string[]> {
  const parts = path.split('/');
  const wild = parts.findIndex((part) => part === '' || part.includes('*'));
  if (wild < 0) return dataFileUris(path, document, []).slice(0, 1);
  const [start] =
    wild === 0 ? [`${folderOf(document)}/x`] : dataFileUris([...parts.slice(0, wild), 'x'].join('/'), document, []);
  const fits = patternOf(parts.slice(wild));
  const found: string[] = [];
  const queue = start ? [folderOf(start)] : [];
  for (let seen = 0; queue.length > 0 && seen < MOST.folders && found.length < MOST.files; seen++) {
    const folder = queue.shift()!;
    for (const { name, isFolder } of await workspace.list(folder)) {
      const uri = `${folder}/${encodeURIComponent(name)}`;
      if (isFolder) queue.push(uri);
      else if (fits.test(decoded(uri).slice(decoded(folderOf(start!)).length + 1))) found.push(uri);
    }
  }
  return found.sort();
}

/** `cases/*.yaml`, `**\/*.yaml`; a folder stands for all that is in it. */
function patternOf(parts: readonly string[]): RegExp {
  const escaped = parts.map((part) =>
    part === '' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', part === '**' ? '*' : '[^/]*'),
  );
  return new RegExp(`^${escaped.join('/').replaceAll('**/', '(?:.*/)?')}$`);
}
