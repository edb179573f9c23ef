import { type Place, RULES, type RuleId } from '@unpool/shared/protocol/finding.ts';
import type { Comment, FlowModule, FlowUnit, Language, Span, Statement } from './flow/program.ts';
import { writtenStatementsIn } from './flow/walk.ts';
import type { SourceDocument } from './workspace/document.ts';
import { lineOf, unitOf } from './workspace/text-at.ts';

/** A comment that silences rules: `# unpool: ignore[rule] reason`, or behind `//`. */
export interface Suppression {
  readonly comment: Comment;
  readonly cell: number | null;
  /**
   * `line`: on the lines of a finding, or on the first or last line of its statement, or by itself above it; `start`: until the `end` with the same rules, or
   * the end of the file or cell; `file`: everywhere.
   */
  readonly reach: 'line' | 'start' | 'end' | 'file';
  /** As written; null for all rules. */
  readonly rules: readonly string[] | null;
  readonly reason: string;
  /** The statement that a `line` speaks of: the one it stands in or behind, or the next. */
  readonly statement: Statement | null;
  /** Those in that statement, which it does not speak of. */
  readonly inner: readonly Statement[];
  /** The comment that ends a `start`, and the one that began an `end`. */
  other: Suppression | null;
}

const FORM = /^unpool:\s*ignore(?:-(start|end|file))?(?![\w-])\s*(?:\[([^\]]*)\])?(.*)$/s;

/** The suppressions of a document, in order. */
export function suppressionsOf({ units }: FlowModule): readonly Suppression[] {
  return units.flatMap((unit) => {
    const own = unit.comments.flatMap((comment) => parse(comment, unit) ?? []);
    if (own.length === 0) return [];
    return matched(own.sort((a, b) => a.comment.start - b.comment.start));
  });
}

function parse(comment: Comment, { cell, body }: FlowUnit): Suppression | null {
  const match = FORM.exec(comment.text);
  if (!match) return null;
  const [, reach = 'line', names, rest] = match;
  const rules = names?.split(',').map((name) => name.trim()) ?? null;
  if (!rules && namesWithoutBrackets(rest!)) return null;
  const reason = rest!.replace(/^[\s:,–—-]+/, '').trim();
  const statement = reach === 'line' ? statementOf(comment, body) : null;
  const inner = statement ? writtenStatementsIn([statement]).slice(1) : [];
  return { comment, cell, reach: reach as Suppression['reach'], rules, reason, statement, inner, other: null };
}

/** `ignore naive-pooling`, `ignore(naive-pooling)`, `ignore[naive-pooling`: not meant for all rules, so for none. */
const namesWithoutBrackets = (rest: string): boolean =>
  /^[\s:,–—-]*[[(]/.test(rest) || RULES.some((rule) => rule === /^[\s:,–—-]*([\w-]+)/.exec(rest)?.[1]);

function statementOf({ start, end, trailing }: Comment, body: FlowUnit['body']): Statement | null {
  const statements = writtenStatementsIn(body).toSorted((a, b) => a.start - b.start); // functions are moved up
  return trailing
    ? (statements.filter((statement) => statement.start < start).at(-1) ?? null)
    : (statements.find((statement) => statement.start >= end) ?? null);
}

/** Tells starts and ends of each other: an end without rules ends all that are open. */
function matched(suppressions: readonly Suppression[]): readonly Suppression[] {
  let open: Suppression[] = [];
  for (const suppression of suppressions) {
    if (suppression.reach === 'start') open.push(suppression);
    if (suppression.reach !== 'end') continue;
    const ended = open.filter(({ rules }) => !suppression.rules || namesOf(rules) === namesOf(suppression.rules));
    for (const start of ended) {
      start.other = suppression;
      suppression.other = start;
    }
    open = open.filter((start) => !ended.includes(start));
  }
  return suppressions;
}

const namesOf = (rules: readonly string[] | null): string => (rules ? [...rules].sort().join() : '*');

/** Does a suppression silence a rule at a place? */
export function covers(suppression: Suppression, rule: RuleId, place: Place, document: SourceDocument): boolean {
  const { reach, rules, cell, comment, statement, inner, other } = suppression;
  // a comment that is not needed is no finding of the code: only who names the rule means it
  if (rules ? !rules.includes(rule) : rule === 'unused-suppression') return false;
  if (reach === 'file') return true;
  if (reach === 'end' || cell !== place.cell) return false;
  if (reach === 'start')
    return place.start > comment.start && place.start < (other?.comment.start ?? Number.POSITIVE_INFINITY);
  const text = unitOf(document, place.cell)?.text ?? '';
  const lines = ({ start, end }: Span) => [lineOf(text, start), lineOf(text, end)] as const;
  const line = lineOf(text, comment.start);
  const [first, last] = lines(place);
  const isAround = ({ start, end }: Span) => start <= place.start && place.end <= end;
  const isWithin = statement !== null && isAround(statement) && !inner.some(isAround);
  if (comment.trailing) return (line >= first && line <= last) || (isWithin && lines(statement).includes(line));
  const next = reachesTo(text, lineOf(text, comment.end), document.language ?? 'python');
  return next === first || (isWithin && next === lines(statement)[0]);
}

/** In JSX, braces stand around a comment. */
const COMMENT_LINE: Readonly<Record<Language, RegExp>> = {
  python: /^\s*#/,
  typescript: /^\s*(?:\/\/|\{?\/\*)/,
  promptfoo: /^\s*#/,
};

/** The line of code that a comment line stands above; other comment lines may come between. */
function reachesTo(text: string, line: number, language: Language): number {
  const lines = text.split('\n');
  let next = line + 1;
  while (next < lines.length && COMMENT_LINE[language].test(lines[next]!)) next++;
  return next;
}
