import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit, Span } from '../../flow/program.ts';
import { type FixContext, lineStart, nextLine, replace, unitText } from '../fix-context.ts';

/** The lines of a statement; null where something else stands on them. */
export function ownLine({ start, end }: Span, unit: FlowUnit, context: FixContext): Span | null {
  const text = unitText(context, unit.cell);
  const line = { start: lineStart(text, start), end: nextLine(text, end) };
  const isAlone = text.slice(line.start, start).trim() === '' && /^;?\s*$/.test(text.slice(end, line.end));
  return isAlone ? line : null;
}

/** Takes a statement away with its line; null where something else stands on it. */
export function withoutLine(statement: Span, unit: FlowUnit, context: FixContext): Edit | null {
  const line = ownLine(statement, unit, context);
  return line && replace(context, unit, line, '');
}
