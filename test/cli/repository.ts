import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What git commands of tests need to know, and where they find Unpool's address: in `repository`, not in the network. */
export function gitEnvironment(repository: string): NodeJS.ProcessEnv {
  const settings = {
    'user.name': 'test',
    'user.email': 'test@localhost',
    'init.defaultBranch': 'main',
    'protocol.file.allow': 'always',
    [`url.file://${repository}.insteadOf`]: 'https://github.com/unpool/unpool',
  };
  const entries = Object.entries(settings).flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return { ...process.env, GIT_CONFIG_COUNT: String(Object.keys(settings).length), ...Object.fromEntries(entries) };
}

/** Copies this repository as it is in the work tree, as one commit with a tag. */
export function copyRepository(into: string, tag: string): void {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 }).split('\0');
  for (const file of files) if (file !== '') cpSync(join(ROOT, file), join(into, file));
  commitAll(into, tag);
}

/** Makes a repository of a folder, with one commit and a tag. */
export function commitAll(folder: string, tag: string): void {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, env: gitEnvironment(folder) });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  git('tag', tag);
}
