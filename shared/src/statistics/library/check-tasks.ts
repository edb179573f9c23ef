import { type TasksCheck as Checked, checkTasks as check, type Task } from '../check-tasks.ts';
import type { BudgetName, TaskAlgorithm } from '../error-budget.ts';
import type { GapMethod } from '../gap.ts';
import { isBinary } from '../is-binary.ts';
import { levelOf, measurable, numbers, numbersLike, seedOf } from './checked.ts';

/** A task of which both the real and the synthetic answer are known. */
export interface PastTask {
  readonly real: ArrayLike<number>;
  readonly synthetic: ArrayLike<number>;
  /** `real[i]` and `synthetic[i]` are of the same row. */
  readonly pairs?: boolean;
}

/** The task to have an interval for. */
export interface CurrentTask {
  readonly synthetic: ArrayLike<number>;
  /** If there are some: whether the current gap looks like the past ones. They are not used for the interval. */
  readonly real?: ArrayLike<number>;
}

export interface TasksOptions {
  /** The interval has the level 1 - alpha; 0.1 by default, for which it takes 28 past tasks. */
  readonly alpha?: number;
  /** 1 (the default) for the real mean; 4 for what a real sample would show; 5 where only the tasks are exchangeable. */
  readonly algorithm?: TaskAlgorithm;
  /** How alpha is spent, fixed in advance: `large-samples` leaves nearly all of it to the gaps. */
  readonly budget?: BudgetName;
  readonly gapInterval?: 'auto' | GapMethod;
  /** How much each past task resembles the current one, from 0 to 1, fixed in advance. */
  readonly weights?: ArrayLike<number>;
  /** When each past task was, as a number: tells whether the gaps drift. */
  readonly dates?: ArrayLike<number>;
  /** Of the rows drawn for the rank probe. 1 by default. */
  readonly seed?: number;
}

export type TasksCheck = Checked & { readonly tasks: number };

/**
 * An interval for the real mean of a task that has synthetic rows only, from how far off they were in past tasks (Tan and
 * Zrnic). It holds if the current task could have been any of the past ones. What `unpool tasks` prints.
 */
export function checkTasks(past: readonly PastTask[], current: CurrentTask, options: TasksOptions = {}): TasksCheck {
  const { alpha = 0.1, algorithm = 1, budget = 'proportional', gapInterval = 'auto', seed = 1 } = options;
  levelOf(alpha);
  if (budget === 'large-samples' && alpha <= 0.01) {
    throw new RangeError(`alpha is ${alpha}, and the budget for large samples takes 0.01 of it; expected more`);
  }
  if (!Array.isArray(past) || past.length === 0) {
    throw new RangeError('there are no past tasks; expected an array of { real, synthetic }');
  }
  const synthetic = numbers(current.synthetic, 'current.synthetic', 1);
  const tasks = past.map(taskOf);
  const all = [synthetic, ...tasks.flatMap((task) => [task.real, task.synthetic])];
  const isRate = all.every(isBinary);
  if (gapInterval === 'newcombe' && !(isRate && tasks.every(({ isPaired }) => !isPaired))) {
    throw new RangeError(
      'gapInterval is "newcombe", which is for zeros and ones of independent rows; use "auto" or "t"',
    );
  }
  const least = isRate && (gapInterval === 'auto' || gapInterval === 'newcombe') ? 1 : 2;
  enough(synthetic, 'current.synthetic', least);
  for (const [i, task] of tasks.entries()) {
    enough(task.real, `past[${i}].real`, task.isPaired ? 2 : least);
    enough(task.synthetic, `past[${i}].synthetic`, task.isPaired ? 2 : least);
  }
  const real = current.real === undefined ? new Float64Array(0) : numbers(current.real, 'current.real', 0);
  const result = check(
    tasks,
    synthetic,
    { real, synthetic, isPaired: false },
    {
      algorithm,
      alpha,
      budget,
      gapInterval,
      weights: options.weights === undefined ? null : weightsOf(options.weights, tasks.length),
      dates: options.dates === undefined ? null : [...numbersLike(options.dates, 'dates', tasks.length, 'past')],
      seed: seedOf(seed),
    },
  );
  return { ...result, tasks: tasks.length };
}

function taskOf({ real, synthetic, pairs = false }: PastTask, i: number): Task {
  const values = numbers(real, `past[${i}].real`);
  return {
    real: values,
    synthetic: pairs
      ? numbersLike(synthetic, `past[${i}].synthetic`, values.length, `past[${i}].real`)
      : numbers(synthetic, `past[${i}].synthetic`),
    isPaired: pairs,
  };
}

function enough(values: Float64Array, name: string, least: number): void {
  if (values.length < least) {
    throw new RangeError(`${name} has length ${values.length}; expected at least ${least} numbers`);
  }
  measurable(values, name);
}

function weightsOf(weights: ArrayLike<number>, tasks: number): readonly number[] {
  const checked = numbersLike(weights, 'weights', tasks, 'past');
  const place = checked.findIndex((weight) => weight < 0 || weight > 1);
  if (place >= 0) {
    throw new RangeError(`weights[${place}] is ${checked[place]}; expected a number from 0 to 1`);
  }
  return [...checked];
}
