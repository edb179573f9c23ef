import { PYTHON_LIBRARIES, type PythonLibrary } from '../configuration/schema.ts';

/** Reads a page of rules or libraries: its sections and its examples, which are tests. */

export interface Block {
  readonly section: string;
  /** What stands behind the fence: `python`, `ts`, `python cells`, `ts before`, `ts after`, `csv file=human.csv`, `text message`. */
  readonly info: string;
  /** Files that blocks before this one show, by their name. */
  readonly files: Readonly<Record<string, string>>;
  readonly code: string;
  /** Line of the fence in the page, from 1. */
  readonly line: number;
}

export const sectionsOf = (page: string): string[] => [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]!);

export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let files: Readonly<Record<string, string>> = {};
  let section = '';
  let open: { info: string; line: number; code: string[] } | null = null;
  page.split('\n').forEach((line, index) => {
    if (open) {
      if (line === '```') {
        const code = `${open.code.join('\n')}\n`;
        const file = /\bfile=(\S+)/.exec(open.info)?.[1];
        if (file) files = { ...files, [file]: code };
        else blocks.push({ section, info: open.info, line: open.line, code, files });
        open = null;
      } else open.code.push(line);
    } else if (line.startsWith('```')) open = { info: line.slice(3), line: index + 1, code: [] };
    else if (line.startsWith('## ')) section = line.slice(3);
  });
  return blocks;
}

const ENDINGS: Readonly<Record<string, string>> = { python: 'py', ts: 'ts', tsx: 'tsx', js: 'js' };

/** How the title of the repair begins that a block is about: `python before "Report"`; null where it is the first one. */
export const repairOf = ({ info }: Block): string | null => /\bbefore "([^"]+)"/.exec(info)?.[1] ?? null;

/** What a file with the code of an example is called; null where the block shows no code. */
export function fileNameOf({ info }: Block): string | null {
  const ending = ENDINGS[info.split(' ')[0]!];
  return ending === undefined ? null : `example.${ending}`;
}

/** What a correction is written with: `python before with=ppi_py`; null where the page leaves it open. */
export const libraryOf = ({ info }: Block): PythonLibrary | null =>
  PYTHON_LIBRARIES.find((library) => info.includes(`with=${library}`)) ?? null;

/** Findings that an example announces: `# warning: [rule]`, or `// warning: [rule]`, at the end of the line they are on. */
export function expectations(code: string): { line: number; severity: string; rule: string }[] {
  return code.split('\n').flatMap((line, index) =>
    [...line.matchAll(/(?:#|\/\/) (error|warning|information|hint): \[([a-z-]+)\]/g)].map((match) => ({
      line: index + 1,
      severity: match[1]!,
      rule: match[2]!,
    })),
  );
}
