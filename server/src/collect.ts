import type { FlowModule } from './flow/program.ts';
import { strings } from './flow/walk.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Columns of the data files that a module names, by the path as it is written. */
export type Headers = ReadonlyMap<string, readonly string[]>;

const MAX_FILES = 20;

/** Reads the first line of each CSV file that the code names. */
export async function collectHeaders(module: FlowModule, workspace: Workspace): Promise<Headers> {
  const headers = new Map<string, readonly string[]>();
  const paths = new Set<string>();
  for (const unit of module.units)
    for (const text of strings(unit.body)) if (/^[^\n\r]{1,300}\.(csv|tsv)$/i.test(text)) paths.add(text);
  for (const path of [...paths].slice(0, MAX_FILES)) {
    const columns = await headerOf(path, module.document, workspace);
    if (columns) headers.set(path, columns);
  }
  return headers;
}

async function headerOf(path: string, document: string, workspace: Workspace): Promise<readonly string[] | null> {
  for (const base of [document, ...workspace.folders.map((folder) => `${folder}/`)]) {
    const uri = resolveBeside(base, path);
    const bytes = uri ? await workspace.readFile(uri).catch(() => undefined) : undefined;
    if (!bytes) continue;
    const text = new TextDecoder().decode(bytes.subarray(0, 10_000)).replace(/^\uFEFF/, '');
    const line = text.slice(0, text.search(/\r?\n/) >= 0 ? text.search(/\r?\n/) : undefined);
    const delimiter = ['\t', ';', ','].find((mark) => line.includes(mark)) ?? ',';
    return line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  }
  return null;
}

/** Relative paths start beside the code, or at a workspace folder; absolute ones are the machine's. */
function resolveBeside(base: string, path: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('~')) return null;
  try {
    return new URL(path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/'), base).toString();
  } catch {
    return null;
  }
}
