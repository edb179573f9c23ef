import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import {
  CONFIDENCES,
  type Confidence,
  RULES,
  type RuleId,
  SEVERITIES,
  type Severity,
} from '@unpool/shared/protocol/finding.ts';
import { PYTHON_LIBRARIES, type PythonLibrary } from '../configuration/schema.ts';
import { hint, parseComplaint, UsageError, withNumbersJoined } from './usage.ts';

const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;

/** What `unpool check` was asked to do. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  /** A file to write to; null for standard output. */
  readonly output: string | null;
  /** The file with the findings that are not shown. */
  readonly baseline: string | null;
  /** The file to write the findings to, in place of a report. */
  readonly writeBaseline: string | null;
  readonly rules: ReadonlySet<RuleId>;
  /** Null leaves it to the configuration. */
  readonly minConfidence: Confidence | null;
  /** The configuration for everything, instead of the nearest file. */
  readonly config: string | null;
  readonly failOn: Severity;
  readonly ignoreFiles: boolean;
  readonly stdinFilename: string | null;
  readonly fix: FixMode;
  readonly unsafeFixes: boolean;
  /** What repairs of Python code are written with; null leaves it to the configuration. */
  readonly fixWith: PythonLibrary | null;
  /** How many threads; null leaves it to the number of files and processors. */
  readonly jobs: number | null;
}

/** `write` changes the files, `diff` shows the change. */
export type FixMode = 'no' | 'write' | 'diff';

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  select: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  'min-confidence': { type: 'string' },
  config: { type: 'string' },
  'fail-on': { type: 'string', default: 'warning' },
  'no-ignore': { type: 'boolean', default: false },
  'stdin-filename': { type: 'string' },
  fix: { type: 'boolean', default: false },
  'unsafe-fixes': { type: 'boolean', default: false },
  'fix-with': { type: 'string' },
  diff: { type: 'boolean', default: false },
  jobs: { type: 'string', short: 'j' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The options of `unpool check`, or null when its help is asked for. Throws `UsageError`. */
export function checkOptions(args: readonly string[]): CheckOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const format = formatOf(values);
  const fix = values.diff ? 'diff' : values.fix ? 'write' : 'no';
  const paths = positionals.length > 0 ? positionals : ['.'];
  if (values['unsafe-fixes'] && fix === 'no') throw new UsageError('--unsafe-fixes needs --fix or --diff.');
  if (fix === 'diff' && format !== 'text') {
    throw new UsageError(`--diff prints a patch; leave out --format ${format}.`);
  }
  refuseBesideBaseline(values, paths);
  if (fix === 'write' && paths.includes('-')) {
    throw new UsageError('--fix cannot write to standard input; use --diff to see the change.');
  }
  if (values['stdin-filename'] !== undefined && !paths.includes('-')) {
    throw new UsageError('--stdin-filename names what the path - reads; add - to the paths.');
  }
  if (paths.includes('')) throw new UsageError('a path is empty; name a file or folder, or "." for this folder.');
  const ignored = rules('--ignore', values.ignore ?? []);
  return {
    paths,
    format,
    output: values.output ?? null,
    baseline: values.baseline ?? null,
    writeBaseline: values['write-baseline'] ?? null,
    rules: new Set((values.select ? selected(values.select) : RULES).filter((rule) => !ignored.includes(rule))),
    minConfidence:
      values['min-confidence'] === undefined ? null : oneOf('--min-confidence', values['min-confidence'], CONFIDENCES),
    config: values.config ?? null,
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    ignoreFiles: !values['no-ignore'],
    stdinFilename: values['stdin-filename'] ?? null,
    fix,
    unsafeFixes: values['unsafe-fixes'],
    fixWith: values['fix-with'] === undefined ? null : oneOf('--fix-with', values['fix-with'], PYTHON_LIBRARIES),
    jobs: values.jobs === undefined ? null : threads(values.jobs),
  };
}

type Values = NonNullable<ReturnType<typeof parse>>['values'];

/** What the name of the output file says, where no format is named. */
const ENDINGS: Readonly<Record<string, CheckOptions['format']>> = {
  '': 'text',
  '.txt': 'text',
  '.log': 'text',
  '.sarif': 'sarif',
  '.json': 'json',
  '.xml': 'junit',
};

function formatOf({ format, output, diff }: Values): CheckOptions['format'] {
  if (format !== undefined) return oneOf('--format', format, FORMATS);
  if (output === undefined || diff) return 'text';
  const ending = extname(output).toLowerCase();
  const meant = ENDINGS[ending];
  if (meant) return meant;
  throw new UsageError(
    `--output ${output}: "${ending}" names no format; add --format ${FORMATS.join(', ')}, or end in .txt, .json, .sarif or .xml.`,
  );
}

/** The baseline is read before it is written: the options that ask for a report would be left without one. */
function refuseBesideBaseline(values: Values, paths: readonly string[]): void {
  for (const option of ['output', 'baseline', 'write-baseline'] as const) {
    if (values[option] === '') throw new UsageError(`--${option} is empty; it takes the name of a file.`);
  }
  if (values['write-baseline'] === undefined) return;
  for (const option of ['format', 'output', 'baseline', 'fix', 'diff'] as const) {
    if (values[option]) throw new UsageError(`--write-baseline prints no findings; leave out --${option}.`);
  }
  if (paths.includes('-')) throw new UsageError('--write-baseline needs files; standard input has no path to keep.');
}

function parse(args: readonly string[]) {
  const joined = withNumbersJoined(args);
  try {
    return parseArgs({ args: joined, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(complaint(error as NodeJS.ErrnoException, joined));
  }
}

/** Node's complaint, with a suggestion instead of its advice on how to escape a dash. */
function complaint(error: NodeJS.ErrnoException, args: readonly string[]): string {
  const option = /'(-[^' ]*)/.exec(error.message)?.[1];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option !== undefined) {
    const known = Object.keys(OPTIONS).map((name) => `--${name}`);
    return `unknown option ${option}.${hint(option, known)}`;
  }
  return `${parseComplaint(error, args)}.`;
}

function selected(values: readonly string[]): RuleId[] {
  const chosen = rules('--select', values);
  if (chosen.length === 0) throw new UsageError(`--select names no rule; it takes ${RULES.join(', ')}.`);
  return chosen;
}

function threads(value: string): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new UsageError(`--jobs takes a number of threads from 1 to 999; got "${value}".`);
}

function rules(option: string, values: readonly string[]): RuleId[] {
  const typed = values.flatMap((value) => value.split(',')).map((rule) => rule.trim());
  return typed.filter((rule) => rule !== '').map((rule) => oneOf(option, rule, RULES));
}

function oneOf<Word extends string>(option: string, value: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw new UsageError(`${option} takes ${words.join(', ')}; got "${value}".${hint(value, words)}`);
}

/** Whether a finding is at or above the level that fails a run. */
export function fails({ severity }: { readonly severity: Severity }, { failOn }: CheckOptions): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
