import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, FunctionDefinition, Span } from '../flow/program.ts';
import { statementsIn } from '../flow/walk.ts';
import { type FixContext, lineBreak, nextLine, replace, unitText } from './fix-context.ts';
import { namesOf, type Occurrence } from './occurrences.ts';

/** What asking about each pair in both orders is in all languages. */

/** The repair: a function behind the judge's, by so many empty lines, and its calls in the place of the judge's. */
export function fixOfBothOrders(
  unit: FlowUnit,
  judge: Span,
  source: string,
  emptyLines: number,
  calls: readonly Edit[],
  context: FixContext,
): Fix {
  const text = unitText(context, unit.cell);
  const at = nextLine(text, judge.end);
  const newLine = lineBreak(text);
  const isOpen = !text.slice(0, at).endsWith('\n');
  const before = newLine.repeat(emptyLines + (isOpen ? 1 : 0));
  return {
    title: 'Judge each pair in both orders, and count a tie where the verdicts differ',
    kind: 'repair',
    safety: 'suggested',
    edits: [replace(context, unit, { start: at, end: at }, before + source.replaceAll('\n', newLine)), ...calls],
  };
}

/** Does every way out of a function give a verdict? */
export function givesVerdict({ body }: FunctionDefinition, isVerdict: (node: Expression) => boolean): boolean {
  const returns = statementsIn(body).filter((statement) => statement.kind === 'return');
  return returns.length > 0 && returns.every(({ value }) => value !== null && isVerdict(value));
}

/** All calls of a function; null where its name stands for anything else. */
export function callsOf(name: string, context: FixContext): readonly Occurrence[] | null {
  const all = namesOf(context).all.filter((other) => other.name === name);
  const reads = all.filter(({ role }) => role === 'reads');
  const areCalls = reads.every(({ node, parents: [call] }) => call?.kind === 'call' && call.callee === node);
  return areCalls && reads.length > 0 && all.length === reads.length + 1 ? reads : null;
}
