import type { DataFileRef, Estimand } from '@unpool/shared/protocol/check.ts';
import type { CheckQuestion } from '@unpool/shared/protocol/question.ts';

const KINDS = ['compare', 'judge', 'tasks'] as const;
type Kind = (typeof KINDS)[number];

const LISTS = ['real', 'synthetic', 'data'] as const;
const NUMBERS = ['margin', 'alpha'] as const;
const COLUMNS = ['origin', 'value', 'versus', 'human', 'judge', 'cluster', 'stratum', 'task'] as const;
const WORDS = ['realIs', 'syntheticIs', 'estimand', 'current'] as const;

type ListName = (typeof LISTS)[number];
type NumberName = (typeof NUMBERS)[number];
type TextName = (typeof COLUMNS)[number] | (typeof WORDS)[number];
type Name = ListName | NumberName | TextName;

/** What a check of each kind may be told, as in the manifest's schema of the tool. */
export const INPUTS: Readonly<Record<Kind, readonly Name[]>> = {
  compare: [
    ...(['real', 'synthetic', 'data', 'origin', 'realIs', 'syntheticIs', 'value', 'versus'] as const),
    ...(['estimand', 'cluster', 'stratum', 'margin', 'alpha'] as const),
  ],
  judge: ['data', 'human', 'judge', 'cluster', 'stratum', 'margin', 'alpha'],
  tasks: ['data', 'task', 'current', 'origin', 'realIs', 'syntheticIs', 'value', 'alpha'],
};

const ESTIMAND = /^(mean|proportion|rating|win-rate|quantile:(0|1|0?\.\d+))$/;

/** What a model asks of data files; the paths are as it wrote them. */
export type CheckDataInput = { readonly kind: Kind } & Readonly<Partial<Record<ListName, readonly string[]>>> &
  Readonly<Partial<Record<NumberName, number>>> &
  Readonly<Partial<Record<TextName, string>>>;

/** @throws Error, for the model to read, that names what is wrong in the input */
export function checkDataInput(given: unknown): CheckDataInput {
  const { kind: named, ...rest } = (typeof given === 'object' && given !== null ? given : {}) as Record<
    string,
    unknown
  >;
  const kind = KINDS.find((one) => one === named);
  if (!kind) throw new Error(`"kind" is ${JSON.stringify(named)}; expected ${KINDS.join(', ')}.`);
  const said = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const input = { kind, ...Object.fromEntries(said.map(([name, value]) => [name, read(kind, name, value)])) };
  checkComplete(input);
  return input;
}

function read(kind: Kind, name: string, value: unknown): unknown {
  const known = INPUTS[kind].find((one) => one === name);
  if (!known) throw new Error(`A check of kind "${kind}" has no "${name}". It has ${INPUTS[kind].join(', ')}.`);
  const expected = (what: string) => new Error(`"${name}" is ${JSON.stringify(value)}; expected ${what}.`);
  if (LISTS.some((one) => one === known)) {
    const paths = Array.isArray(value) ? value : [value];
    if (paths.length === 0 || paths.some((path) => typeof path !== 'string')) throw expected('paths of files');
    return paths;
  }
  if (NUMBERS.some((one) => one === known)) {
    if (typeof value !== 'number') throw expected('a number');
    return value;
  }
  if (typeof value !== 'string') throw expected('a text');
  if (known === 'estimand' && !ESTIMAND.test(value))
    throw expected('mean, proportion, rating, win-rate or a quantile such as quantile:0.5');
  return value;
}

function checkComplete({ kind, ...input }: CheckDataInput): void {
  if (kind === 'compare') {
    const isOneTable = input.data !== undefined;
    const sides = [input.real, input.synthetic].filter((side) => side !== undefined).length;
    if (isOneTable ? sides > 0 : sides < 2)
      throw new Error(
        'A check of kind "compare" takes "real" and "synthetic" with the files of each origin, or else "data" with files that hold both.',
      );
    return;
  }
  const needed: readonly Name[] = kind === 'judge' ? ['data'] : ['data', 'task', 'current', 'origin', 'value'];
  const missing = needed.filter((name) => input[name] === undefined);
  if (missing.length > 0) throw new Error(`A check of kind "${kind}" also needs ${missing.join(', ')}.`);
}

/** The files that a check reads, as they were named. */
export function pathsIn({ real = [], synthetic = [], data = [] }: CheckDataInput): readonly string[] {
  return [...real, ...synthetic, ...data];
}

/** The question that the server answers; `fileOf` tells which file a path is. */
export function questionOf(input: CheckDataInput, fileOf: (path: string) => DataFileRef): CheckQuestion {
  const { kind, real = [], synthetic = [], data = [], ...rest } = input;
  const files = data.map(fileOf);
  if (kind === 'judge') return { kind, request: { ...rest, data: files } };
  if (kind === 'tasks') {
    const { task = '', current = '', origin = '', value = '', ...more } = rest; // `checkComplete` saw that they are there
    return { kind, request: { ...more, data: files, task, current, origin, values: [value] } };
  }
  const { estimand, origin, realIs, syntheticIs, ...asked } = rest;
  const told = { ...(origin && { origin }), ...(realIs && { realIs }), ...(syntheticIs && { syntheticIs }) };
  const source =
    data.length > 0
      ? ({ kind: 'one-table', data: files, ...told } as const)
      : ({ kind: 'two-sides', real: real.map(fileOf), synthetic: synthetic.map(fileOf) } as const);
  return { kind, request: { ...asked, source, ...(estimand && { estimand: estimand as Estimand }) } };
}
