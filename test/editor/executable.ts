import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const standIn = path.join(path.dirname(fileURLToPath(import.meta.url)), 'headless/code.mjs');
const RELEASES = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * The VS Code to test in. VSCODE_EXECUTABLE_PATH decides, if set: a path, or `headless`, or `download`. Else desktop VS
 * Code where a download and a display are there, else the stand-in.
 */
export async function vscodeExecutable(): Promise<string> {
  const wanted = process.env.VSCODE_EXECUTABLE_PATH;
  if (wanted === 'headless') return standIn;
  if (wanted === 'download') return downloadAndUnzipVSCode();
  if (wanted) return wanted;
  if (process.platform !== 'linux' || process.arch !== 'x64') return downloadAndUnzipVSCode(); // the stand-in's pieces are linux-x64
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return display && (await reachable(RELEASES)) ? downloadAndUnzipVSCode() : standIn;
}

function reachable(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(4000) }).then(
    (response) => response.ok,
    () => false,
  );
}
