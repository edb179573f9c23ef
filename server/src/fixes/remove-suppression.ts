import type { Edit, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { IdleComment } from '../rules/unused-suppression.ts';
import type { Suppression } from '../suppressions.ts';
import type { SourceDocument } from '../workspace/document.ts';
import { unitOf } from '../workspace/text-at.ts';
import { lineStart, nextLine } from './fix-context.ts';

/** Takes a comment that silences nothing out of the code, or the rules that it need not name. */
export function removeSuppression(
  { finding, suppression, needless, misspelled }: IdleComment,
  document: SourceDocument,
): readonly Fix[] {
  const text = unitOf(document, finding.place.cell)?.text ?? '';
  if (misspelled) {
    const { typed, meant } = misspelled;
    const comment = text.slice(finding.place.start, finding.place.end);
    const start = finding.place.start + comment.indexOf(typed, comment.indexOf('['));
    const edit = { place: { ...finding.place, start, end: start + typed.length }, newText: meant };
    return [{ title: `Write "${meant}"`, kind: 'repair', safety: 'suggested', edits: [edit] }];
  }
  if (!suppression) return [];
  const edits = needless
    ? [suppression, endOf(suppression)].flatMap((one) => (one ? [renamed(one, needless, finding.place, text)] : []))
    : [suppression, endOf(suppression)].flatMap((one) => (one ? [removed(one, finding.place, text)] : []));
  const title = needless ? `Take ${needless.join(', ')} out of this comment` : 'Remove this comment';
  return [{ title, kind: 'repair', safety: 'safe', edits }];
}

/** The end goes with the start, if that is the only one it ends. */
const endOf = ({ other, rules }: Suppression): Suppression | null =>
  other && (other.rules !== null || rules === null) ? other : null;

function renamed(
  { comment, rules }: Suppression,
  needless: readonly string[],
  { document, cell }: Place,
  text: string,
): Edit {
  const start = text.indexOf('[', comment.start) + 1;
  const kept = (rules ?? []).filter((rule) => !needless.includes(rule));
  return { place: { document, cell, start, end: text.indexOf(']', start) }, newText: kept.join(', ') };
}

/** With its line, where it has one of its own; in JSX, with the braces around it. */
function removed({ comment }: Suppression, { document, cell }: Place, text: string): Edit {
  const first = lineStart(text, comment.start);
  const next = nextLine(text, comment.end);
  const before = text.slice(first, comment.start);
  const behind = text.slice(comment.end, next);
  const edit = (start: number, end: number): Edit => ({ place: { document, cell, start, end }, newText: '' });
  if (!comment.trailing && /^\}?\s*$/.test(behind)) return edit(first, next);
  if (before.trim() === '') return edit(comment.start, next - behind.trimStart().length);
  return edit(first + before.trimEnd().length, comment.end);
}
