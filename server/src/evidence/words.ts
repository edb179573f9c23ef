import type { SavedCheck, SavedComparison, SavedJudging } from '@unpool/shared/evidence/evidence.ts';
import { number } from '@unpool/shared/report/format.ts';
import { JUDGE_ESTIMATE_NAMES } from '@unpool/shared/report/judge-sentences.ts';
import { estimated, interval } from '@unpool/shared/report/model.ts';

/** What a saved check adds to the message of a finding. */

export function disagree(check: SavedCheck): string {
  const { beyondMargin, margin } = check.answer;
  const whose = check.question.margin === null ? ' (a placeholder: nobody set one)' : '';
  const beyond = beyondMargin ? `, beyond the margin of ±${number(margin)}${whose}` : '';
  return `The data were checked: ${found(check, 'ci95')}${beyond}.${check.kind === 'judge' ? corrected(check) : ''}`;
}

/** By the interval that the verdict goes by. */
export const alike = (check: SavedCheck): string =>
  `The data were checked (${check.checked}): ${found(check, 'ci90')}, within the margin of ±${number(check.answer.margin)} that was set.`;

/** What to report of data that are alike: a naive interval stays wrong. */
export const instead = (check: SavedCheck): string =>
  `${alike(check)} That is no reason to trust this interval.${check.kind === 'judge' ? corrected(check) : valid(check)}`;

function found(check: SavedCheck, which: 'ci90' | 'ci95'): string {
  const between = (ci: Parameters<typeof interval>[0]) => `${which === 'ci90' ? 90 : 95} % interval ${interval(ci)}`;
  if (check.kind === 'compare') {
    const { shift } = check.answer;
    return `they have a shift in "${check.question.value}" of ${estimated(shift.estimate, shift[which])} (${between(shift[which])})`;
  }
  const { error } = check.answer;
  const { judge, human } = check.question;
  const size = estimated(Math.abs(error.estimate), error[which]);
  const off =
    size === '0' ? `says the same as "${human}"` : `is ${size} ${error.estimate < 0 ? 'below' : 'above'} "${human}"`;
  return `the judge "${judge}" ${off} on average (${between(error[which])})`;
}

/** The intervals that hold: that of the real rows first, which asks for nothing. */
function valid({ question, answer: { realOnly, biasAware, margin } }: SavedComparison): string {
  const isRate = question.estimand === 'proportion' || question.estimand === 'win-rate';
  const shown = (ci: NonNullable<typeof realOnly>) => interval(ci, isRate);
  const ofReal = realOnly ? `that of the real rows, ${shown(realOnly)}` : '';
  const ofBoth = biasAware
    ? `the bias-aware one, ${shown(biasAware)}, which takes any shift up to ±${number(margin)} into account`
    : '';
  const both = [ofReal, ofBoth].filter((one) => one !== '');
  return both.length > 0 ? ` Report ${both.join(', or ')}.` : '';
}

function corrected({ answer: { corrected, judgeAlone, isRate } }: SavedJudging): string {
  if (!corrected) return '';
  const { method, ci95 } = corrected;
  const clip = (value: number) => (isRate ? Math.min(1, Math.max(0, value)) : value);
  const [now, alone] = [estimated(clip(corrected.estimate), ci95), estimated(judgeAlone, ci95)];
  const rather = now === alone ? '' : `, not ${alone}`;
  return ` With the human labels it is ${now} (95 % interval ${interval(ci95, isRate)}, ${JUDGE_ESTIMATE_NAMES[method]})${rather}.`;
}
