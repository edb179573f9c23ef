import type { SimulateRequest, SimulateSetting } from '@unpool/shared/protocol/simulate.ts';
import { EXAMPLE } from '../check/run-simulate.ts';
import { numberOf, parseOptions, REPORT_OPTIONS, type ReportOptions, reportOptions } from './report-options.ts';
import { UsageError } from './usage.ts';

export interface SimulateOptions extends ReportOptions {
  readonly request: SimulateRequest;
}

const { format, output, help } = REPORT_OPTIONS;

const OPTIONS = {
  bias: { type: 'string' },
  'real-rows': { type: 'string' },
  'synthetic-rows': { type: 'string' },
  sd: { type: 'string' },
  repetitions: { type: 'string' },
  seed: { type: 'string' },
  format,
  output,
  help,
} as const;

const REPETITIONS = 2000;
/** Rows drawn in all: about a minute of work. */
const MOST_ROWS = 2e9;

/** The arguments of `unpool simulate`. Throws a UsageError that says what to type instead. */
export function parseSimulate(args: readonly string[]): SimulateOptions | 'help' {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    return 'help';
  }
  if (positionals.length > 0) {
    throw new UsageError(`"${positionals[0]}" is not expected; simulate reads no file, unpool compare does`);
  }
  const { bias, sd, repetitions, seed } = values;
  const asked = [bias, values['real-rows'], values['synthetic-rows'], sd].some((value) => value !== undefined);
  const setting: SimulateSetting = {
    bias: bias === undefined ? EXAMPLE.bias : numberOf('bias', bias),
    realRows: whole('real-rows', values['real-rows'], EXAMPLE.realRows, 2),
    syntheticRows: whole('synthetic-rows', values['synthetic-rows'], EXAMPLE.syntheticRows, 2),
    sd: sd === undefined ? EXAMPLE.sd : numberOf('sd', sd),
  };
  if (!(setting.sd > 0)) {
    throw new UsageError(`--sd is "${sd}"; expected a number above 0`);
  }
  const times = whole('repetitions', repetitions, REPETITIONS, 1);
  const rows = times * (setting.realRows + setting.syntheticRows);
  if (rows > MOST_ROWS) {
    const most = Math.floor(MOST_ROWS / (setting.realRows + setting.syntheticRows));
    const instead = most > 0 ? `at most --repetitions ${most} with so many rows` : 'fewer rows';
    throw new UsageError(`that is ${rows.toPrecision(2)} rows to draw; expected ${instead}`);
  }
  return {
    request: { setting: asked ? setting : null, repetitions: times, seed: whole('seed', seed, 1, -Infinity) },
    ...reportOptions(values),
  };
}

function whole(option: string, text: string | undefined, otherwise: number, least: number): number {
  const number = text === undefined ? otherwise : numberOf(option, text);
  if (!Number.isSafeInteger(number) || number < least) {
    const expected = least > 0 ? `a whole number, at least ${least}` : 'a whole number';
    throw new UsageError(`--${option} is "${text}"; expected ${expected}`);
  }
  return number;
}
