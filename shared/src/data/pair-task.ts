import type { TaskSample, TaskSide } from './task-samples.ts';

/** A task's values, one for each unit where units are named. */
export interface TaskValues {
  readonly name: string;
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  /** Whether `real[i]` and `synthetic[i]` are of the same unit. */
  readonly isPaired: boolean;
  /** Units of one side only that were left out of the pairs. */
  readonly unpaired: number;
}

/** Several values of one unit become their mean; where units have values of both origins, only those are kept, as pairs. */
export function pairTask({ name, real, synthetic }: TaskSample): TaskValues {
  const a = byUnit(real);
  const b = byUnit(synthetic);
  if (a === null || b === null) {
    return { name, real: real.values, synthetic: synthetic.values, isPaired: false, unpaired: 0 };
  }
  const shared = [...a.keys()].filter((unit) => b.has(unit));
  const isPaired = shared.length > 0;
  const values = (means: ReadonlyMap<number, number>) =>
    Float64Array.from(isPaired ? shared.map((unit) => means.get(unit)!) : means.values());
  const unpaired = isPaired ? a.size + b.size - 2 * shared.length : 0;
  return { name, real: values(a), synthetic: values(b), isPaired, unpaired };
}

/** The synthetic values of a task, one for each unit, whether paired or not. */
export function syntheticValues({ synthetic }: TaskSample): Float64Array {
  const means = byUnit(synthetic);
  return means === null ? synthetic.values : Float64Array.from(means.values());
}

function byUnit({ values, units }: TaskSide): ReadonlyMap<number, number> | null {
  if (units === null) {
    return null;
  }
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [i, unit] of units.entries()) {
    const entry = sums.get(unit) ?? { sum: 0, count: 0 };
    entry.sum += values[i]!;
    entry.count++;
    sums.set(unit, entry);
  }
  return new Map([...sums].map(([unit, { sum, count }]) => [unit, sum / count]));
}
