import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { vscodeExecutable } from '../editor/executable.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

const CONTENTS = [
  /^(package\.json|readme\.md|changelog\.md|LICENSE(\.txt)?)$/,
  /^\.vsixmanifest$/, // VS Code's own, written when it installs
  /^dist\/(client|server|cli|check-worker|typescript)\.cjs$/,
  /^dist\/browser\/(client|server|check-worker|report)\.js$/,
  /^dist\/(web-tree-sitter|tree-sitter-python)\.wasm$/,
  /^dist\/rules\/[a-z-]+\.md$/,
  /^walkthrough\/\w+\.md$/,
  /^examples\/rag-test-set\/(topped_up\.ipynb|human_questions\.csv|synthetic_questions\.csv)$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^schemas\/[\w.-]+\.json$/,
  /^docs\/images\/[\w.-]+\.(png|svg)$/,
];
const OPTIONAL = 3; // the last ones may match no file

describe('the VSIX', () => {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'vsix-test-'));
  after(() => fs.rmSync(temporary, { recursive: true, force: true }));

  it('is built, installs into VS Code, and holds what runs and nothing else', async () => {
    const file = path.join(temporary, 'unpool.vsix');
    const built = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), file], { encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);

    const extensions = path.join(temporary, 'extensions');
    const code = await codeCommand();
    const profile = [`--extensions-dir=${extensions}`, `--user-data-dir=${path.join(temporary, 'user')}`];
    const installed = spawnSync(code, ['--install-extension', file, ...profile], { encoding: 'utf8' });
    assert.equal(installed.status, 0, `${installed.stdout}${installed.stderr}`);

    const { version, name, publisher } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const files = listFiles(path.join(extensions, `${publisher}.${name}-${version}`));
    const strangers = files.filter((found) => !CONTENTS.some((pattern) => pattern.test(found)));
    assert.deepEqual(strangers, []);
    const missing = CONTENTS.slice(0, -OPTIONAL).filter((pattern) => !files.some((found) => pattern.test(found)));
    assert.deepEqual(missing, []);
  });
});

/** The `code` command of the VS Code under test. */
async function codeCommand(): Promise<string> {
  const executable = await vscodeExecutable();
  return executable.endsWith('.mjs') ? executable : resolveCliPathFromVSCodeExecutablePath(executable);
}

function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
