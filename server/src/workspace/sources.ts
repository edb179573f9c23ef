import { languageOf } from '../languages/language-of.ts';
import { SKIPPED_FOLDERS, VIRTUAL_ENVIRONMENT } from './skipped-folders.ts';
import { uriPart } from './uri.ts';
import type { Workspace } from './workspace.ts';

/** Somebody may have opened a whole disk. */
const MAX = { folders: 4000, sources: 3000 };

/** URIs of the sources of the workspace, the nearest to its folders first; links are not followed. */
export async function sourcesOf(workspace: Workspace): Promise<readonly string[]> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const queue = [...workspace.folders];
  for (let folder = queue.shift(); folder !== undefined && seen.size < MAX.folders; folder = queue.shift()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const entries = await workspace.list(folder);
    if (entries.some(({ name }) => name === VIRTUAL_ENVIRONMENT)) continue;
    for (const { name, isFolder } of entries) {
      const uri = `${folder}/${uriPart(name)}`;
      if (isFolder && !SKIPPED_FOLDERS.has(name)) queue.push(uri);
      else if (!isFolder && languageOf(name)) found.add(uri);
      if (found.size >= MAX.sources) return [...found];
    }
  }
  return [...found];
}

/** Of one source, and of all: nobody waits for more to be read. In bytes. */
interface Bounds {
  readonly source: number;
  readonly all: number;
}

/** The texts of those sources, as far as the bounds allow. */
export async function* textsOf(
  workspace: Workspace,
  bounds: Bounds,
): AsyncGenerator<{ readonly uri: string; readonly text: string }> {
  let read = 0;
  for (const uri of await sourcesOf(workspace)) {
    if (read > bounds.all) return;
    const bytes = await workspace.readFile(uri, bounds.source).catch(() => undefined);
    read += bytes?.length ?? 0;
    if (bytes) yield { uri, text: new TextDecoder().decode(bytes) };
  }
}
