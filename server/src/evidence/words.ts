import type { SavedCheck, SavedJudging } from '@unpool/shared/evidence/evidence.ts';
import { number } from '@unpool/shared/report/format.ts';
import { JUDGE_ESTIMATE_NAMES } from '@unpool/shared/report/judge-sentences.ts';
import { interval } from '@unpool/shared/report/model.ts';

/** What a saved check adds to the message of a finding. */

export function disagree(check: SavedCheck): string {
  const { beyondMargin, margin } = check.answer;
  const beyond = beyondMargin ? `, beyond the margin of ±${number(margin)}` : '';
  const rest = check.kind === 'judge' ? corrected(check) : '';
  return `The data were checked: ${found(check)}${beyond}.${rest}`;
}

export const alike = (check: SavedCheck): string =>
  `The data were checked (${check.checked}): ${found(check)}, within the margin of ±${number(check.answer.margin)} that was set.`;

/** What to report of data that are alike: a naive interval stays wrong. */
export function instead(check: SavedCheck): string {
  const doubt = `${alike(check)} That is no reason to trust this interval`;
  if (check.kind === 'judge') return `${doubt}.${corrected(check)}`;
  const { biasAware, realOnly } = check.answer;
  const valid = biasAware ?? realOnly;
  const which = biasAware ? 'the bias-aware interval' : 'that of the real rows';
  return `${doubt}${valid ? `: report ${which}, ${interval(valid)}` : ''}.`;
}

function found(check: SavedCheck): string {
  if (check.kind === 'judge') {
    const { error } = check.answer;
    const { judge, human } = check.question;
    const direction = error.estimate < 0 ? 'below' : 'above';
    return `the judge "${judge}" is ${number(Math.abs(error.estimate))} ${direction} "${human}" on average (95 % interval ${interval(error.ci95)})`;
  }
  const { shift } = check.answer;
  return `they have a shift in "${check.question.value}" of ${number(shift.estimate)} (95 % interval ${interval(shift.ci95)})`;
}

function corrected({ answer: { corrected, judgeAlone } }: SavedJudging): string {
  if (!corrected) return '';
  const { method, estimate, ci95 } = corrected;
  return ` With the human labels it is ${number(estimate)} (95 % interval ${interval(ci95)}, ${JUDGE_ESTIMATE_NAMES[method]}), not ${number(judgeAlone)}.`;
}
