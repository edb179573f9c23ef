import type { Range } from 'vscode-languageserver/node';
import type { Random } from './random.ts';

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

const CHARACTERS = ['a', 'x', '1', ' ', '.', ',', '(', ')', '"', '='];
const LINES = ['pass', 'rows = rows', 'total = 1 + 2', 'print("here")', '# a thought', 'if True:'];

/**
 * Edits of one character or one line. Each second one takes the first back, so that the text stays as people leave it
 * and is half-typed at times.
 */
export function makeEdits(text: string, count: number, random: Random): Edit[] {
  const lines = text.split('\n');
  const edits: Edit[] = [];
  while (edits.length < count) edits.push(...there(lines, random));
  return edits.slice(0, count);
}

/** An edit, and the one that takes it back. */
function there(lines: readonly string[], random: Random): [Edit, Edit] {
  const line = random.below(lines.length - 1);
  const content = lines[line]!;
  if (random.below(2) === 0) return replacement(line, random.below(content.length + 1), '', random.pick(CHARACTERS));
  const indent = content.slice(0, content.length - content.trimStart().length);
  const added = `${indent}${random.pick(LINES)}\n`;
  return random.below(2) === 0 ? replacement(line, 0, '', added) : replacement(line, 0, `${content}\n`, '');
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
