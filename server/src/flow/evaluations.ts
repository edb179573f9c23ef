import type { Effect } from '../catalog/entry.ts';
import { at, JUDGED } from '../provenance/origins.ts';
import { joinAll, Value } from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call.ts';
import { estimate } from './estimate.ts';
import { causeAt } from './frame.ts';
import { type Graders, gradersIn, judgedBy } from './graders.ts';
import { lastName } from './parts.ts';

/** Frameworks that evaluate: their scorers, and running them. */

const NO_GRADERS: Graders = { found: [], all: false };

export function score(effect: Extract<Effect, { kind: 'scores' }>, site: CallSite): Value | null {
  if (effect.around === undefined) return judgedBy(`${lastName(site.name)}()`, site);
  const inner = argument(site, effect.around);
  const { found, all } = inner ? gradersIn(inner, effect, site) : NO_GRADERS;
  if (found.length === 0) return null;
  return new Value({
    origins: at(all ? 'certain' : 'likely', JUDGED),
    target: { kind: 'external', name: site.name },
    cause: causeAt(site.frame, site.node, 'step', null, found),
  });
}

export function runEvaluation(effect: Extract<Effect, { kind: 'evaluates' }>, site: CallSite): Value | null {
  const scorers = effect.scorers === null ? null : argument(site, effect.scorers);
  const byDefault = scorers ? scorers.constant === null && effect.ungiven : effect.scorers === null || effect.ungiven;
  const own = { found: [judgedBy(`${lastName(site.name)}()`, site)], all: true };
  const { found, all } = byDefault ? own : scorers ? gradersIn(scorers, effect, site) : NO_GRADERS;
  if (found.length === 0) return null;
  const node = effect.scorers === null ? null : argumentNode(site, effect.scorers);
  estimate(site.frame, site.node, 'score', [joinAll(found)], [node], { framework: true });
  // the scores of single rows, where not all of them are a judge's, are too unsure to report what is made of them
  return new Value({
    origins: at(all ? 'certain' : 'possible', JUDGED),
    target: { kind: 'external', name: site.name },
    cause: causeAt(site.frame, site.node, 'step', 'scores of an evaluation', found),
  });
}
