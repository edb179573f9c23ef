import type { CompareSubject, JudgeSubject, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import { fileName } from '../flow/parts.ts';
import type { FlowUnit } from '../flow/program.ts';
import { HOLE } from '../provenance/hole.ts';
import { GENERATED, JUDGED, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { causes, fileBehind, samePlace, sourceOf, sourcesOf, trace } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';
import { takesAllRows } from './whole-rows.ts';

/** Words that several rules need for what they found. */

/** "The mean", "The 95 % interval". */
export const subjectOf = (estimate: Estimate): string => `The ${estimate.what}`;

/** Where rows of one origin came from, in brackets: " (human.csv)"; empty when no file is known. */
export function fromWhere(value: Value, fact: number): string {
  const file = sourceOf(value, fact, isOfValues(fact))?.file;
  return file ? ` (${fileName(file)})` : '';
}

/** Answers are made for rows that were there before: their column has a way of its own. */
const isOfValues = (fact: number): boolean => fact === GENERATED;

/** The traces of several origins of one value, one after the other, then the estimate itself. */
export function traceOf(value: Value, facts: readonly number[], estimate: Estimate, last: string): TraceStep[] {
  const paths = facts.map((fact) => trace(value, fact, isOfValues(fact)));
  const steps: TraceStep[] = [];
  for (const step of paths.flat()) {
    if (!steps.some((other) => samePlace(other.place, step.place) && other.message === step.message)) steps.push(step);
  }
  // what both paths share (the pool and what follows) comes last
  const shared = steps.filter((step) => paths.every((path) => path.some(({ place }) => samePlace(place, step.place))));
  const ordered = [...steps.filter((step) => !shared.includes(step)), ...shared];
  return [...ordered.slice(-11), { place: estimate.site.place, message: last }];
}

/** What stands for the estimate where none is in sight: rows that somebody will score, or read from a file. */
export const standIn = (what: string, site: Site, data: readonly Value[], result: Value): Estimate => ({
  kind: 'estimate',
  what,
  site,
  data,
  truth: null,
  expressions: data.map(() => null),
  result,
  confirmatory: false,
  resplits: false,
  compares: false,
  framework: false,
  of: null,
  calledFrom: null,
  handed: [],
  caller: null,
});

/** The files and the column that the exchangeability check would look at. */
export function compareSubject(value: Value, estimate: Estimate, units: readonly FlowUnit[]): CompareSubject | null {
  const [real, synthetic] = [filesOf(value, REAL), filesOf(value, SYNTHETIC)];
  if (real.known.length === 0 || synthetic.known.length === 0) return null;
  const column = columnOf(value);
  return {
    kind: 'compare',
    real: real.known,
    synthetic: synthetic.known,
    column,
    estimand: estimandOf(estimate),
    isWhole:
      real.isAll && synthetic.isAll && areApart(real.known, synthetic.known) && takesAllRows(estimate, units, column),
  };
}

/** Of the words for estimates, those that a check of means is about: what is worked out from a mean among them. */
const OF_MEAN =
  /^(mean|average|rate|share|accuracy|score|interval|bootstrap interval|95 % interval|standard error|test|t-test)$/;

const estimandOf = ({ what }: Estimate): CompareSubject['estimand'] =>
  what === 'median' ? 'quantile:0.5' : OF_MEAN.test(what) ? 'mean' : null;

/** One table with both, or two sides. */
const areApart = (real: readonly string[], synthetic: readonly string[]): boolean =>
  real.every((path) => !synthetic.includes(path)) ||
  (real.length === synthetic.length && real.every((path) => synthetic.includes(path)));

/** The files that rows of an origin were read from, and whether these are all that there are. */
function filesOf(value: Value, fact: number): { readonly known: readonly string[]; readonly isAll: boolean } {
  const files = sourcesOf(value, fact)
    .sort((a, b) => a.place!.start - b.place!.start)
    .map(({ file, inputs }) => usable(file ?? fileBehind(inputs)));
  const known = files.filter((file) => file !== null);
  return { known: [...new Set(known)], isAll: known.length === files.length };
}

/** A file in a folder that the code works out is looked for where the code is. */
function usable(file: string | null): string | null {
  const path = file?.startsWith(`${HOLE}/`) ? file.slice(HOLE.length + 1) : file;
  return path?.includes(HOLE) ? null : (path ?? null);
}

/** The file and the column of a judge's labels. */
export function judgeSubject(value: Value, estimate: Estimate, units: readonly FlowUnit[]): JudgeSubject | null {
  const file = usable(judgedFile(value));
  const judge = columnOf(value);
  return file ? { kind: 'judge', data: [file], judge, isWhole: takesAllRows(estimate, units, judge) } : null;
}

/** The file that a judge's labels were read from: null where the code itself asks the judge. */
function judgedFile(value: Value): string | null {
  for (const { kind, file } of causes(value, JUDGED)) if (file && kind === 'step') return file; // other code wrote it
  const own = causes(value, JUDGED, true).at(-1);
  return own?.byName ? fileBehind(own.inputs) : (own?.file ?? null);
}

/** The column that a value is, be its origin told by its name or not. */
function columnOf({ cause }: Value): string | null {
  const name = /^column "(.*)"$/.exec(cause?.message ?? '')?.[1];
  if (name !== undefined) return name;
  const [of] = cause?.byName ? cause.inputs : [];
  return of ? columnOf(of) : null;
}
