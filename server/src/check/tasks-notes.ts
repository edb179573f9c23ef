import type { TaskValues } from '@unpool/shared/data/pair-task.ts';
import type { TaskSamples } from '@unpool/shared/data/task-samples.ts';
import type { TargetJson, TasksRequest } from '@unpool/shared/protocol/tasks.ts';

/** What one value column gives to compute with. */
export interface TargetInput {
  readonly value: string;
  readonly past: readonly TaskValues[];
  /** Past tasks that were left out, having too few rows of an origin. */
  readonly left: readonly string[];
  /** All synthetic values of the current task. */
  readonly synthetic: Float64Array;
  readonly current: TaskValues;
  /** One for each past task, or null. */
  readonly weights: readonly number[] | null;
  readonly dates: readonly number[] | null;
}

/** What a reader of the interval must know beside the numbers, in sentences. */
export function tasksNotes(
  request: TasksRequest,
  samples: TaskSamples,
  inputs: readonly TargetInput[],
  targets: readonly TargetJson[],
): readonly string[] {
  const { algorithm = 1, weights } = request;
  return [
    ...new Set([
      assumption(algorithm),
      'Which tasks count as past ones, and alpha, must be fixed before their results are looked at.',
      ...(weights === undefined
        ? []
        : [
            `Each past task counts with its weight in the column "${weights}". Weights must be fixed in advance, by age or likeness, not by the gaps.`,
          ]),
      ...(targets.length > 1
        ? [
            `All ${targets.length} intervals hold together (Algorithm 3): each is made at a ${targets.length}th of alpha.`,
          ]
        : []),
      ...inputs.flatMap((input, i) => [...constantNote(input, targets[i]!), ...notesOfTarget(input)]),
      ...probeNotes(targets),
      ...samples.problems,
      ...samples.targets.flatMap(({ value, missing }) =>
        missing > 0 ? [`Left out, having no value in the column "${value}": ${missing} rows.`] : [],
      ),
      ...samples.targets.flatMap(({ value, words }) =>
        words.size > 0
          ? [
              `Words in the column "${value}" are read as ${[...words].map(([word, number]) => `${word} = ${number}`).join(', ')}.`,
            ]
          : [],
      ),
      `Rows marked ${listed(samples.origins.real)} are real, rows marked ${listed(samples.origins.synthetic)} synthetic.`,
      ...(request.unit === undefined
        ? ['Rows are taken as independent; where the same rows were judged on both sides, name them by --unit.']
        : []),
    ]),
  ];
}

function assumption(algorithm: number): string {
  switch (algorithm) {
    case 4:
      return 'Algorithm 4 is about the mean that a real sample of the size of the past ones would have, not about the mean of the whole population. It assumes that the current task could have been any of these tasks.';
    case 5:
      return 'Algorithm 5 assumes that the current task could have been any of these tasks; their numbers of rows may differ.';
    default:
      return 'The interval assumes that the current task could have been any of these tasks, with its rows as they are. No computation can show this; if numbers of rows differ by design, use Algorithm 5.';
  }
}

/** Intervals that go by the spread take a mean without any for known. */
function constantNote({ value, past, synthetic }: TargetInput, { gapInterval }: TargetJson): string[] {
  const isConstant = (values: Float64Array) => values.every((number) => number === values[0]);
  const count = past.filter(({ real, synthetic, isPaired }) =>
    isPaired ? isConstant(real.map((number, i) => number - synthetic[i]!)) : isConstant(real) && isConstant(synthetic),
  ).length;
  if (gapInterval === 'newcombe' || !(count > 0 || isConstant(synthetic))) {
    return [];
  }
  const where = [
    ...(count > 0 ? [`between the rows of ${tasks(count)}`] : []),
    ...(isConstant(synthetic) ? ['between the synthetic rows of the current task'] : []),
  ];
  return [
    `Caution: "${value}" (of pairs, its difference) does not vary ${where.join(' and ')}. What does not vary counts as known exactly, so the interval may be too narrow: check that this is the right column.`,
  ];
}

function notesOfTarget({ value, past, left, current }: TargetInput): string[] {
  const pairs = past.filter(({ isPaired }) => isPaired);
  const unpaired = pairs.reduce((sum, task) => sum + task.unpaired, 0);
  return [
    ...(left.length > 0
      ? [
          `Left out, having too few rows of an origin with a value in "${value}": ${tasks(left.length)} ${listed(left)}.`,
        ]
      : []),
    ...(pairs.length > 0
      ? [
          `The gaps of ${tasks(pairs.length)} are of pairs, the same rows judged on both sides${
            unpaired > 0
              ? `; ${unpaired} rows there have no partner and are left out, which is right if the partners are a random part`
              : ''
          }.`,
        ]
      : []),
    ...(current.real.length > 0
      ? [
          `The current task has ${current.real.length} real rows: the sample check (unpool compare) uses them, this interval does not.`,
        ]
      : []),
  ];
}

function probeNotes(targets: readonly TargetJson[]): string[] {
  const has = targets.some(({ rankProbe, drift }) => rankProbe !== null || drift !== null);
  return has
    ? [
        'A large p-value of the rank probe or of the drift does not verify the assumption; a small one speaks against it.',
      ]
    : [];
}

function tasks(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name}"`);
  return shown.join(', ') + (names.length > 8 ? ', …' : '');
}
