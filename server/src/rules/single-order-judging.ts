import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import { type Judging, judgingsBehind, placeOfJudge } from '../provenance/judgings.ts';
import { snakeCase } from '../provenance/names.ts';
import { confidenceOf, JUDGED } from '../provenance/origins.ts';
import { placeKey } from '../provenance/trace.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { traceOf } from './describe.ts';
import { judgedEstimates } from './judged-estimates.ts';
import { unitsAround } from './names-in-code.ts';
import { changesOrder } from './order-of-pairs.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const singleOrderJudging: Rule = {
  id: 'single-order-judging',
  *check(observed) {
    for (const { estimate, value } of judgedEstimates(observed))
      for (const judging of judgingsBehind(value)) {
        if (!judging.ofPair) continue;
        const sites = sitesOf(judging, observed);
        if (!unitsAround(observed, estimate.site, ...sites).some(changesOrder))
          yield report(judging, estimate, value, observed);
      }
  },
};

/** The calls that lead to the judge. */
const sitesOf = ({ judges }: Judging, { answers }: Observations): Site[] =>
  judges.flatMap(({ calls }) => calls).flatMap(({ place }) => (place && answers.get(placeKey(place))) ?? []);

/** `_call_llm(prompt)`: a function that asks a model whatever it is given knows nothing of pairs. */
const asksAnything = (name: string): boolean =>
  /^_*(?:a?call|ask|query|complet\w*|chat|generate|invoke|request|send|get_(?:completion|response)|llm)(?:_|$)/i.test(
    snakeCase(name),
  );

function report({ judges }: Judging, estimate: Estimate, value: Value, observed: Observations): Report {
  const { document } = (estimate.calledFrom ?? estimate.site).place;
  const isHere = (place: Place) => place.document === document;
  const asks = (place: Place) => asksAnything(observed.answers.get(placeKey(place))?.within ?? '');
  const call =
    judges[0] &&
    (placeOfJudge(judges[0], [], (place) => isHere(place) && !asks(place)) ?? placeOfJudge(judges[0], [], isHere));
  return {
    rule: 'single-order-judging',
    severity: estimate.framework ? 'information' : estimate.confirmatory ? 'error' : 'warning',
    confidence: confidenceOf(dataOrigins(value), JUDGED)!,
    message: `Each pair is shown to the judge in one order only. Judges favour a place, often the first, whatever stands there: the ${estimate.what} moves towards the side that always has it, and no larger sample makes that smaller. Judge each pair in both orders and count it as a tie where the verdicts differ, or draw the order of each pair at random.`,
    site: (call?.place && observed.answers.get(placeKey(call.place))) || estimate.site,
    trace: traceOf(value, [JUDGED], estimate, `${estimate.what} of these verdicts`),
    subject: null,
    estimate,
    value,
  };
}
