/** Runs the suites in a real VS Code: `tsx test/editor/run.ts [--web]`. See README.md. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { bundleSuites } from './bundle.ts';
import { vscodeExecutable } from './executable.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const web = process.argv.includes('--web');

const SETTINGS = {
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'files.autoSave': 'off',
  'window.dialogStyle': 'custom',
};

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'editor-test-'));
process.on('exit', () => fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
try {
  const workspace = path.join(temporary, 'workspace');
  fs.cpSync(path.join(here, 'workspace'), workspace, { recursive: true });
  fs.mkdirSync(path.join(temporary, 'user/User'), { recursive: true });
  fs.writeFileSync(path.join(temporary, 'user/User/settings.json'), JSON.stringify(SETTINGS));
  const suites = await bundleSuites(root, web);
  const vscodeExecutablePath = await vscodeExecutable();
  console.log(`VS Code: ${path.relative(root, vscodeExecutablePath)}, ${web ? 'web' : 'node'} extension host`);
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: suites,
    launchArgs: [
      workspace,
      `--user-data-dir=${path.join(temporary, 'user')}`,
      `--extensions-dir=${path.join(temporary, 'extensions')}`,
      ...(web ? ['--extensionDevelopmentKind=web'] : []),
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
