import { ESTIMATE, REPEATED, ROWS } from '../provenance/marks.ts';
import { dataMarks, type Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { estimate } from './estimate.ts';
import type { Frame } from './frame.ts';
import { elementOf, lastName } from './parts.ts';
import type { Expression, Statement, Subscript } from './program.ts';
import { namesInterval, ofRepeated } from './repeats.ts';
import { descendants, expressionsIn, nameOf, statementsIn } from './walk.ts';

/** A bootstrap of one's own: estimates from draws of the rows, and the limits that are read off them. */

const DRAWS = /^(?:choices?|resample\w*|randint|integers|randrange|bootstrap\w*|boot\w*)$/i;
const RANDOM = /^(?:random|rng|rand|prng|mulberry32|next|nextInt|randInt|randomInt|nextDouble|nextFloat)$/i;

const known = new WeakMap<readonly Statement[], boolean>();

/** Does the code around draw from rows, as a bootstrap does? */
function drawsAgain({ block, unit, engine }: Frame): boolean {
  if (block === unit.body) engine.forgo();
  let draws = known.get(block);
  if (draws === undefined) {
    draws = expressionsIn(block).some(isDraw);
    known.set(block, draws);
  }
  return draws;
}

/** `random.choices(rows, k=n)`, `rows[Math.floor(Math.random() * rows.length)]` */
const isDraw = (node: Expression): boolean =>
  DRAWS.test(nameOf(node)) ||
  (node.kind === 'call' && node.arguments.some(({ name }) => name === 'replace')) ||
  (node.kind === 'subscript' &&
    descendants(node.index).some((part) => part.kind === 'call' && RANDOM.test(nameOf(part.callee))));

/** Estimates from draws of rows. */
export const areOfDraws = (value: Value, frame: Frame): boolean =>
  (dataMarks(value) & ESTIMATE) !== 0 && ((value.marks & ROWS) !== 0 || value.element !== null) && drawsAgain(frame);

/** `rows[Math.floor(Math.random() * n)]` is one of rows that are several to a prompt, however many are drawn. */
export function drawnRow(rows: Value, node: Subscript): Value | null {
  return rows.marks & REPEATED && isDraw(node) ? ofRepeated(elementOf(rows), rows) : null;
}

/** `sorted[Math.floor(0.025 * n)]`: a limit of the interval, where the draws are put in order. */
export function limitOfDraws(draws: Value, node: Subscript, frame: Frame): Value | null {
  return node.index.kind !== 'slice' && isOfRepeats(draws, frame) && isSorted(node.object, frame)
    ? intervalOf(draws, node.object, node, frame)
    : null;
}

/** `percentile(draws, 2.5)` of the code's own. */
export function ownQuantile(result: Value, site: CallSite): Value {
  if (!/percentile|quantile/i.test(lastName(site.name))) return result;
  const index = site.positional.findIndex((value) => isOfRepeats(value, site.frame));
  if (index < 0) return result;
  return intervalOf(site.positional[index]!, site.positionalNodes[index] ?? null, site.node, site.frame);
}

const intervalOf = (draws: Value, written: Expression | null, node: Expression, frame: Frame): Value =>
  estimate(frame, node, 'bootstrap interval', [draws], [written], { confirmatory: true });

/** A function that is named for its interval is told where it is called. */
const isOfRepeats = (draws: Value, frame: Frame): boolean =>
  (dataMarks(draws) & REPEATED) !== 0 && areOfDraws(draws, frame) && !namesInterval(frame.name ?? '');

/** `means.sort()`, `sorted(means)`, of a name also where it was put in order before. */
function isSorted(list: Expression, { block, unit, engine }: Frame): boolean {
  if (block === unit.body) engine.forgo();
  if (list.kind === 'call') return SORTS.test(nameOf(list.callee));
  if (list.kind !== 'name') return false;
  const isIt = (node: Expression): boolean => node.kind === 'name' && node.name === list.name;
  for (const node of expressionsIn(block))
    if (node.kind === 'call' && node.callee.kind === 'attribute' && SORTS.test(node.callee.name))
      if (isIt(node.callee.object)) return true;
  for (const statement of statementsIn(block))
    if (statement.kind === 'assign' && statement.targets.some(isIt))
      if (statement.value.kind === 'call' && SORTS.test(nameOf(statement.value.callee))) return true;
  return false;
}

const SORTS = /^(?:sort|sorted|toSorted|sortBy)$/;
