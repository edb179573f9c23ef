import type { CompareRequest, CompareResult, Estimand } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import type { AnsweredCheck, CheckQuestion } from '@unpool/shared/protocol/question.ts';
import { type TaskAlgorithm, type TasksRequest, type TasksResult, targetsOf } from '@unpool/shared/protocol/tasks.ts';
import { number } from '@unpool/shared/report/format.ts';
import { type NumberControl, problemWith } from './number-control.ts';
import type { Asked, ReportState } from './report-state.ts';

/** What can be asked in another way: a number, or one of some names. */
export type Control = NumberControl | ChoiceControl;

export interface ChoiceControl {
  readonly kind: 'choice';
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, shown: string])[];
}

/** Of more, none can be found in a list. */
const MOST_OPTIONS = 500;

export function controlsOf({ check, columns }: ReportState): readonly Control[] {
  switch (check.kind) {
    case 'compare':
      return compareControls(check.request, check.result, columns);
    case 'judge':
      return judgeControls(check.request, check.result, columns);
    case 'tasks':
      return tasksControls(check.request, check.result, columns);
  }
}

/** The question with what the controls say. Undefined where they say what cannot be asked: the page would not send it. */
export function withAsked(state: ReportState, asked: Asked): CheckQuestion | undefined {
  const isUsable = controlsOf(state).every((control) => {
    const said = asked[control.name];
    if (typeof said !== 'string') return false;
    if (control.kind === 'number') return problemWith(said, control) === null;
    return control.options.some(([value]) => value === said);
  });
  return isUsable ? questionWith(state.check, asked) : undefined;
}

function questionWith(check: AnsweredCheck, asked: Asked): CheckQuestion {
  switch (check.kind) {
    case 'compare':
      return { kind: 'compare', request: compareWith(check.request, asked) };
    case 'judge':
      return { kind: 'judge', request: judgeWith(check.request, asked) };
    case 'tasks':
      return { kind: 'tasks', request: tasksWith(check.request, asked) };
  }
}

function compareControls(
  request: CompareRequest,
  result: CompareResult,
  columns: readonly string[],
): readonly Control[] {
  const taken = [result.value, result.versus, ...(request.regression?.on ?? [])];
  return [
    marginControl(result, 'The greatest shift that would not matter to you, in the unit of the values'),
    alphaControl(result.alpha),
    {
      kind: 'choice',
      name: 'estimand',
      label: 'Estimand',
      hint: 'What of the values is compared',
      value: result.estimand,
      options: estimandsOf(request, result).map((estimand) => [estimand, ESTIMAND_NAMES[estimand] ?? estimand]),
    },
    clusterControl(request.cluster, columns, taken),
    columnControl('stratum', 'Groups', 'Looks at the shift in each group, too', request.stratum, columns, taken),
  ];
}

const ESTIMAND_NAMES: Readonly<Record<string, string>> = {
  'quantile:0.5': 'median',
  'quantile:0.9': '0.9 quantile',
};

/** Those that the values can have; of a difference or a coefficient, it alone. */
function estimandsOf({ versus, regression }: CompareRequest, { estimand, isRate }: CompareResult): readonly string[] {
  if (versus !== undefined || regression !== undefined) return [estimand];
  const known = isRate ? ['proportion', 'win-rate', 'mean'] : ['mean', 'rating', 'quantile:0.5', 'quantile:0.9'];
  return known.includes(estimand) ? known : [estimand, ...known];
}

/** Controls that say nothing leave it to the data, or to the configuration. */
function compareWith(request: CompareRequest, asked: Asked): CompareRequest {
  const { margin: _, alpha: __, estimand: ___, cluster: ____, stratum: _____, ...rest } = request;
  const { estimand } = asked;
  const isChoice = estimand !== 'difference' && estimand !== 'coefficient';
  return {
    ...rest,
    ...numbers(asked, 'margin', 'alpha'),
    ...(isChoice && { estimand: estimand as Estimand }),
    ...names(asked, 'cluster', 'stratum'),
  };
}

function judgeControls(request: JudgeRequest, result: JudgeResult, columns: readonly string[]): readonly Control[] {
  const taken = [result.columns.human, result.columns.judge];
  const strata = 'Groups of rows, within which the judge is weighed';
  return [
    marginControl(result, 'The greatest error of the judge that would not matter to you, in the unit of the labels'),
    alphaControl(result.alpha),
    {
      kind: 'number',
      name: 'halfWidth',
      label: 'Half width',
      hint: 'Half the width that the interval should have: tells how many labels to add',
      value: request.halfWidth === undefined ? '' : String(request.halfWidth),
      placeholder: 'none',
      above: 0,
      below: Number.POSITIVE_INFINITY,
    },
    clusterControl(request.cluster, columns, taken),
    columnControl('stratum', 'Groups', strata, request.stratum, columns, taken),
  ];
}

function judgeWith(request: JudgeRequest, asked: Asked): JudgeRequest {
  const { margin: _, alpha: __, halfWidth: ___, cluster: ____, stratum: _____, ...rest } = request;
  return { ...rest, ...numbers(asked, 'margin', 'alpha', 'halfWidth'), ...names(asked, 'cluster', 'stratum') };
}

function tasksControls(request: TasksRequest, result: TasksResult, columns: readonly string[]): readonly Control[] {
  const taken = [request.task, request.origin, ...request.values];
  const tasks = [
    ...new Set([result.current, ...targetsOf(result).flatMap(({ gaps }) => gaps.map(({ task }) => task))]),
  ];
  const known = tasks.length > MOST_OPTIONS ? [result.current] : tasks;
  const algorithms = ['1', '4', '5'].map((name) => [name, ALGORITHM_NAMES[name]!] as const);
  const algorithm: Control = {
    kind: 'choice',
    name: 'algorithm',
    label: 'Interval for',
    hint: 'What the interval is about, and what it assumes of the tasks',
    value: String(result.algorithm),
    options: algorithms,
  };
  return [
    alphaControl(result.alpha),
    {
      kind: 'choice',
      name: 'current',
      label: 'Task',
      hint: 'The task to have an interval for',
      value: result.current,
      options: known.map((task) => [task, task]),
    },
    ...(request.values.length > 1 ? [] : [algorithm]),
    columnControl(
      'unit',
      'Pairs',
      'Names the judged row, which a real and a synthetic value share',
      request.unit,
      columns,
      taken,
    ),
    columnControl('weights', 'Weights', 'The weight of each past task, from 0 to 1', request.weights, columns, taken),
    columnControl('date', 'Dates', 'The date of each task, to look for a drift', request.date, columns, taken),
  ];
}

const ALGORITHM_NAMES: Readonly<Record<string, string>> = {
  '1': 'the real mean',
  '4': 'a real sample',
  '5': 'the real mean, assuming less',
};

function tasksWith(request: TasksRequest, asked: Asked): TasksRequest {
  const { alpha: _, algorithm: __, unit: ___, weights: ____, date: _____, ...rest } = request;
  const { algorithm, current = request.current } = asked;
  return {
    ...rest,
    current,
    ...numbers(asked, 'alpha'),
    ...(algorithm !== undefined && { algorithm: Number(algorithm) as TaskAlgorithm }),
    ...names(asked, 'unit', 'weights', 'date'),
  };
}

function marginControl(
  { margin, marginIsDefault }: { readonly margin: number; readonly marginIsDefault: boolean },
  hint: string,
): Control {
  const value = marginIsDefault ? '' : String(margin);
  const placeholder = number(margin);
  return {
    kind: 'number',
    name: 'margin',
    label: 'Margin',
    hint,
    value,
    placeholder,
    above: 0,
    below: Number.POSITIVE_INFINITY,
  };
}

function alphaControl(alpha: number): Control {
  const hint = 'Intervals hold with a probability of 1 - alpha; the verdict has its own fixed levels';
  return {
    kind: 'number',
    name: 'alpha',
    label: 'Alpha',
    hint,
    value: String(alpha),
    placeholder: '',
    above: 0,
    below: 1,
  };
}

function clusterControl(
  value: string | undefined,
  columns: readonly string[],
  taken: readonly (string | null)[],
): Control {
  const hint = 'Names the prompt or conversation of a row: rows of one are not independent';
  return columnControl('cluster', 'Cluster', hint, value, columns, taken);
}

function columnControl(
  name: string,
  label: string,
  hint: string,
  value = '',
  columns: readonly string[],
  taken: readonly (string | null)[],
): Control {
  const free = [...new Set([...columns, value])].filter((column) => column !== '' && !taken.includes(column));
  const options = [['', 'none'] as const, ...free.map((column) => [column, column] as const)];
  return { kind: 'choice', name, label, hint, value, options };
}

function numbers<Name extends string>(asked: Asked, ...of: readonly Name[]): { readonly [name in Name]?: number } {
  const said = of.filter((name) => asked[name]?.trim());
  return Object.fromEntries(said.map((name) => [name, Number(asked[name])])) as { [name in Name]?: number };
}

function names<Name extends string>(asked: Asked, ...of: readonly Name[]): { readonly [name in Name]?: string } {
  const said = of.filter((name) => asked[name]);
  return Object.fromEntries(said.map((name) => [name, asked[name]])) as { [name in Name]?: string };
}
