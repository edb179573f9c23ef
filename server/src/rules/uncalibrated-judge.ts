import type { Severity } from '@unpool/shared/protocol/finding.ts';
import type { Conclusion, Estimate } from '../flow/observation.ts';
import type { FlowUnit } from '../flow/program.ts';
import { namesHumanGrade } from '../provenance/names.ts';
import { confidenceOf, has, JUDGED, MEASURED } from '../provenance/origins.ts';
import { causeOfKind, samePlace, sourceOf } from '../provenance/trace.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { judgeSubject, subjectOf, traceOf } from './describe.ts';
import { judgedEstimates } from './judged-estimates.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const uncalibratedJudge: Rule = {
  id: 'uncalibrated-judge',
  *check(observed) {
    const judged = judgedEstimates(observed);
    const hasHuman = judged.length > 0 && hasHumanLabels(observed);
    for (const { estimate, value } of judged)
      yield report(estimate, value, conclusionFrom(estimate, observed), hasHuman, observed.units);
  },
};

function report(
  estimate: Estimate,
  value: Value,
  conclusion: Conclusion | null,
  hasHuman: boolean,
  units: readonly FlowUnit[],
): Report {
  const isError = estimate.confirmatory || conclusion !== null;
  const decides = conclusion?.what === 'gate';
  const severity: Severity = estimate.framework ? (decides ? 'warning' : 'information') : isError ? 'error' : 'warning';
  const judge = causeOfKind(value, JUDGED, 'judge')?.message;
  const by = judge ? ` (${judge})` : '';
  const message = estimate.framework
    ? `The scores of this evaluation come from a model${by}, and no human labels say how often it is wrong. The reported score carries the judge's mistakes.${decides ? ` ${FOLLOWS.gate}` : ''}`
    : `${subjectOf(estimate)} takes a judge model's labels for truth${by}. ${
        estimate.confirmatory
          ? 'It leaves out how often the judge is wrong, so it claims to be surer than it is, and of the wrong value.'
          : `The judge's mistakes shift the number, and no larger sample makes that smaller.${conclusion ? ` ${FOLLOWS[conclusion.what]}` : ''}`
      }`;
  const advice = hasHuman
    ? 'There are human labels in this code: use them to correct it.'
    : `Label a random subset by hand and correct the ${estimate.framework ? 'score' : 'number'} with it.`;
  return {
    rule: 'uncalibrated-judge',
    severity,
    confidence: confidenceOf(dataOrigins(value), JUDGED)!,
    message,
    advice,
    site: estimate.site,
    trace: [
      ...traceOf(
        value,
        [JUDGED],
        estimate,
        estimate.framework ? 'reported as a score' : `${estimate.what} of the judge's labels`,
      ),
      ...(conclusion ? [{ place: conclusion.site.place, message: DECIDES[conclusion.what] }] : []),
    ],
    ...(decides && conclusion && { gate: conclusion.site }),
    subject: judgeSubject(value, estimate, units),
    estimate,
    value,
  };
}

const FOLLOWS = {
  gate: 'Whether this run fails depends on it.',
  ranking: 'What comes out best depends on it.',
} as const;

const DECIDES = { gate: 'decides whether the run fails', ranking: 'decides what comes out best' } as const;

/** What follows from an estimate; a release gate before a ranking. */
function conclusionFrom(estimate: Estimate, { conclusions }: Observations): Conclusion | null {
  const following = conclusions.filter(({ from }) =>
    from.some(({ site }) => samePlace(site.place, estimate.site.place)),
  );
  return following.find(({ what }) => what === 'gate') ?? following[0] ?? null;
}

const hasHumanLabels = (observed: Observations): boolean =>
  observed.estimates.some((estimate) => estimate.data.some(isHumanGrade));

/** What people expected as an answer corrects no grade. */
function isHumanGrade(value: Value): boolean {
  if (!has(dataOrigins(value), MEASURED)) return false;
  const said = sourceOf(value, MEASURED)?.message ?? '';
  const name = /"(.*)"/.exec(said)?.[1];
  return name === undefined ? said.startsWith('declared') : namesHumanGrade(name);
}
