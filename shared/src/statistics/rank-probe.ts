import { max, min } from 'd3-array';
import { type Random, random } from './random.ts';

/** Real values of a task (or their differences to the synthetic ones, for pairs), and what to take from their mean. */
export interface ProbedTask {
  readonly values: Float64Array;
  /** The synthetic mean; 0 for differences. */
  readonly synthetic: number;
}

export interface RankProbe {
  /** Gap of the current task on `rows` of its real rows. */
  readonly gap: number;
  /** Rows of each task: as many as the task with the fewest has, since fewer rows make gaps spread more. */
  readonly rows: number;
  /** Past gaps not above, and not below, the current one. */
  readonly notAbove: number;
  readonly notBelow: number;
  readonly p: number;
}

/** Whether the current gap lies among the past ones, as it would if the tasks were exchangeable: p by its rank. */
export function rankProbe(past: readonly ProbedTask[], current: ProbedTask, seed: number): RankProbe {
  const tasks = [...past, current];
  const rows = min(tasks, ({ values }) => values.length)!;
  const source = random(seed);
  const gapOf = ({ values, synthetic }: ProbedTask) => meanOf(values, rows, source) - synthetic;
  const gap = gapOf(current);
  const gaps = past.map(gapOf);
  // Equal gaps differ by the noise of their subtraction.
  const scale = Math.max(max(tasks, ({ synthetic }) => Math.abs(synthetic))!, Math.abs(gap));
  const noise = 1e-12 * scale;
  const notAbove = gaps.filter((other) => other <= gap + noise).length;
  const notBelow = gaps.filter((other) => other >= gap - noise).length;
  const p = Math.min(1, (2 * (1 + Math.min(notAbove, notBelow))) / (past.length + 1));
  return { gap, rows, notAbove, notBelow, p };
}

/** Mean of `rows` of the values, drawn without replacement. */
function meanOf(values: Float64Array, rows: number, { below }: Random): number {
  const drawn = Float64Array.from(values);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const j = rows === values.length ? i : i + below(values.length - i);
    sum += drawn[j]!;
    drawn[j] = drawn[i]!;
  }
  return sum / rows;
}
