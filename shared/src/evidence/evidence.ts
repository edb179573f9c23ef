import type { CompareRequest, CompareVerdict, Estimand, IntervalJson } from '../protocol/check.ts';
import type { JudgeMethod, JudgeRequest } from '../protocol/judge.ts';

/** What was learned of data files by checking them, kept beside the code: `unpool.evidence.json`. */
export interface EvidenceFile {
  readonly evidence: readonly SavedCheck[];
}

export const EVIDENCE_FILE = 'unpool.evidence.json';

/** The form of the file. */
export const EVIDENCE_VERSION = 1;

/** Of the check: goes up when the same data may give another verdict or other numbers than before. */
export const METHOD = 1;

/** A data file as it was when it was checked. */
export interface CheckedFile {
  /** From the folder of the evidence, with `/` between its parts. */
  readonly path: string;
  /** Of the content, in which lines end as on Unix where it is text: a checkout on Windows is no change. */
  readonly sha256: string;
}

/** The checks that have a verdict. */
export type SavedCheck = SavedComparison | SavedJudging;

interface SavedCommon {
  readonly method: number;
  /** Day of the check, as `2026-11-26`. */
  readonly checked: string;
}

/** Real against synthetic rows. */
export interface SavedComparison extends SavedCommon {
  readonly kind: 'compare';
  readonly files: { readonly real: readonly CheckedFile[]; readonly synthetic: readonly CheckedFile[] };
  readonly question: ComparisonQuestion;
  readonly answer: ComparisonAnswer;
}

/** How the check was asked, so that it can be asked again. */
export type ComparisonQuestion = Omit<CompareRequest, 'source' | 'value' | 'estimand' | 'margin' | 'margins'> & {
  readonly value: string;
  readonly estimand: Estimand | 'difference' | 'coefficient';
  /** The margin that somebody set; null where it was the placeholder. */
  readonly margin: number | null;
  /** Where one table holds both origins: the column that tells them apart, and its values. */
  readonly origin?: string;
  readonly realIs?: string;
  readonly syntheticIs?: string;
};

export interface ComparisonAnswer {
  readonly verdict: CompareVerdict;
  readonly beyondMargin: boolean;
  readonly rows: { readonly real: number; readonly synthetic: number };
  /** In the values' unit, synthetic minus real. */
  readonly shift: ShiftedJson;
  /** The margin that held, be it the placeholder. */
  readonly margin: number;
  /** Shares from 0 to 1: how often the naive 95 % interval would cover the truth, over the shifts that the real rows allow; null where that is not known. */
  readonly coverageRange: readonly [least: number, greatest: number] | null;
  /** 95 % intervals that are valid; null where none was given. */
  readonly realOnly: IntervalJson | null;
  readonly biasAware: IntervalJson | null;
}

/** A judge's scores against human labels. */
export interface SavedJudging extends SavedCommon {
  readonly kind: 'judge';
  /** The file with the labels first. */
  readonly files: { readonly data: readonly CheckedFile[] };
  readonly question: JudgingQuestion;
  readonly answer: JudgingAnswer;
}

export type JudgingQuestion = Omit<JudgeRequest, 'data' | 'human' | 'judge' | 'margin'> & {
  readonly human: string;
  readonly judge: string;
  /** The margin that somebody set; null where it was the placeholder. */
  readonly margin: number | null;
};

export interface JudgingAnswer {
  readonly verdict: CompareVerdict;
  readonly beyondMargin: boolean;
  readonly rows: { readonly labelled: number; readonly unlabelled: number };
  /** In the labels' unit, judge minus human. */
  readonly error: ShiftedJson;
  /** The margin that held, be it the placeholder. */
  readonly margin: number;
  /** Zeros and ones, whose mean is a rate. */
  readonly isRate: boolean;
  /** What the judge alone says. */
  readonly judgeAlone: number;
  /** What to report instead; null where the labels are too few or too much alike. */
  readonly corrected: (EstimatedJson & { readonly method: JudgeMethod }) | null;
}

interface EstimatedJson {
  readonly estimate: number;
  readonly ci95: IntervalJson;
}

/** The verdict "compatible" goes by the 90 % interval, "violated" by the other. */
interface ShiftedJson extends EstimatedJson {
  readonly ci90: IntervalJson;
}

/** All files of a check, each once, those with real rows or labels first. */
export function filesOfCheck({ kind, files }: SavedCheck): readonly CheckedFile[] {
  const all = kind === 'judge' ? files.data : [...files.real, ...files.synthetic];
  return [...new Map(all.map((file) => [file.path, file])).values()];
}

/** What a check is about: another answer to the same question takes the place of the first. */
export function questionKey(check: SavedCheck): string {
  const paths = (side: readonly CheckedFile[]) => side.map(({ path }) => path).sort();
  if (check.kind === 'judge')
    return JSON.stringify([check.kind, paths(check.files.data), check.question.human, check.question.judge]);
  const { kind, files, question } = check;
  const { value, versus, estimand, origin, regression } = question;
  const { coefficient = '', on = [] } = regression ?? {};
  return JSON.stringify([
    ...[kind, paths(files.real), paths(files.synthetic)],
    ...[value, versus ?? '', estimand, origin ?? '', coefficient, on],
  ]);
}

/** The evidence with a check in it, in the place of an earlier one of the same question. */
export function withCheck({ evidence }: EvidenceFile, check: SavedCheck): EvidenceFile {
  const key = questionKey(check);
  return { evidence: [...evidence.filter((other) => questionKey(other) !== key), check] };
}

/**
 * The text of the file: checks in the order of their questions, keys in one order, each value of a check in lines of its
 * own, so that two branches that save different checks merge.
 */
export function evidenceText({ evidence }: EvidenceFile): string {
  const ordered = evidence
    .map((check) => ({ key: questionKey(check), check }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ check }) => inOrder(check));
  return `${JSON.stringify({ version: EVIDENCE_VERSION, evidence: ordered }, null, 2)}\n`;
}

function inOrder(check: SavedCheck): SavedCheck {
  const { method, checked } = check;
  if (check.kind === 'judge') {
    const { verdict, beyondMargin, rows, error, margin, isRate, judgeAlone, corrected } = check.answer;
    const answer = { verdict, beyondMargin, rows, error, margin, isRate, judgeAlone, corrected };
    const files = { data: check.files.data.map(({ path, sha256 }) => ({ path, sha256 })) };
    return { kind: 'judge', files, question: byKey(check.question), answer, method, checked };
  }
  const { verdict, beyondMargin, rows, shift, margin, coverageRange, realOnly, biasAware } = check.answer;
  const answer = { verdict, beyondMargin, rows, shift, margin, coverageRange, realOnly, biasAware };
  const files = { real: byPath(check.files.real), synthetic: byPath(check.files.synthetic) };
  return { kind: 'compare', files, question: byKey(check.question), answer, method, checked };
}

const byPath = (side: readonly CheckedFile[]): readonly CheckedFile[] =>
  side.map(({ path, sha256 }) => ({ path, sha256 })).sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));

const byKey = <Question extends object>(question: Question): Question =>
  Object.fromEntries(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1))) as Question;
