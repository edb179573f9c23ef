import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { TaskAlgorithm, TasksRequest } from '@unpool/shared/protocol/tasks.ts';
import { numberOf, parseOptions, REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.ts';
import { hint, UsageError } from './usage.ts';

export interface TasksOptions extends ReportOptions {
  readonly request: TasksRequest;
}

const OPTIONS = {
  task: { type: 'string' },
  origin: { type: 'string' },
  'real-is': { type: 'string' },
  'synthetic-is': { type: 'string' },
  value: { type: 'string', multiple: true },
  current: { type: 'string' },
  alpha: { type: 'string' },
  algorithm: { type: 'string' },
  'gap-interval': { type: 'string' },
  budget: { type: 'string' },
  unit: { type: 'string' },
  weights: { type: 'string' },
  date: { type: 'string' },
  seed: { type: 'string' },
  ...REPORT_OPTIONS,
} as const;

/** The arguments of `unpool tasks`. Throws a UsageError that says what to type instead. */
export function parseTasks(args: readonly string[], file: (name: string) => DataFileRef): TasksOptions | 'help' {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    return 'help';
  }
  if (positionals.length === 0) {
    throw new UsageError('expected a data file; got none');
  }
  const { alpha, seed, unit, weights, date } = values;
  const realIs = values['real-is'];
  const syntheticIs = values['synthetic-is'];
  if (realIs !== undefined && realIs === syntheticIs) {
    throw new UsageError(`--real-is and --synthetic-is are both "${realIs}"; expected a different word for each`);
  }
  const columns = columnsOf(values.value);
  const gapInterval = values['gap-interval'];
  return {
    request: {
      data: positionals.map(file),
      task: needed('task', 'COL', values.task),
      origin: needed('origin', 'COL', values.origin),
      values: columns,
      current: needed('current', 'NAME', values.current),
      algorithm: algorithmOf(values.algorithm, columns.length),
      ...(realIs !== undefined && { realIs }),
      ...(syntheticIs !== undefined && { syntheticIs }),
      ...(alpha !== undefined && { alpha: numberOf('alpha', alpha) }),
      ...(gapInterval !== undefined && {
        gapInterval: oneOf('gap-interval', gapInterval, ['auto', 'wald', 'newcombe', 't']),
      }),
      ...(values.budget !== undefined && { budget: oneOf('budget', values.budget, ['proportional', 'large-samples']) }),
      ...(unit !== undefined && { unit }),
      ...(weights !== undefined && { weights }),
      ...(date !== undefined && { date }),
      ...(seed !== undefined && { seed: numberOf('seed', seed) }),
    },
    ...reportOptions(values),
  };
}

function needed(option: string, what: string, value: string | undefined): string {
  if (value === undefined || value === '') {
    throw new UsageError(`--${option} ${what} is missing; see unpool tasks --help`);
  }
  return value;
}

function columnsOf(values: readonly string[] | undefined): TasksRequest['values'] {
  const [first, ...others] = values ?? [];
  const column = needed('value', 'COL', first);
  const twice = others.find((other, i) => other === column || others.indexOf(other) < i);
  if (twice !== undefined) {
    throw new UsageError(`--value ${twice} is given twice; expected different columns`);
  }
  return [column, ...others];
}

/** Several value columns are Algorithm 3, which makes an interval for each as Algorithm 1 does. */
function algorithmOf(name: string | undefined, columns: number): TaskAlgorithm {
  if (name === undefined || name === '1' || (name === '3' && columns > 1)) {
    return 1;
  }
  if (name === '3') {
    throw new UsageError('--algorithm 3 is for several columns; give --value more than once');
  }
  if (name !== '4' && name !== '5') {
    throw new UsageError(`--algorithm is "${name}"; expected 1, 4 or 5`);
  }
  if (columns > 1) {
    throw new UsageError(`--algorithm ${name} takes one --value; several are Algorithm 3`);
  }
  return name === '4' ? 4 : 5;
}

function oneOf<Name extends string>(option: string, name: string, names: readonly Name[]): Name {
  const known = names.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new UsageError(`--${option} is "${name}"; expected ${names.join(', ')}.${hint(name, names)}`);
  }
  return known;
}
