/** The interval for a task with synthetic rows only: what is asked, and the JSON that answers. */
import type { ListedTask } from '../data/list-tasks.ts';
import type { DataFileRef, IntervalJson } from './check.ts';

/** 1 and 5 are about the real mean, 4 about what a real sample would show; 5 asks that only the tasks be exchangeable. */
export type TaskAlgorithm = 1 | 4 | 5;
export type GapIntervalName = 'auto' | 'wald' | 'newcombe' | 't';
export type BudgetName = 'proportional' | 'large-samples';

export interface TasksRequest {
  readonly data: readonly DataFileRef[];
  /** Column that names the task of a row. */
  readonly task: string;
  readonly origin: string;
  /** Values of the origin column; guessed from common words when absent. */
  readonly realIs?: string;
  readonly syntheticIs?: string;
  /** Columns of the values; several are held together (Algorithm 3). */
  readonly values: readonly [string, ...string[]];
  /** The task to have an interval for. */
  readonly current: string;
  /** The interval has the level 1 - alpha; 0.1 when absent. */
  readonly alpha?: number;
  readonly algorithm?: TaskAlgorithm;
  readonly budget?: BudgetName;
  readonly gapInterval?: GapIntervalName;
  /** Column that names the judged row: a real and a synthetic value of the same row are a pair. */
  readonly unit?: string;
  /** Column of the tasks' weights, fixed in advance, in [0, 1]. */
  readonly weights?: string;
  /** Column of the tasks' dates. */
  readonly date?: string;
  /** Of the rows drawn for the rank probe, and of permutations; 1 when absent. */
  readonly seed?: number;
}

/** Which tasks a file has; for asking people. */
export interface TaskListQuestion {
  readonly kind: 'task-list';
  readonly file: DataFileRef;
  readonly columns: Pick<TasksRequest, 'task' | 'origin' | 'realIs' | 'syntheticIs'>;
}

export interface TaskList {
  readonly kind: 'task-list';
  readonly tasks: readonly ListedTask[];
}

/** An interval, or why there is none. */
export type PredictionJson = { readonly estimate: number; readonly ci: IntervalJson } | { readonly refused: string };

export interface GapJson {
  readonly task: string;
  /** Real minus synthetic. */
  readonly gap: number;
  readonly ci: IntervalJson;
  /** What went into the band. */
  readonly bounds: IntervalJson;
  readonly real: number;
  readonly synthetic: number;
  /** Pairs of values of the same row, instead of two samples. */
  readonly pairs: boolean;
  readonly weight?: number;
}

/** The interval of one value column. `ci` is always at 1 - alpha. */
export interface TargetJson {
  readonly value: string;
  /** Zeros and ones. */
  readonly isProportion: boolean;
  /** Past tasks. */
  readonly tasks: number;
  /** Level of this target's intervals: alpha, or its share where several hold together. */
  readonly alpha: number;
  readonly gapInterval: 'wald' | 'newcombe' | 't';
  /** The synthetic rows of the current task taken for real ones; `bounds` went into the interval. */
  readonly syntheticOnly: {
    readonly n: number;
    readonly estimate: number;
    readonly ci: IntervalJson;
    readonly bounds: IntervalJson;
  };
  readonly gapBand: IntervalJson;
  readonly interval: IntervalJson;
  /** Past tasks for a finite interval, of weight 1 each. */
  readonly minimumTasks: number;
  /** With weights: their sum, and the sum for a finite interval. */
  readonly weight: { readonly sum: number; readonly needed: number } | null;
  /** When the band is infinite: assumes that gaps are normal. */
  readonly fallback: ({ readonly method: 't-prediction' } & PredictionJson) | null;
  /** When the band is infinite: assumes the same, and leaves sampling error out of the spread. */
  readonly randomEffects: PredictionJson | null;
  /** When the current task has real rows, too. */
  readonly rankProbe: {
    readonly gap: number;
    /** Real rows drawn of each task. */
    readonly rows: number;
    readonly notAbove: number;
    readonly notBelow: number;
    readonly p: number;
  } | null;
  /** When dates are given and differ: Spearman's rank correlation of gap and date. */
  readonly drift: { readonly rho: number; readonly p: number } | null;
  readonly gaps: readonly GapJson[];
}

interface TasksCommon {
  readonly kind: 'tasks';
  readonly algorithm: TaskAlgorithm | 3;
  readonly alpha: number;
  readonly budget: BudgetName;
  readonly seed: number;
  readonly current: string;
  readonly files: readonly string[];
  /** For people: what was left out or assumed. */
  readonly notes: readonly string[];
}

/** What `tasks --format json` prints: the target's fields beside the common ones, or a list where there are several. */
export type TasksResult = TasksCommon & (TargetJson | { readonly targets: readonly TargetJson[] });

export function targetsOf(result: TasksResult): readonly TargetJson[] {
  return 'targets' in result ? result.targets : [result];
}

/** The past tasks are too few, or weigh too little, to bound the gap. */
export function isInfinite({ gapBand }: TargetJson): boolean {
  return gapBand.some((bound) => typeof bound !== 'number');
}
