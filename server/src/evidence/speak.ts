import type { SavedCheck } from '@unpool/shared/evidence/evidence.ts';
import type { CheckSubject } from '@unpool/shared/protocol/finding.ts';
import { number } from '@unpool/shared/report/format.ts';
import { interval } from '@unpool/shared/report/model.ts';
import type { Report } from '../rules/rule.ts';
import type { SavedEvidence, StandingCheck } from './evidence-store.ts';
import { resolvesTo } from './resolves.ts';

/** What the check of the data says of what the code does with them. */

/** The reports as evidence has them: louder where the data disagree, quieter where they were shown to be alike. */
export function withEvidence(reports: readonly Report[], evidence: SavedEvidence | null, document: string): Report[] {
  if (!evidence || evidence.checks.length === 0) return [...reports];
  return reports.flatMap((report) => {
    const found = report.subject && checkOf(report.subject, evidence, document);
    return found ? told(report, found) : [report];
  });
}

/** The saved check of the files that a finding names, if it can be told which. */
function checkOf(
  subject: CheckSubject,
  { checks, folder }: SavedEvidence,
  document: string,
): StandingCheck | undefined {
  const fits = checks.filter(
    ({ check: { files, question } }) =>
      question.versus === undefined &&
      question.regression === undefined &&
      (subject.column === null || subject.column === question.value) &&
      areSame(subject.real, files.real) &&
      areSame(subject.synthetic, files.synthetic),
  );
  return fits.length === 1 ? fits[0] : undefined;

  function areSame(written: readonly string[], checked: SavedCheck['files']['real']): boolean {
    return (
      written.length === checked.length &&
      written.every((path) => checked.some((file) => resolvesTo(path, file.path, { document, folder })))
    );
  }
}

function told(report: Report, { check, standing }: StandingCheck): Report[] {
  if (standing.kind === 'stale') return [report, stale(report, check, standing.why)];
  const { verdict, beyondMargin } = check.answer;
  if (verdict === 'violated')
    return [
      { ...report, isChecked: true, severity: 'error', message: `${report.message} ${disagree(check, beyondMargin)}` },
    ];
  // a placeholder is nobody's decision
  if (verdict !== 'compatible' || check.question.margin === null) return [report];
  if (!report.estimate.confirmatory)
    return [{ ...report, isChecked: true, severity: 'hint', message: `${report.message} ${alike(check)}` }];
  return [{ ...report, isChecked: true, message: `${report.message} ${instead(check)}` }];
}

const shiftOf = ({ answer: { shift }, question: { value } }: SavedCheck): string =>
  `a shift in "${value}" of ${number(shift.estimate)} (95 % interval ${interval(shift.ci95)})`;

const disagree = (check: SavedCheck, beyondMargin: boolean): string =>
  `The data were checked: they have ${shiftOf(check)}${beyondMargin ? `, beyond the margin of ±${number(check.answer.margin)}` : ''}.`;

const alike = (check: SavedCheck): string =>
  `The data were checked (${check.checked}): ${shiftOf(check)}, within the margin of ±${number(check.answer.margin)} that was set.`;

/** What to report of data that are alike: a naive interval stays wrong. */
function instead(check: SavedCheck): string {
  const { biasAware, realOnly } = check.answer;
  const valid = biasAware ?? realOnly;
  const which = biasAware ? 'the bias-aware interval' : 'that of the real rows';
  return `${alike(check)} That is no reason to trust this interval${valid ? `: report ${which}, ${interval(valid)}` : ''}.`;
}

function stale(report: Report, check: SavedCheck, why: string): Report {
  const { real, synthetic } = check.files;
  const files = [...new Set([...real, ...synthetic].map(({ path }) => path))].join(' and ');
  return {
    ...report,
    rule: 'stale-evidence',
    severity: 'warning',
    message: `The check of ${files} from ${check.checked} no longer counts: ${why}. Check again, or run "unpool evidence update".`,
  };
}
