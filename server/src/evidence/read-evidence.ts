import { EVIDENCE_VERSION, type EvidenceFile, type SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import { capitalised } from '@unpool/shared/report/format.ts';
import { parseJson } from '../configuration/json.ts';
import { positionsIn } from '../configuration/positions.ts';
import { type ConfigurationNode, entryAt, type Span, SyntaxProblem } from '../configuration/tree.ts';
import { validate } from '../configuration/validate.ts';
import { evidenceSchema } from './evidence-schema.ts';

/** What is wrong in a file of evidence. Lines and columns count from 1, in UTF-16 units. */
export interface EvidenceProblem extends Span {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReadEvidence extends EvidenceFile {
  /** Where each check stands in the text, in the same order. */
  readonly spans: readonly Span[];
  readonly problems: readonly EvidenceProblem[];
}

/** Reads a file of evidence. Never throws: a check with a mistake is told of and left out. */
export function readEvidence(text: string): ReadEvidence {
  const problems: EvidenceProblem[] = [];
  const positionOf = positionsIn(text);
  const tell = (message: string, { start, end }: Span) => {
    if (problems.length === MOST_PROBLEMS) return;
    const { line: endLine, column: endColumn } = positionOf(end);
    problems.push({ message, start, end, ...positionOf(start), endLine, endColumn });
  };
  const root = parsed(text, tell);
  const list = root && entryAt(root, ['evidence'])?.value;
  if (!root || !hasKnownVersion(root, tell)) return { evidence: [], spans: [], problems };
  validate(root, evidenceSchema, ({ message, ...span }) => tell(capitalised(message), span), 'the evidence');
  const items = list?.kind === 'list' ? list.items : [];
  const whole = items.flatMap((item) => {
    const checked = validate(item, CHECK, () => {});
    return checked.isWhole ? [{ check: withNulls(checked.value as SavedCheck), span: item }] : [];
  });
  return {
    evidence: whole.map(({ check }) => check),
    spans: whole.map(({ span: { start, end } }) => ({ start, end })),
    problems,
  };
}

/** More are no help. */
const MOST_PROBLEMS = 100;

const CHECK = evidenceSchema.properties!.evidence!.items as typeof evidenceSchema;

function parsed(text: string, tell: (message: string, span: Span) => void): ConfigurationNode | null {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const isMerge = /^(<{7}|={7}|>{7})( |$)/m.test(text);
    tell(
      isMerge ? 'A merge was left unfinished here: keep the checks of both sides.' : `This file ${error.message}.`,
      error.span,
    );
    return null;
  }
}

function hasKnownVersion(root: ConfigurationNode, tell: (message: string, span: Span) => void): boolean {
  const node = entryAt(root, ['version'])?.value;
  const version = node?.kind === 'plain' ? node.value : undefined;
  if (typeof version !== 'number' || version === EVIDENCE_VERSION) return true;
  tell(
    `This evidence is of version ${version}; this Unpool reads version ${EVIDENCE_VERSION}: use a newer one.`,
    node!,
  );
  return false;
}

/** What is null in the file is missing in what passed the schema. */
function withNulls(check: SavedCheck): SavedCheck {
  if (check.kind === 'judge')
    return {
      ...check,
      question: { ...check.question, margin: check.question.margin ?? null },
      answer: { ...check.answer, corrected: check.answer.corrected ?? null },
    };
  const { coverageRange = null, realOnly = null, biasAware = null, ...answered } = check.answer;
  return {
    ...check,
    question: { ...check.question, margin: check.question.margin ?? null },
    answer: { ...answered, coverageRange, realOnly, biasAware },
  };
}
