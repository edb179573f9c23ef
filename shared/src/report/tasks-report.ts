import type { IntervalJson } from '../protocol/check.ts';
import { isInfinite, type PredictionJson, type TargetJson, type TasksResult, targetsOf } from '../protocol/tasks.ts';
import { count, level, number, pValue, signed } from './format.ts';
import { gapsPicture, MOST_DRAWN } from './gaps-picture.ts';
import { tasksHeadlines } from './headlines.ts';
import { estimated, interval, type Report, type ReportSection, type ReportTable } from './model.ts';
import { tasksAdvice } from './tasks-advice.ts';

/** What `tasks` found, as a report. */
export function tasksReport(result: TasksResult): Report {
  const targets = targetsOf(result);
  const [first, ...others] = targets.map((target) => [wordOf(target), sentence(target, result)] as const);
  return {
    title: `${targets.map(({ value }) => `"${value}"`).join(', ')} in the task "${result.current}", from synthetic rows and past tasks`,
    verdict: targets.some(isInfinite) ? 'inconclusive' : 'none',
    word: first![0],
    sentence: [first![1], ...others.map(([word, rest]) => `${word}: ${rest}`)].join(' '),
    headlines: tasksHeadlines(result),
    consequence: [...targets.map(naive), ...targets.flatMap(fallbackSentence)].join(' '),
    sections: targets.flatMap((target, i) => sectionsOf(target, targets.length > 1 ? `-${i + 1}` : '')),
    advice: tasksAdvice(result),
    notes: result.notes,
    method: method(result, targets[0]!),
  };
}

function wordOf(target: TargetJson): string {
  return isInfinite(target) ? `No interval for "${target.value}"` : 'Interval';
}

/** What follows the word. */
function sentence(target: TargetJson, { current, algorithm, alpha }: TasksResult): string {
  const { value, tasks, weight, minimumTasks } = target;
  if (isInfinite(target)) {
    return weight === null
      ? `this needs at least ${count(minimumTasks)} past tasks, and there ${tasks === 1 ? 'is 1' : `are ${count(tasks)}`}.`
      : `this needs past tasks of a total weight of at least ${number(weight.needed)} (at least ${count(minimumTasks)} tasks), and these have ${number(weight.sum)}.`;
  }
  const what = algorithm === 4 ? `the mean of "${value}" in a real sample` : `the real mean of "${value}"`;
  const [low, high] = target.interval as readonly [number, number];
  const says =
    target.isProportion && low <= 0 && high >= 1 ? ' That is anything: the past gaps differ too much to say more.' : '';
  return `${what} in the task "${current}" is between ${interval(target.interval, target.isProportion).replace(' to ', ' and ')}, with a probability of at least ${level(1 - alpha)} if this task is like the ${count(tasks)} past ones.${says}`;
}

function naive({ value, syntheticOnly, isProportion, alpha, gaps }: TargetJson): string {
  const half = (Number(syntheticOnly.ci[1]) - Number(syntheticOnly.ci[0])) / 2;
  const missed = gaps.filter(({ gap }) => Math.abs(gap) > half).length;
  return `The synthetic rows alone say ${estimated(syntheticOnly.estimate, syntheticOnly.ci)} (${interval(syntheticOnly.ci, isProportion)} at ${level(1 - alpha)}) for "${value}". Such an interval takes the gap for zero: it is narrower than the gap was in ${count(missed)} of the ${count(gaps.length)} past tasks.`;
}

function fallbackSentence({ value, fallback, isProportion, alpha }: TargetJson): string[] {
  if (fallback === null) {
    return [];
  }
  return 'refused' in fallback
    ? [`There is no fallback for "${value}" either: ${fallback.refused}.`]
    : [
        `Fallback for "${value}", which assumes normal gaps: ${estimated(fallback.estimate, fallback.ci)} (${interval(fallback.ci, isProportion)} at ${level(1 - alpha)}).`,
      ];
}

function sectionsOf(target: TargetJson, suffix: string): ReportSection[] {
  const { value, rankProbe, drift } = target;
  return [
    { title: `The interval of "${value}"`, table: intervalTable(target) },
    {
      title: `The gaps of "${value}" in past tasks`,
      picture: {
        draw: () => gapsPicture(target, `gaps${suffix}`),
        caption: `Dots: gaps, real minus synthetic; lines: their bounds; shaded: the band for the current task.${target.gaps.length > MOST_DRAWN ? ` Of ${count(target.gaps.length)} tasks, ${MOST_DRAWN} are drawn.` : ''}`,
      },
      table: gapsTable(target),
    },
    ...(rankProbe === null && drift === null
      ? []
      : [{ title: `Signs against "${value}" being like the past tasks`, table: probeTable(target) }]),
  ];
}

function intervalTable(target: TargetJson): ReportTable {
  const { syntheticOnly, gapBand, isProportion, fallback, randomEffects, minimumTasks, tasks, weight } = target;
  const shownLevel = level(1 - target.alpha);
  const shown = (bounds: IntervalJson, clip = isProportion) =>
    isInfinite(target) && bounds.some((bound) => typeof bound !== 'number')
      ? `none: needs at least ${count(minimumTasks)} tasks`
      : interval(bounds, clip);
  const predicted = (name: string, prediction: PredictionJson | null) =>
    prediction === null
      ? []
      : 'refused' in prediction
        ? [[name, '', `none: ${prediction.refused}`]]
        : [[name, estimated(prediction.estimate, prediction.ci), interval(prediction.ci, isProportion)]];
  return {
    caption: `"${target.value}": ${count(tasks)} past tasks, ${count(syntheticOnly.n)} synthetic rows`,
    head: ['', 'estimate', 'interval'],
    rows: [
      [
        `synthetic rows alone, ${shownLevel} (not trustworthy)`,
        estimated(syntheticOnly.estimate, syntheticOnly.ci),
        interval(syntheticOnly.ci, isProportion),
      ],
      ['bounds on the synthetic mean', '', interval(syntheticOnly.bounds)],
      ['band for the gap', '', shown(gapBand, false)],
      [`interval, ${shownLevel}`, '', shown(target.interval)],
      ...predicted(`fallback (t-prediction), ${shownLevel}, assumes normal gaps`, fallback),
      ...predicted(`fallback (random effects), ${shownLevel}, assumes normal gaps`, randomEffects),
      ...(weight === null ? [] : [['total weight of the past tasks', number(weight.sum), '']]),
    ],
  };
}

function gapsTable({ gaps, value }: TargetJson): ReportTable {
  const isWeighted = gaps.some(({ weight }) => weight !== undefined);
  return {
    caption: `Past tasks: the mean of "${value}", and the gap, real minus synthetic`,
    head: ['task', 'real', 'synthetic', 'gap', 'bounds on the gap', ...(isWeighted ? ['weight'] : [])],
    rows: gaps.map(({ task, real, synthetic, gap, bounds, pairs, weight }) => [
      task + (pairs ? ' (pairs)' : ''),
      number(real),
      number(synthetic),
      signed(gap),
      interval(bounds),
      ...(weight === undefined ? [] : [number(weight)]),
    ]),
  };
}

function probeTable({ rankProbe, drift, tasks }: TargetJson): ReportTable {
  return {
    caption: 'They do not verify the assumption',
    head: ['', 'found', 'p'],
    rows: [
      ...(rankProbe === null
        ? []
        : [
            [
              `rank probe: the current gap on ${count(rankProbe.rows)} real rows`,
              `${signed(rankProbe.gap)}; ${count(rankProbe.notAbove)} of ${count(tasks)} past gaps not above, ${count(rankProbe.notBelow)} not below`,
              pValue(rankProbe.p),
            ],
          ]),
      ...(drift === null ? [] : [['drift: rank correlation of gap and date', signed(drift.rho), pValue(drift.p)]]),
    ],
  };
}

const METHODS = {
  wald: 'normal (Wald) intervals',
  newcombe: "Wilson's interval of the synthetic mean and Newcombe's of the gaps",
  t: "Student's interval of the synthetic mean and Welch's of the gaps",
} as const;

function method({ algorithm, budget, seed }: TasksResult, { gapInterval, alpha }: TargetJson): string {
  const spent =
    algorithm === 4
      ? `all of alpha = ${number(alpha)} is spent on the rank of the gap`
      : budget === 'proportional'
        ? `alpha = ${number(alpha)} is spent by 0.1, 0.2 and 0.7 of it on the synthetic mean, the gaps and the rank of the gap`
        : `of alpha = ${number(alpha)}, 0.005 each is spent on the synthetic mean and the gaps, the rest on the rank of the gap`;
  return `Algorithm ${algorithm} of Tan and Zrnic, "Valid Inference with Synthetic Data via Task Exchangeability" (arXiv 2606.13629), with ${METHODS[gapInterval]}; ${spent}. Seed ${seed}.`;
}
