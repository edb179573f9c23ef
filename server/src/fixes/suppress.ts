import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, indentAt, lineBreak, lineStart, statementAt, unitText } from './fix-context.ts';

/** A comment on the line above that silences the rule there. */
export function suppress(context: FixContext): Fix {
  const { finding, module } = context;
  const text = unitText(context, finding.place.cell);
  // inside a statement of several lines a comment line may not be allowed, so it goes above the line of the finding only
  // where that line starts the statement
  const statement = statementAt(module, finding.place)?.statement;
  const startsAbove = statement && lineStart(text, statement.start) !== lineStart(text, finding.place.start);
  const at = lineStart(text, finding.place.start);
  const reason = context.suppressionsNeedReason ? ' TODO: say why' : '';
  const comment = `# unpool: ignore[${finding.rule}]${reason}`;
  const place = { document: context.document.uri, cell: finding.place.cell };
  const edit = startsAbove
    ? {
        place: { ...place, start: lineEnd(text, finding.place.start), end: lineEnd(text, finding.place.start) },
        newText: `  ${comment}`,
      }
    : { place: { ...place, start: at, end: at }, newText: `${indentAt(text, at)}${comment}${lineBreak(text)}` };
  return { title: `Ignore ${finding.rule} here`, kind: 'suppress', safety: 'suggested', edits: [edit] };
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const last = end < 0 ? text.length : end;
  return text[last - 1] === '\r' ? last - 1 : last;
}
