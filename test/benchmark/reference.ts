import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from './language.ts';
import type { ParseOnly } from './parse-only.ts';

/** Parses the files in a process of its own. */
export function parseOnly(files: readonly string[], language: Language, scratch: string): ParseOnly {
  const list = path.join(scratch, 'files.txt');
  writeFileSync(list, files.join('\n'));
  const args = ['--import', 'tsx', path.join(import.meta.dirname, 'parse-only.ts'), language, list];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
