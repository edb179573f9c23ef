import { ESTIMATE, NO_DATA, SIGNIFICANCE } from '../provenance/marks.ts';
import { has, POOLED_UNITS, SYNTHETIC } from '../provenance/origins.ts';
import { constant, unitOrigins, Value } from '../provenance/value.ts';
import { type Frame, siteOf } from './frame.ts';
import { deepMarks } from './parts.ts';
import type { Expression, Span } from './program.ts';

/** p-values, and what is decided by them: which branch runs, which rows are kept. */

/** What a decision means where it is true: that the null hypothesis is kept, or rejected. */
const DECISION = '$decision';
type Decision = 'kept' | 'rejected';

const decided = (value: Value, decision: Decision): Value =>
  value.with({ fields: new Map([...(value.fields ?? []), [DECISION, constant(decision)]]) });

const decisionOf = ({ fields }: Value): Decision | null => {
  const said = fields?.get(DECISION)?.constant;
  return said === 'kept' || said === 'rejected' ? said : null;
};

/** The result of a test, by position and as attributes: `statistic, p = ttest_ind(a, b)`. */
export function ofTest(result: Value, names: readonly string[]): Value {
  const part = (name: string) =>
    new Value({ marks: ESTIMATE | (name === 'pvalue' ? SIGNIFICANCE : 0), cause: result.cause });
  const items = names.map(part);
  return result.with({ items, fields: new Map(names.map((name, i) => [name, items[i]!])) });
}

/** `p > alpha`, `0.05 >= p` */
export function decidedBySize(operator: string, left: Value, right: Value, outcome: Value): Value {
  const [isLeft, isRight] = [left, right].map(({ marks }) => (marks & SIGNIFICANCE) !== 0);
  if (isLeft === isRight || !/^[<>]=?$/.test(operator)) return outcome;
  return decided(outcome, operator.startsWith('>') === isLeft ? 'kept' : 'rejected');
}

/** The opposite of a decision; another value as it is. */
export function turned(value: Value): Value {
  const decision = decisionOf(value);
  return decision ? decided(value, decision === 'kept' ? 'rejected' : 'kept') : value;
}

export const gatesWith = (test: Value, gates: readonly Value[]): readonly Value[] =>
  test.marks & SIGNIFICANCE ? [...gates, test] : gates;

/** Runs what only runs if a test came out so. */
export function under<T>(test: Value, frame: Frame, run: () => T): T {
  const { gates } = frame;
  frame.gates = gatesWith(test, gates);
  const result = run();
  frame.gates = gates;
  return result;
}

/** The test by which rows are pooled here: because it found no difference, as far as that is known. */
const gateOf = ({ gates }: Frame): Value | undefined => gates.find((gate) => decisionOf(gate) !== 'rejected');

/** Under a test: a literal says how it came out, and a pool that is taken was chosen by it. */
export function decidedIn(value: Value, node: Expression | null, frame: Frame): Value {
  const gate = frame.gates.at(-1);
  if (!gate) return value;
  if (node?.kind === 'name' && has(value.origins, POOLED_UNITS)) note(value, gateOf(frame), node, frame);
  if (node?.kind !== 'constant' || value.constant === null || typeof value.constant === 'number') return value;
  const outcome = new Value({ marks: (gate.marks & ~NO_DATA) | SIGNIFICANCE, cause: gate.cause });
  const decision = value.constant === false ? decisionOf(turned(gate)) : decisionOf(gate);
  return decision && typeof value.constant === 'boolean' ? decided(outcome, decision) : outcome;
}

/** Synthetic rows that are kept because of a test. */
export const chosenUnder = (rows: Value, frame: Frame): Value =>
  gateOf(frame) && has(unitOrigins(rows), SYNTHETIC) ? rows.with({ marks: rows.marks | SIGNIFICANCE }) : rows;

/** A pool that is made if a test comes out so, or of rows that one chose. */
export function noteGate(pool: Value, parts: readonly Value[], node: Span, frame: Frame): Value {
  if (!has(pool.origins, POOLED_UNITS)) return pool;
  const chosen = parts.find((part) => deepMarks(part) & SIGNIFICANCE && has(unitOrigins(part), SYNTHETIC));
  note(pool, gateOf(frame) ?? chosen, node, frame);
  return pool;
}

function note(pool: Value, gate: Value | undefined, node: Span, frame: Frame): void {
  if (!gate || !('kind' in node)) return;
  const { engine, context } = frame;
  const test = (gate.cause && engine.estimates.get(gate.cause)) ?? null;
  engine.observe({ kind: 'gate', site: siteOf(frame, node as Expression), data: [pool], test }, context);
}
