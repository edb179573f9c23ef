import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit, Span } from '../../flow/program.ts';
import { type FixContext, indentAt, lineBreak, lineStart, nextLine, replace, unitText } from '../fix-context.ts';

/** Is there another statement on the line, behind this one? */
export const sharesLine = (text: string, { end }: Span): boolean =>
  !/^\s*(#.*)?$/.test(text.slice(end, nextLine(text, end)).replace(/\r?\n$/, ''));

/** Does a statement begin its line? */
const beginsLine = (text: string, { start }: Span): boolean => text.slice(lineStart(text, start), start).trim() === '';

/** Takes a statement away with its line; where others share the line, `pass` stays. */
export function removeStatement(context: FixContext, unit: FlowUnit, statement: Span): Edit {
  const text = unitText(context, unit.cell);
  const isAlone = beginsLine(text, statement) && !sharesLine(text, statement);
  return isAlone
    ? replace(context, unit, { start: lineStart(text, statement.start), end: nextLine(text, statement.end) }, '')
    : replace(context, unit, statement, 'pass');
}

/** Puts statements of one line each behind a statement, as far in as that one is. */
export function insertAfter(context: FixContext, unit: FlowUnit, statement: Span, code: readonly string[]): Edit {
  const text = unitText(context, unit.cell);
  if (sharesLine(text, statement))
    return replace(context, unit, { start: statement.end, end: statement.end }, `; ${code.join('; ')}`);
  const [at, newLine] = [nextLine(text, statement.end), lineBreak(text)];
  const indent = indentOf(text, statement);
  const lines = code.map((line) => indent + line).join(newLine);
  const isOpenEnd = at === text.length && !text.endsWith('\n');
  return replace(context, unit, { start: at, end: at }, isOpenEnd ? newLine + lines : lines + newLine);
}

/** Puts statements of one line each before a statement, as far in as that one is. */
export function insertBefore(context: FixContext, unit: FlowUnit, statement: Span, code: readonly string[]): Edit {
  const text = unitText(context, unit.cell);
  const separator = beginsLine(text, statement) ? lineBreak(text) + indentOf(text, statement) : '; ';
  const at = { start: statement.start, end: statement.start };
  return replace(context, unit, at, code.map((line) => line + separator).join(''));
}

/** Puts statements of one line each in the place of one. */
export function replaceStatement(context: FixContext, unit: FlowUnit, statement: Span, code: readonly string[]): Edit {
  const text = unitText(context, unit.cell);
  const isAlone = beginsLine(text, statement) && !sharesLine(text, statement);
  return replace(context, unit, statement, code.join(isAlone ? lineBreak(text) + indentOf(text, statement) : '; '));
}

const indentOf = (text: string, { start }: Span): string => indentAt(text, start);
