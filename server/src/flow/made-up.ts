import { TABLE } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { at, has, REAL, SIMULATED, SYNTHETIC } from '../provenance/origins.ts';
import { dataOrigins, unitOrigins, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import type { CallSite } from './call-site.ts';
import type { FunctionValue } from './callable.ts';
import { causeAt } from './frame.ts';
import type { Expression, FunctionDefinition } from './program.ts';
import { expressionsIn } from './walk.ts';

/**
 * Rows that a function of the code's own makes from nothing but what is written in it and random numbers: texts of
 * templates, records of words drawn from lists. By themselves they may be anything; beside rows that were read, they are
 * simulated ones.
 */

const MAKES = new Set([
  'generate',
  'make',
  'create',
  'build',
  'simulate',
  'synthesize',
  'synthesise',
  'fake',
  'augment',
]);

/** What a call gives that makes rows up, with a cause that says so. */
export function madeUpBy(result: Value, given: readonly Value[], { definition }: FunctionValue, site: CallSite): Value {
  if (!isOfRecords(result) || dataOrigins(result) !== 0 || given.some((value) => dataOrigins(value) !== 0))
    return result;
  if (!MAKES.has(words(definition.name)[0] ?? '') || !drawsAtRandom(definition)) return result;
  const cause = causeAt(site.frame, site.node, 'source', `rows made up at random by ${definition.name}()`, []);
  return result.with({ cause: { ...cause, madeUp: true } });
}

const isOfRecords = ({ marks, element, items }: Value): boolean =>
  (marks & TABLE) !== 0 || [element, ...(items ?? [])].some((row) => (row?.fields?.size ?? 0) > 1);

/** Does a function call `random`, or a generator of random numbers? */
const drawsAtRandom = rememberingOf(({ body }: FunctionDefinition): boolean =>
  expressionsIn(body).some((node) => node.kind === 'call' && isOfRandom(node.callee)),
);

const isOfRandom = (callee: Expression): boolean =>
  callee.kind === 'attribute' &&
  ((callee.object.kind === 'name' && /^(random|rng|rnd|fake|faker)$/i.test(callee.object.name)) ||
    (callee.object.kind === 'attribute' && /^(random|rng|fake)$/i.test(callee.object.name)));

/** Beside rows that were read, rows that the code made up are simulated. */
export function withMadeUp(parts: readonly Value[]): readonly Value[] {
  if (!parts.some(({ cause }) => cause?.madeUp) || !parts.some((part) => has(unitOrigins(part), REAL))) return parts;
  return parts.map((part) =>
    part.cause?.madeUp && unitOrigins(part) === 0
      ? part.with({ origins: part.origins | at('likely', SYNTHETIC | SIMULATED) })
      : part,
  );
}
