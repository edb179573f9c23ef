import type { Range } from 'vscode-languageserver/node';
import type { Language } from './language.ts';
import type { Random } from './random.ts';
import type { Workspace } from './workspace.ts';

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

const CHARACTERS = ['a', 'x', '1', ' ', '.', ',', '(', ')', '"', '='];
const LINES: Readonly<Record<Language, readonly string[]>> = {
  python: ['pass', 'rows = rows', 'total = 1 + 2', 'print("here")', '# a thought', 'if True:'],
  typescript: [';', 'let rows = 1;', 'const total = 1 + 2;', 'console.log("here");', '// a thought', 'if (true) {'],
};

/**
 * Edits of one character or one line. Each second one takes the first back, so that the text stays as people leave it
 * and is half-typed at times.
 */
export function makeEdits({ language, evaluation }: Workspace, count: number, random: Random): Edit[] {
  const lines = evaluation.text.split('\n');
  const edits: Edit[] = [];
  while (edits.length < count) edits.push(...there(lines, LINES[language], random));
  return edits.slice(0, count);
}

/** An edit, and the one that takes it back. */
function there(lines: readonly string[], added: readonly string[], random: Random): [Edit, Edit] {
  const line = random.below(lines.length - 1);
  const content = lines[line]!;
  if (random.below(2) === 0) return replacement(line, random.below(content.length + 1), '', random.pick(CHARACTERS));
  const indent = content.slice(0, content.length - content.trimStart().length);
  const inserted = `${indent}${random.pick(added)}\n`;
  return random.below(2) === 0 ? replacement(line, 0, '', inserted) : replacement(line, 0, `${content}\n`, '');
}

function replacement(line: number, character: number, before: string, after: string): [Edit, Edit] {
  return [
    { range: rangeOf(line, character, before), text: after },
    { range: rangeOf(line, character, after), text: before },
  ];
}

/** Of a text that is empty, within one line, or one whole line. */
function rangeOf(line: number, character: number, text: string): Range {
  const end = text.endsWith('\n') ? { line: line + 1, character: 0 } : { line, character: character + text.length };
  return { start: { line, character }, end };
}
