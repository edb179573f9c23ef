import { ESTIMATE, ONE_ANSWER, TOTAL, VERDICT } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { has, JUDGED } from '../provenance/origins.ts';
import { asTotal, constant, dataOrigins, joinAll, type Value } from '../provenance/value.ts';
import { remembering } from '../recent.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import { withControl } from './execute.ts';
import type { Frame } from './frame.ts';
import { deepMarks, lastName, scalar } from './parts.ts';
import type { Expression } from './program.ts';

/** What is worked out of who won against whom, by hand or by a function that is named for it. */
export const RATING = 'rating';

export const namesRating = remembering(
  (name) => /(?:^|_)(?:elo|bradley_?terry|true_?skill|glicko\d?)(?:_|$)/.test(snakeCase(name)),
  2000,
);

/** `updateElo(ratingA, ratingB, score)`: what a judge's verdicts make of those that it compares. */
export function ownRating(result: Value, site: CallSite): Value {
  if (!namesRating(lastName(site.name)) || deepMarks(result) & ESTIMATE) return result;
  const index = site.positional.findIndex((value) => has(dataOrigins(value), JUDGED));
  const verdict = site.positional[index];
  if (!verdict) return result;
  // each verdict is of one answer, but all of them are in the ratings
  const verdicts = verdict.with({ marks: verdict.marks & ~(VERDICT | ONE_ANSWER) });
  return estimate(site.frame, site.node, RATING, [verdicts], [site.positionalNodes[index] ?? null], {});
}

/** The field of a value that is a step on the way to an Elo rating. */
const STEP = '$elo';

/**
 * What an operator makes of each step: `expected = 1 / (1 + 10 ** ((b - a) / 400))`, `a += K * (score - expected)`.
 * What was expected of a game is told by its form; what it adds to a rating says who won.
 */
const NEXT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  power: { '+': 'odds' },
  odds: { '/': 'expected' },
  expected: { '-': 'expected', '*': 'gain' },
  gain: { '*': 'gain', '+': RATING, '-': RATING },
};

/** A step on the way to a rating, or a rating that a verdict is in; null for all other arithmetic. */
export function rated(operator: string, operands: readonly Value[], node: Expression, frame: Frame): Value | null {
  const [left, right] = [operands[0]!, operands.at(-1)!];
  if (operator === '**') return left.constant === 10 && !isLiteral(node) ? atStep('power', operands) : null;
  const of = operator === '/' || right.fields?.has(STEP) ? right : left;
  const step = of.fields?.get(STEP)?.constant;
  const next = typeof step === 'string' ? NEXT[step]?.[operator] : undefined;
  if (next !== RATING) return next ? atStep(next, operands) : null;
  // where a function is named for it, the verdict that it is given says so at the call
  if (frame.name && namesRating(frame.name) && has(dataOrigins(of), JUDGED)) return null;
  return estimate(frame, node, RATING, [withControl(asTotal(scalar(of)), frame)], [node], {});
}

/** `10 ** 2` */
const isLiteral = (node: Expression): boolean => node.kind === 'operation' && node.operands[1]?.kind === 'constant';

function atStep(step: string, operands: readonly Value[]): Value {
  const joined = joinAll(operands.map(scalar));
  const marks = joined.marks & ~(ESTIMATE | TOTAL);
  return joined.with({ marks, constant: undefined, fields: new Map([[STEP, constant(step)]]) });
}
