import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import type { Assets } from '../analysis.ts';

/** The folder of the bundle, where all assets lie beside it; run from source, this file's own. */
const here = import.meta.dirname;

export const assets: Assets = {
  read: (name) => {
    const beside = join(here, name);
    return readFile(existsSync(beside) ? beside : installed(name));
  },
  typescript: async () => {
    const beside = join(here, 'typescript.cjs');
    if (existsSync(beside)) return createRequire(beside)(beside);
    return import(pathToFileURL(join(here, '../languages/typescript/lower.ts')).href);
  },
};

/** A rule's page, in Markdown. */
export async function readPage(rule: RuleId): Promise<string> {
  const beside = join(here, 'rules', `${rule}.md`);
  return readFile(existsSync(beside) ? beside : join(here, '../rules', `${rule}.md`), 'utf8');
}

/** The pages of all rules. */
export async function readPages(): Promise<ReadonlyMap<RuleId, string>> {
  return new Map(await Promise.all(RULES.map(async (rule) => [rule, await readPage(rule)] as const)));
}

function installed(name: string): string {
  const packageName = name.replace('.wasm', '');
  return createRequire(join(here, 'assets.ts')).resolve(`${packageName}/${name}`);
}
