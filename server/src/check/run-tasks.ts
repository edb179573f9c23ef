import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import { nearest } from '@unpool/shared/data/nearest.ts';
import { pairTask, syntheticValues, type TaskValues } from '@unpool/shared/data/pair-task.ts';
import { readTasks, type TaskSample, type TaskSamples } from '@unpool/shared/data/task-samples.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { TargetJson, TasksRequest, TasksResult } from '@unpool/shared/protocol/tasks.ts';
import { checkTasks } from '@unpool/shared/statistics/check-tasks.ts';
import { isBinary } from '@unpool/shared/statistics/is-binary.ts';
import { checkAlpha, checkSeed, checkSmallSpread } from './check-numbers.ts';
import type { RunOptions } from './run-compare.ts';
import { type TargetInput, tasksNotes } from './tasks-notes.ts';
import { toTarget } from './to-target.ts';
import { watched } from './watched.ts';

/** Share of the progress that reading takes. */
const READING = 0.5;

/**
 * The interval for a task with synthetic rows only: reads, computes, and gives what `tasks --format json` prints.
 * Throws a DataError for input that cannot be used, and the signal's reason when cancelled.
 */
export async function runTasks(
  request: TasksRequest,
  open: (file: DataFileRef) => DataFile,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'> = {},
): Promise<TasksResult> {
  const { alpha = 0.1, algorithm = 1, budget = 'proportional', seed = 1, values, current } = request;
  checkNumbers(alpha, alpha / values.length, budget, seed);
  const { task, origin, realIs, syntheticIs, unit, weights, date } = request;
  const words = { column: origin, realIs, syntheticIs };
  const onRead = (share: number) => onProgress?.({ fraction: READING * share, stage: 'reading' });
  checkFiles(request.data);
  const files = watched(request.data.map(open), { onRead, signal });
  const samples = await readTasks(files, { task, origin: words, values, unit, weights, date });
  onProgress?.({ fraction: READING, stage: 'computing' });
  const inputs = samples.targets.map((target) => inputOf(target, samples, request));
  const targets = inputs.map((input): TargetJson => {
    const own = alpha / values.length;
    const check = checkTasks(input.past, input.synthetic, input.current, {
      algorithm,
      alpha: own,
      budget,
      gapInterval: request.gapInterval ?? 'auto',
      weights: input.weights,
      dates: input.dates,
      seed,
    });
    return toTarget(check, input, own);
  });
  const common = {
    kind: 'tasks',
    algorithm: values.length > 1 ? 3 : algorithm,
    alpha,
    budget,
    seed,
    current,
    files: request.data.map(({ name }) => name),
    notes: tasksNotes(request, samples, inputs, targets),
  } as const;
  return targets.length === 1 ? { ...common, ...targets[0]! } : { ...common, targets };
}

function checkFiles(data: readonly DataFileRef[]): void {
  const twice = data.find(({ uri }, i) => data.findIndex((other) => other.uri === uri) < i);
  if (twice !== undefined) {
    throw new DataError('this file is given twice, so that its rows would count twice; expected it once', {
      file: twice.name,
    });
  }
}

function checkNumbers(alpha: number, own: number, budget: TasksRequest['budget'], seed: number): void {
  checkAlpha(alpha, 0.1);
  if (budget === 'large-samples' && own <= 0.01) {
    throw new DataError(`alpha for one value column is ${own}; the budget for large samples takes 0.01, expected more`);
  }
  checkSeed(seed);
}

function inputOf(target: TaskSamples['targets'][number], samples: TaskSamples, request: TasksRequest): TargetInput {
  const { value, tasks } = target;
  const sample = currentOf(tasks, request, value);
  const synthetic = syntheticValues(sample);
  const others = tasks.filter(({ name }) => name !== request.current).map(pairTask);
  const isProportion = [synthetic, ...others.flatMap(({ real, synthetic }) => [real, synthetic])].every(isBinary);
  const method = request.gapInterval ?? 'auto';
  const least = isProportion && (method === 'auto' || method === 'newcombe') ? 1 : 2;
  if (synthetic.length < least) {
    const found = synthetic.length === 0 ? 'no synthetic row' : 'only one synthetic row';
    throw new DataError(`task "${request.current}" has ${found} with a value; expected at least ${least}`, {
      column: value,
    });
  }
  const enough = ({ real, synthetic, isPaired }: TaskValues) =>
    Math.min(real.length, synthetic.length) >= (isPaired ? 2 : least);
  const past = others.filter(enough);
  if (past.length === 0) {
    const expected = `expected past tasks with ${least} or more rows of each origin`;
    throw new DataError(`no other task than "${request.current}" has real and synthetic rows; ${expected}`, {
      column: request.task,
    });
  }
  checkMethod(method, isProportion, past, value);
  checkSmallSpread(synthetic, `synthetic values of task "${request.current}"`, value);
  for (const { name, real, synthetic } of past) {
    checkSmallSpread(real, `real values of task "${name}"`, value);
    checkSmallSpread(synthetic, `synthetic values of task "${name}"`, value);
  }
  return {
    value,
    past,
    left: others.filter((task) => !enough(task)).map(({ name }) => name),
    synthetic,
    current: pairTask(sample),
    weights: request.weights === undefined ? null : factsOf(past, samples.weights, 'weight', request.weights),
    dates: request.date === undefined ? null : factsOf(past, samples.dates, 'date', request.date),
  };
}

function currentOf(tasks: readonly TaskSample[], request: TasksRequest, value: string): TaskSample {
  const sample = tasks.find(({ name }) => name === request.current);
  if (sample !== undefined) {
    return sample;
  }
  const names = tasks.map(({ name }) => name);
  const near = nearest(request.current, names);
  const shown = `${names
    .slice(0, 8)
    .map((name) => `"${name}"`)
    .join(', ')}${names.length > 8 ? ', …' : ''}`;
  const hint = near === undefined ? '' : `did you mean "${near}"? `;
  throw new DataError(
    `there is no task "${request.current}" with values of "${value}"; ${hint}The tasks are ${shown}`,
    {
      column: request.task,
    },
  );
}

function checkMethod(
  method: NonNullable<TasksRequest['gapInterval']>,
  isProportion: boolean,
  past: readonly TaskValues[],
  value: string,
): void {
  if (method !== 'newcombe') {
    return;
  }
  if (!isProportion) {
    throw new DataError("Newcombe's interval needs zeros and ones; use the gap interval auto or t", { column: value });
  }
  if (past.some(({ isPaired }) => isPaired)) {
    throw new DataError("Newcombe's interval is for independent rows, and these are pairs; use auto or t", {
      column: value,
    });
  }
}

function factsOf(
  past: readonly TaskValues[],
  facts: ReadonlyMap<string, number>,
  fact: string,
  column: string,
): readonly number[] {
  return past.map(({ name }) => {
    const value = facts.get(name);
    if (value === undefined) {
      throw new DataError(`task "${name}" has no ${fact}; expected one for each past task`, { column });
    }
    return value;
  });
}
