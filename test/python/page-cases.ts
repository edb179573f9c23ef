import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { blocksOf, libraryOf, repairOf } from '../../server/src/rules/page.ts';
import { RULES } from '../../shared/src/protocol/finding.ts';
import { type Case, PAGES } from './cases.ts';

const page = (rule: string): string =>
  readFileSync(new URL(`../../server/src/rules/${rule}.md`, import.meta.url), 'utf8');

/** The "before" blocks in Python of the rules' pages; `unrun` are those whose repair prints more than the code did. */
export const casesOfPages = (): Case[] =>
  RULES.flatMap((rule) =>
    blocksOf(page(rule))
      .filter(({ info }) => /^python before(?!.* unrun)/.test(info))
      .map((block, index) => {
        const { line, code } = block;
        const about = PAGES[rule]?.[index];
        assert(about, `test/python/cases.ts lacks the numbers of ${rule}.md, line ${line}`);
        const library = libraryOf(block);
        const title = repairOf(block);
        return {
          name: `${rule}.md, line ${line}`,
          code,
          ...(library && { library }),
          ...(title && { title }),
          ...about,
        };
      }),
  );
