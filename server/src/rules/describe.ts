import type { CompareSubject, JudgeSubject, TraceStep } from '@unpool/shared/protocol/finding.ts';
import type { Estimate, Site } from '../flow/observation.ts';
import { fileName } from '../flow/parts.ts';
import { JUDGED, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { causes, fileBehind, samePlace, sourceOf, trace } from '../provenance/trace.ts';
import type { Value } from '../provenance/value.ts';

/** Words that several rules need for what they found. */

/** "The mean", "The 95 % interval". */
export const subjectOf = (estimate: Estimate): string => `The ${estimate.what}`;

/** Where rows of one origin came from, in brackets: " (human.csv)"; empty when no file is known. */
export function fromWhere(value: Value, fact: number): string {
  const file = sourceOf(value, fact)?.file;
  return file ? ` (${fileName(file)})` : '';
}

/** The traces of several origins of one value, one after the other, then the estimate itself. */
export function traceOf(value: Value, facts: readonly number[], estimate: Estimate, last: string): TraceStep[] {
  const paths = facts.map((fact) => trace(value, fact));
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
  caller: null,
});

/** The files and the column that the exchangeability check would look at. */
export function compareSubject(value: Value): CompareSubject | null {
  const [real, synthetic] = [sourceOf(value, REAL)?.file, sourceOf(value, SYNTHETIC)?.file];
  if (!real || !synthetic) return null;
  const column = columnOf(value);
  return { kind: 'compare', real: [real], synthetic: [synthetic], column };
}

/** The file and the column of a judge's labels. */
export function judgeSubject(value: Value): JudgeSubject | null {
  const file = judgedFile(value);
  return file ? { kind: 'judge', data: [file], judge: columnOf(value) } : null;
}

/** The file that a judge's labels were read from: null where the code itself asks the judge. */
function judgedFile(value: Value): string | null {
  for (const { kind, file } of causes(value, JUDGED)) if (file && kind === 'step') return file; // other code wrote it
  const own = [...causes(value, JUDGED, true)].at(-1);
  return own?.byName ? fileBehind(own.inputs) : (own?.file ?? null);
}

/** The column that a value is, be its origin told by its name or not. */
function columnOf({ cause }: Value): string | null {
  const name = /^column "(.*)"$/.exec(cause?.message ?? '')?.[1];
  if (name !== undefined) return name;
  const [of] = cause?.byName ? cause.inputs : [];
  return of ? columnOf(of) : null;
}
