import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { COMMENT_SIGN } from '../languages/comment-sign.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  statementAt,
  statementsAround,
  unitText,
} from './fix-context.ts';

/** A comment that silences the rule there: on a line of its own above, or behind the line of the finding. */
export function suppress(context: FixContext): Fix {
  const { finding, module } = context;
  const text = unitText(context, finding.place.cell);
  const reason = context.suppressionsNeedReason ? ' TODO: say why' : '';
  const comment = `${COMMENT_SIGN[module.language]} unpool: ignore[${finding.rule}]${reason}`;
  const place = { document: context.document.uri, cell: finding.place.cell };
  const above = lineAbove(context, text);
  const end = lineEnd(text, finding.place.start);
  const edit =
    above === null
      ? { place: { ...place, start: end, end }, newText: `  ${comment}` }
      : {
          place: { ...place, start: above, end: above },
          newText: `${indentAt(text, above)}${comment}${lineBreak(text)}`,
        };
  return { title: `Ignore ${finding.rule} here`, kind: 'suppress', safety: 'suggested', edits: [edit] };
}

/** Start of the line that a comment line may stand above; null where none may, within a statement of Python. */
function lineAbove({ finding: { place }, module }: FixContext, text: string): number | null {
  const own = lineStart(text, place.start);
  if (module.language !== 'typescript') {
    const statement = statementAt(module, place)?.statement;
    return statement && lineStart(text, statement.start) !== own ? null : own;
  }
  // above a statement it is a comment; above or behind a line within one it may be text of a template, or of JSX
  const statements = statementsAround(module, place);
  const isFirst = ({ start }: { start: number }) => text.slice(lineStart(text, start), start).trim() === '';
  const statement = statements.find(isFirst) ?? statements.at(-1);
  return lineStart(text, statement?.start ?? place.start);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const last = end < 0 ? text.length : end;
  return text[last - 1] === '\r' ? last - 1 : last;
}
