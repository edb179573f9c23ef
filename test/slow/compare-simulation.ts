/** Draws real and synthetic rows whose true shift is known, and counts how often each interval of `compare` covers it. */
import { analyse } from '../../shared/src/statistics/analyse.ts';
import { type Assessment, assess } from '../../shared/src/statistics/assess.ts';
import { realOnly, weighted } from '../../shared/src/statistics/compare-estimates.ts';
import { compareStrata } from '../../shared/src/statistics/compare-strata.ts';
import { compareUnits } from '../../shared/src/statistics/compare-units.ts';
import { quantileOf } from '../../shared/src/statistics/estimand.ts';
import { normals } from '../../shared/src/statistics/normals.ts';
import { random } from '../../shared/src/statistics/random.ts';
import type { Drawn, Setting } from './compare-setting.ts';
import { Tallies, type Tally } from './simulation.ts';

const ALPHA = 0.05;

/** Computes every interval `repetitions` times. The keys are `shift`, `real-only`, `importance-weighted` and `stratum`. */
export function simulate(setting: Setting, repetitions: number, seed: number): ReadonlyMap<string, Tally> {
  const normal = normals(random(seed));
  const tallies = new Tallies();
  for (let i = 0; i < repetitions; i++) {
    tell(tallies, setting, setting.draw(normal), i);
  }
  return tallies.byMethod;
}

function tell(tallies: Tallies, { truth }: Setting, { covariates, strata, ...rows }: Drawn, seed: number): void {
  if (covariates !== undefined) {
    const estimate = weighted({ ...rows, covariates, seed, obstacle: null }, ALPHA);
    tallies.tell('importance-weighted', 'refused' in estimate ? null : estimate.ci95, truth.real);
    return;
  }
  if (strata !== undefined) {
    for (const stratum of compareStrata(rows, strata, 1, ALPHA).strata) {
      tallies.tell('stratum', 'refused' in stratum ? null : stratum.shift.ci95, truth.shift);
    }
    return;
  }
  const analysis = analysisOf(rows);
  tallies.tell('shift', analysis?.shift.interval(0.95) ?? null, truth.shift);
  if (!Number.isNaN(truth.real)) {
    const own = analysis && realOnly(analysis, ALPHA);
    tallies.tell('real-only', own && !('refused' in own) ? own.ci95 : null, truth.real);
  }
}

/** Null where the rows cannot be fitted. */
function analysisOf(rows: Drawn): Assessment['analysis'] | null {
  if (quantileOf(rows.estimand) !== null) {
    // As `assess` does, without the p-values, which take a hundred times as long here.
    const units = compareUnits(rows.real, rows.synthetic, rows.clusters);
    return analyse({ ...rows, units, isClustered: rows.clusters !== null, isRate: false, models: null });
  }
  try {
    return assess(rows, 1, ALPHA).analysis;
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}
