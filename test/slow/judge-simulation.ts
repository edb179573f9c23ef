/** Draws judged rows whose true mean is known, and counts how often each interval of the check covers it. */
import { errorShift } from '../../shared/src/statistics/error-shift.ts';
import { judgeEstimates } from '../../shared/src/statistics/judge-estimates.ts';
import { type JudgeUnits, judgeUnits } from '../../shared/src/statistics/judge-units.ts';
import { type Random, random } from '../../shared/src/statistics/random.ts';
import { RATES, SIZES, Tallies, type Tally } from './simulation.ts';

/** One way in which rows may come about. */
export interface Setting {
  readonly kind: 'binary' | 'continuous';
  readonly labelled: number;
  readonly unlabelled: number;
  /** What is drawn, in words: "p=0.2, sensitivity 0.9, …". */
  readonly name: string;
  /** The true mean of the human labels, and of judge minus human. */
  readonly mean: number;
  readonly error: number;
  /** Rate of human passes; NaN for continuous labels. */
  readonly p: number;
  /** A row, with its stratum 0 or 1. */
  draw(next: () => number): readonly [human: number, judge: number, stratum: number];
}

/** Lenient, good, middling, excellent, excellent with hardly any other rows, and useless. */
const JUDGES = [
  { sensitivity: 0.95, specificity: 0.6, unlabelled: 1000 },
  { sensitivity: 0.9, specificity: 0.9, unlabelled: 100 },
  { sensitivity: 0.8, specificity: 0.7, unlabelled: 1000 },
  { sensitivity: 0.98, specificity: 0.98, unlabelled: 1000 },
  { sensitivity: 0.98, specificity: 0.98, unlabelled: 20 },
  { sensitivity: 0.6, specificity: 0.5, unlabelled: 100 },
] as const;
const CORRELATIONS = [0.3, 0.8, 0.95] as const;

export function settings(): readonly Setting[] {
  return SIZES.flatMap((labelled) => [
    ...JUDGES.flatMap((judge) => RATES.map((p) => binary(labelled, p, judge))),
    ...CORRELATIONS.flatMap((rho) =>
      (['normal', 'uniform', 'exponential'] as const).map((shape) => continuous(labelled, shape, rho)),
    ),
  ]);
}

function binary(labelled: number, p: number, judge: (typeof JUDGES)[number]): Setting {
  const { sensitivity, specificity, unlabelled } = judge;
  const away = Math.min(p, 1 - p) / 2;
  return {
    kind: 'binary',
    labelled,
    unlabelled,
    name: `p ${p}, sensitivity ${sensitivity}, specificity ${specificity}, ${unlabelled} unlabelled`,
    mean: p,
    error: p * sensitivity + (1 - p) * (1 - specificity) - p,
    p,
    draw(next) {
      const stratum = next() < 0.5 ? 0 : 1;
      const human = next() < (stratum === 0 ? p - away : p + away) ? 1 : 0;
      return [human, next() < (human === 1 ? sensitivity : 1 - specificity) ? 1 : 0, stratum];
    },
  };
}

function continuous(labelled: number, shape: 'normal' | 'uniform' | 'exponential', rho: number): Setting {
  const normal = (next: () => number) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const shapes = {
    normal,
    uniform: (next: () => number) => (next() - 0.5) * Math.sqrt(12),
    exponential: (next: () => number) => -Math.log(1 - next()) - 1,
  };
  return {
    kind: 'continuous',
    labelled,
    unlabelled: 400,
    name: `${shape}, correlation ${rho}, 400 unlabelled`,
    mean: 0,
    error: 0.3,
    p: Number.NaN,
    draw(next) {
      const stratum = next() < 0.5 ? 0 : 1;
      const human = shapes[shape](next);
      return [human, rho * human + Math.sqrt(1 - rho ** 2) * normal(next) + 0.3, stratum];
    },
  };
}

/** Computes every interval `repetitions` times. The keys are the methods and `errorShift`. */
export function simulate(setting: Setting, repetitions: number, seed: number): ReadonlyMap<string, Tally> {
  const next = uniform(random(seed));
  const tallies = new Tallies();
  for (let i = 0; i < repetitions; i++) {
    const units = drawn(setting, next);
    tallies.tell('errorShift', errorShift(units.sample.human, units.sample.judge).shift.interval(0.95), setting.error);
    for (const estimate of judgeEstimates(units, setting.kind === 'binary' ? 'proportion' : 'mean', 0.05)) {
      if (estimate.method !== 'naive') {
        tallies.tell(estimate.method, 'refused' in estimate ? null : estimate.ci95, setting.mean);
      }
    }
  }
  return tallies.byMethod;
}

function drawn(setting: Setting, next: () => number): JudgeUnits {
  const draw = (count: number) => Array.from({ length: count }, () => setting.draw(next));
  const labelled = draw(setting.labelled);
  const unlabelled = draw(setting.unlabelled);
  return judgeUnits({
    sample: {
      human: Float64Array.from(labelled, ([human]) => human),
      judge: Float64Array.from(labelled, ([, judge]) => judge),
      unlabelled: Float64Array.from(unlabelled, ([, judge]) => judge),
    },
    clusters: null,
    strata: {
      labelled: labelled.map(([, , stratum]) => stratum),
      unlabelled: unlabelled.map(([, , stratum]) => stratum),
      names: ['a', 'b'],
    },
  });
}

/** Uniform in [0, 1). */
function uniform({ below }: Random): () => number {
  return () => below(2 ** 31) / 2 ** 31;
}
