import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { blocksOf, descendants, ownExpressions, writtenStatementsIn } from '../../flow/walk.ts';
import { type FixContext, lineBreak, lineStart, replace, statementsAround, unitText } from '../fix-context.ts';
import { layoutAt } from './layout.ts';

/** Lines put before the statement that an expression stands in, in the way of the file; null where none may stand there. */
export function lineBefore(
  node: Expression,
  unit: FlowUnit,
  lines: readonly string[],
  context: FixContext,
): Edit | null {
  const statement = statementAround(node, unit, context);
  return statement && written(statement, unit, lines, context);
}

/** The same before a statement, which may be a loop. */
export const lineAbove = (
  statement: Statement,
  unit: FlowUnit,
  lines: readonly string[],
  context: FixContext,
): Edit | null => (standsAlone(statement, unit, context) ? written(statement, unit, lines, context) : null);

function written(statement: Statement, unit: FlowUnit, lines: readonly string[], context: FixContext): Edit {
  const text = unitText(context, unit.cell);
  const at = lineStart(text, statement.start);
  const { indent, step } = layoutAt(context, unit.cell, statement.start);
  const end = endOf(statement, unit, context);
  const indented = lines.map((line) => indent + line.replace(/^(?: {2})+/, (spaces) => step.repeat(spaces.length / 2)));
  const newText = indented.map((line) => (/[([{,]$/.test(line) ? line : line + end)).join('\n');
  return replace(context, unit, { start: at, end: at }, `${newText}\n`.replaceAll('\n', lineBreak(text)));
}

/** A semicolon where the statement has one; above a loop, where the file has any. */
export function endOf({ kind, start, end }: Statement, unit: FlowUnit, context: FixContext): string {
  const text = unitText(context, unit.cell);
  if (kind === 'loop') return /;[ \t]*$/m.test(text) ? ';' : '';
  return text.slice(start, end).endsWith(';') || text[end] === ';' ? ';' : '';
}

/** The statement that a line may be put before, for what is computed in it. */
export function statementAround(node: Expression, unit: FlowUnit, context: FixContext): Statement | null {
  const place = { document: context.document.uri, cell: unit.cell, start: node.start, end: node.end };
  const [statement] = statementsAround(context.module, place);
  if (!statement || statement.kind === 'loop' || statement.kind.startsWith('define')) return null;
  const isInCallback = ownExpressions(statement)
    .flatMap((own) => descendants(own))
    .some((other) => other.kind === 'function' && other.start <= node.start && node.end <= other.end);
  return !isInCallback && standsAlone(statement, unit, context) ? statement : null;
}

/** May another statement stand on a line before it? Not where it is the only one of a branch without braces, or goes on from there. */
function standsAlone(statement: Statement, unit: FlowUnit, context: FixContext): boolean {
  const text = unitText(context, unit.cell);
  const start = lineStart(text, statement.start);
  if (text.slice(start, statement.start).trim() !== '') return false;
  const above = text.slice(0, start).trimEnd();
  if (
    /[,=(+\-*?:&|<>[]$|\b(?:else|do|return|case)$/.test(above) &&
    !/(\/\/|\*).*$/.test(above.slice(above.lastIndexOf('\n') + 1))
  )
    return false;
  const block = blockAround(unit.body, statement);
  return block === unit.body || block.length > 1 || above.endsWith('{');
}

/** The block that a statement stands in. */
export function blockAround(block: readonly Statement[], statement: Statement): readonly Statement[] {
  if (block.includes(statement)) return block;
  const inner = writtenStatementsIn(block)
    .flatMap((other) => [...blocksOf(other), ...bodiesIn(other)])
    .find((other) => other.includes(statement));
  return inner ?? [statement];
}

/** Of the functions that are written as values in a statement. */
const bodiesIn = (statement: Statement): readonly (readonly Statement[])[] =>
  ownExpressions(statement)
    .flatMap((own) => descendants(own))
    .flatMap((node) => (node.kind === 'function' ? [node.function.body] : []));
