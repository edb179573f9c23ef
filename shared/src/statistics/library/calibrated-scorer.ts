import { covariance } from '../covariance.ts';
import { describe } from '../describe.ts';
import { measurable, numbers, numbersLike, shown } from './checked.ts';
import type { LabelledVerdicts } from './labelled-verdicts.ts';

/**
 * A judge as a scorer of an evaluation framework, with its scores put on the scale of people: what they say on average
 * where it says the same, by the regression of the labels on its scores (of pass and fail: the share of good answers among
 * those that it passes, and among those that it fails). The mean that the framework makes of that is the post-stratified
 * one, that of a regression for scores. The labelled rows must be a random part of those that are scored, or drawn like
 * them. A scorer may give a number, true or false, a record with a `score`, or null where there is none.
 */
export function calibratedScorer<Given extends readonly unknown[], Graded>(
  scorer: (...given: Given) => Graded,
  labels: LabelledVerdicts,
): (...given: Given) => Graded {
  const expected = expectedLabel(labels);
  const calibrated = (...given: Given): Graded => {
    const graded: unknown = scorer(...given);
    const whole = isLater(graded)
      ? graded.then((grade) => calibratedGrade(grade, expected))
      : calibratedGrade(graded, expected);
    return whole as Graded;
  };
  // frameworks call a score what its function is called
  return Object.defineProperty(calibrated, 'name', { value: scorer.name });
}

const isLater = (graded: unknown): graded is Promise<unknown> =>
  typeof graded === 'object' && graded !== null && 'then' in graded;

type Expected = (score: number) => number;

/** What people say of an answer that the judge gives a score; never beyond what they gave. */
function expectedLabel({ human, judge }: LabelledVerdicts): Expected {
  const labels = measurable(numbers(human, 'human', 2), 'human');
  const scores = measurable(numbersLike(judge, 'judge', labels.length, 'human'), 'judge');
  const [ofPeople, ofJudge] = [describe(labels), describe(scores)];
  if (ofJudge.min === ofJudge.max)
    throw new RangeError(
      `the judge says ${ofJudge.min} of all labelled rows; label some of which it says something else`,
    );
  const slope = covariance(labels, scores) / covariance(scores, scores);
  return (score) => Math.min(ofPeople.max, Math.max(ofPeople.min, ofPeople.mean + slope * (score - ofJudge.mean)));
}

function calibratedGrade(graded: unknown, expected: Expected): unknown {
  if (graded === null || graded === undefined) return graded;
  if (typeof graded !== 'object') return expected(scoreOf(graded));
  if (!('score' in graded))
    throw new TypeError(`the scorer gives ${shown(graded)}; expected a number, or a record with a "score"`);
  const { score } = graded;
  return score === null || score === undefined ? graded : { ...graded, score: expected(scoreOf(score)) };
}

function scoreOf(score: unknown): number {
  const number = typeof score === 'boolean' ? Number(score) : score;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new TypeError(`a score is ${shown(score)}; expected a finite number, true or false`);
  return number;
}
