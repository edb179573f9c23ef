import {
  type CheckedFile,
  type ComparisonQuestion,
  filesOfCheck,
  type SavedCheck,
} from '@unpool/shared/evidence/evidence.ts';
import type { CheckSubject, CompareSubject } from '@unpool/shared/protocol/finding.ts';
import { number } from '@unpool/shared/report/format.ts';
import type { Report } from '../rules/rule.ts';
import type { SavedEvidence, StandingCheck } from './evidence-store.ts';
import { resolvesTo } from './resolves.ts';
import { alike, disagree, instead } from './words.ts';

/** As the configuration has them, by column or estimand. */
type Margins = Readonly<Record<string, number>>;

/** What the check of the data says of what the code does with them. */

/** The reports as evidence has them: louder where the data disagree, quieter where they were shown to be alike. */
export function withEvidence(
  reports: readonly Report[],
  evidence: SavedEvidence | null,
  document: string,
  margins: Margins,
): Report[] {
  if (!evidence || evidence.checks.length === 0) return [...reports];
  return reports.flatMap((report) => {
    const found = report.subject && checkOf(report.subject, evidence, document);
    return found ? told(linked(report, found, evidence.file), found, margins) : [report];
  });
}

/** The saved check of the files that a finding names, if it can be told which. */
export function checkOf(
  subject: CheckSubject,
  { checks, folder }: SavedEvidence,
  document: string,
): StandingCheck | undefined {
  const isAmong = (written: readonly string[], checked: readonly CheckedFile[]) =>
    written.every((path) => checked.some((file) => resolvesTo(path, file.path, { document, folder })));
  const areSame = (written: readonly string[], checked: readonly CheckedFile[]) =>
    written.length === checked.length && isAmong(written, checked);
  const fits = checks.filter(({ check }) => {
    if (check.kind === 'judge')
      return (
        subject.kind === 'judge' &&
        (subject.judge === null || subject.judge === check.question.judge) &&
        isAmong(subject.data, check.files.data)
      );
    const { versus, regression, value, estimand } = check.question;
    return (
      subject.kind === 'compare' &&
      isAbout(subject.estimand, estimand) &&
      versus === undefined &&
      regression === undefined &&
      (subject.column === null || subject.column === value) &&
      areSame(subject.real, check.files.real) &&
      areSame(subject.synthetic, check.files.synthetic)
    );
  });
  return fits.length === 1 ? fits[0] : undefined;
}

/** With the saved check at the end of the trace, to click through to. */
function linked(report: Report, { check, span: { start, end } }: StandingCheck, file: string): Report {
  const place = { document: file, cell: null, start, end };
  const message = `the data were checked on ${check.checked}: ${check.answer.verdict}`;
  return { ...report, trace: [...report.trace, { place, message }] };
}

function told(report: Report, { check, standing }: StandingCheck, margins: Margins): Report[] {
  if (standing.kind === 'stale') return [report, stale(report, check, standing.why)];
  const { verdict } = check.answer;
  if (verdict === 'violated')
    return [{ ...report, isChecked: true, severity: 'error', message: `${report.message} ${disagree(check)}` }];
  // a placeholder is nobody's decision
  if (verdict !== 'compatible' || check.question.margin === null) return [report];
  if (!report.subject?.isWhole || isOfSomeOrigins(check))
    return [{ ...report, message: `${report.message} ${alike(check)} ${OF_PART}` }];
  const stricter = stricterMargin(check, margins);
  if (stricter !== null)
    return [
      {
        ...report,
        message: `${report.message} ${alike(check)} The project's margin is ±${number(stricter)} now: check again.`,
      },
    ];
  if (!report.estimate.confirmatory)
    return [{ ...report, isChecked: true, severity: 'hint', message: `${report.message} ${alike(check)}` }];
  return [{ ...report, isChecked: true, message: `${report.message} ${instead(check)}` }];
}

const OF_PART = 'That holds for all rows of the files as they are; this code may take others, so the finding stays.';

/** The margin of the project, by column or estimand, where the check held another that is wider. */
function stricterMargin({ kind, question, answer }: SavedCheck, margins: Margins): number | null {
  const names = kind === 'compare' ? [question.value, question.estimand] : [];
  const known = names.find((name) => Object.hasOwn(margins, name));
  return known !== undefined && margins[known]! < answer.margin ? margins[known]! : null;
}

/** Does a check of one speak of an estimate of the other? A rate is a mean. */
const isAbout = (estimated: CompareSubject['estimand'], checked: ComparisonQuestion['estimand']): boolean =>
  estimated !== null && (estimated === 'mean' ? OF_MEANS.has(checked) : estimated === checked);

const OF_MEANS: ReadonlySet<string> = new Set(['mean', 'proportion', 'rating', 'win-rate']);

/** The rows of others were left out. */
const isOfSomeOrigins = ({ kind, question }: SavedCheck): boolean =>
  kind === 'compare' && (question.realIs !== undefined || question.syntheticIs !== undefined);

function stale(report: Report, check: SavedCheck, why: string): Report {
  const files = filesOfCheck(check).map(({ path }) => path);
  const { advice: _, ...rest } = report;
  return {
    ...rest,
    rule: 'stale-evidence',
    severity: 'warning',
    message: `The check of ${files.join(' and ')} from ${check.checked} no longer counts: ${why}. Check again, or run "unpool evidence update".`,
  };
}
