import type { Place, RuleId } from '@unpool/shared/protocol/finding.ts';
import type { Comment, FlowModule } from './flow/program.ts';
import type { SourceDocument } from './workspace/document.ts';
import { lineOf, unitOf } from './workspace/text-at.ts';

/** Is there a comment `# unpool: ignore[rule] reason` on the lines of an estimate, or by itself on the line above? */
export function isSuppressed(rule: RuleId, place: Place, document: SourceDocument, module: FlowModule): boolean {
  const text = unitOf(document, place.cell)?.text;
  const unit = module.units.find(({ cell }) => cell === place.cell);
  if (text === undefined || !unit || unit.comments.length === 0) return false;
  const [first, last] = [lineOf(text, place.start), lineOf(text, place.end)];
  return unit.comments.some((comment) => {
    if (!ignores(comment, rule)) return false;
    const line = lineOf(text, comment.start);
    return comment.trailing ? line >= first && line <= last : reachesTo(text, line) === first;
  });
}

/** `ignore` alone silences every rule, `ignore[a, b]` the named ones. */
export function ignores(comment: Comment, rule: string): boolean {
  const match = /^unpool:\s*ignore(?:\[([^\]]*)\])?/.exec(comment.text);
  if (!match) return false;
  return match[1] === undefined || match[1].split(',').some((name) => name.trim() === rule);
}

/** The line of code that a comment line stands above; other comment lines may come between. */
function reachesTo(text: string, line: number): number {
  const lines = text.split('\n');
  let next = line + 1;
  while (next < lines.length && /^\s*#/.test(lines[next]!)) next++;
  return next;
}
