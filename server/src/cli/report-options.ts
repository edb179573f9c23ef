import { parseArgs } from 'node:util';
import { hint, parseComplaint, UsageError, withNumbersJoined } from './usage.ts';

const FORMATS = ['text', 'json', 'html', 'markdown'] as const;
export type ReportFormat = (typeof FORMATS)[number];

/** How the result of a check is told. */
export interface ReportOptions {
  readonly format: ReportFormat;
  /** Path, or undefined for standard output. */
  readonly output: string | undefined;
  readonly failOnInconclusive: boolean;
}

/** What all checks take. */
export const REPORT_OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  'fail-on-inconclusive': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const ENDINGS: Readonly<Record<string, ReportFormat>> = {
  txt: 'text',
  json: 'json',
  html: 'html',
  htm: 'html',
  md: 'markdown',
};

type Known = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

/** The arguments of a check by its options. Throws a UsageError, with a suggestion for an option that is not known. */
export function parseOptions<Options extends Known>(args: readonly string[], options: Options) {
  for (const name of optionNames(args)) {
    if (!Object.hasOwn(options, name)) {
      throw new UsageError(`there is no option --${name}.${hint(name, Object.keys(options))}`);
    }
  }
  const joined = withNumbersJoined(args);
  const names = optionNames(args);
  const twice = names.find((name, i) => names.indexOf(name) < i && options[name]?.multiple !== true);
  if (twice !== undefined) {
    throw new UsageError(`--${twice} is given twice; expected it once`);
  }
  try {
    return parseArgs({ args: joined, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(parseComplaint(error, joined));
  }
}

/** What was typed as an option. */
function optionNames(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const typed = end === -1 ? args : args.slice(0, end);
  return typed.flatMap((arg) => /^--([^=]+)/.exec(arg)?.[1] ?? []);
}

interface Typed {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly 'fail-on-inconclusive'?: boolean | undefined;
}

/** Throws a UsageError that says what to type instead. */
export function reportOptions(values: Typed): ReportOptions {
  const { format, output } = values;
  return { format: formatOf(format, output), output, failOnInconclusive: values['fail-on-inconclusive'] === true };
}

/** The number typed for an option. Throws a UsageError. */
export function numberOf(option: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) {
    throw new UsageError(`--${option} is "${text}"; expected a number, such as ${option === 'seed' ? '1' : '0.05'}`);
  }
  return number;
}

/** The file's ending decides, and must agree with a format that is named. */
function formatOf(name: string | undefined, output: string | undefined): ReportFormat {
  const format = name === undefined ? undefined : FORMATS.find((known) => known === name);
  if (name !== undefined && format === undefined) {
    throw new UsageError(`--format is "${name}"; expected ${FORMATS.join(', ')}`);
  }
  if (output === undefined) {
    return format ?? 'text';
  }
  if (output === '') {
    throw new UsageError('--output is empty; expected the name of a file');
  }
  const ending = /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase() ?? '';
  const told = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  const chosen = format ?? told ?? (ending === '' ? 'text' : undefined);
  if (chosen === undefined || (told === undefined && ending !== '') || (told !== undefined && told !== chosen)) {
    const but = format === undefined ? '' : `, but --format is ${format}`;
    const endings = Object.keys(ENDINGS).filter((key) => format === undefined || ENDINGS[key] === format);
    throw new UsageError(`--output is "${output}"${but}; expected a file that ends in ${listed(endings)}`);
  }
  return chosen;
}

function listed(endings: readonly string[]): string {
  const all = endings.map((ending) => `.${ending}`);
  return [...(all.length > 1 ? [all.slice(0, -1).join(', ')] : []), all.at(-1)].join(' or ');
}
