import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Gate } from '../flow/observation.ts';
import { BY_ORIGIN } from '../provenance/marks.ts';
import { confidenceOf, has, POOLED_UNITS, REAL, SYNTHETIC, weakest } from '../provenance/origins.ts';
import { causeOfKind, samePlace } from '../provenance/trace.ts';
import { dataMarks, dataOrigins, isForTraining } from '../provenance/value.ts';
import { fromWhere, standIn, traceOf } from './describe.ts';
import { asksForOrigin } from './naive-pooling.ts';
import type { Observations, Report, Rule } from './rule.ts';

export const significanceGatedPooling: Rule = {
  id: 'significance-gated-pooling',
  *check(observed) {
    const told: Place[] = [];
    for (const gate of observed.gates) {
      if (isExcused(gate, observed)) continue;
      const place = causeOfKind(gate.data[0]!, SYNTHETIC, 'pool')?.place ?? gate.site.place;
      if (told.some((other) => samePlace(other, place))) continue;
      told.push(place);
      yield report(gate);
    }
  },
};

function isExcused({ data: [pool], test }: Gate, observed: Observations): boolean {
  // what is only trained on is no evaluation
  if (dataMarks(pool!) & BY_ORIGIN || isForTraining(pool!)) return true;
  return asksForOrigin(pool!, observed) || (test !== null && !isOfBoth(test));
}

/** A test of real against synthetic rows, as far as is known: of two groups of real ones it says nothing of the pool. */
function isOfBoth({ data }: Estimate): boolean {
  const origins = data.reduce((all, value) => all | dataOrigins(value), 0);
  return has(origins, SYNTHETIC) || !has(origins, REAL);
}

function report({ site, data: [pool], test }: Gate): Report {
  const value = pool!;
  const sure = confidenceOf(dataOrigins(value), POOLED_UNITS)!;
  const estimate = standIn('estimate', site, [value], value);
  return {
    rule: 'significance-gated-pooling',
    severity: 'warning',
    confidence: test ? sure : weakest(sure, 'likely'),
    message: `Real rows${fromWhere(value, REAL)} and synthetic rows${fromWhere(value, SYNTHETIC)} are pooled because a test found no significant difference. With few real rows it finds none even where the shift is large, so the pool is off just when it can do most harm, and its interval takes no account of the choice. Estimate on the real rows, or ask for equivalence within a margin (unpool compare --margin), and report each origin by itself even then.`,
    site,
    trace: [
      ...(test ? [{ place: test.site.place, message: 'a test of real against synthetic rows' }] : []),
      ...traceOf(value, [REAL, SYNTHETIC], estimate, 'pooled if it is not significant'),
    ],
    subject: null,
    estimate,
    value,
  };
}
