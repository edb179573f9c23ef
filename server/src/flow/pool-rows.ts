import type { Effect } from '../catalog/entry.ts';
import { columnEvidence } from '../provenance/evidence.ts';
import { NO_DATA, ORIGIN_FLAG, ROWS, TABLE } from '../provenance/marks.ts';
import { UNIT_ORIGINS } from '../provenance/origins.ts';
import { holdsScores, isEmpty, UNKNOWN, type Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { outcomesUnder } from './chosen.ts';
import { holdsChanged, madeOfCopies, stillOfCopies, tellsApart, withCopies } from './copies.ts';
import { evaluate } from './evaluate.ts';
import { withControl } from './execute.ts';
import { isTypeScript, placeOf } from './frame.ts';
import { ofOneAnswer } from './one-answer.ts';
import { withIndex } from './origin-column.ts';
import { partsOf } from './parts.ts';
import { collect, pooled, wrapped } from './pool.ts';
import type { Expression } from './program.ts';
import { filledInRounds, flattened } from './repeats.ts';
import { chosenUnder } from './significance.ts';
import { isColumnAxis, joinColumns } from './table.ts';
import { nameOf } from './walk.ts';

/** A list that scores are added to holds no rows, whatever it is called. */
const asScores = (list: Value, added: Value): Value =>
  list.origins & UNIT_ORIGINS && holdsScores(added) && (isEmpty(list) || holdsScores(list))
    ? list.with({ origins: list.origins & ~UNIT_ORIGINS, cause: null })
    : list;

/** `human_scores.append(row["overall"])`: what is put into a list is what the list is named for. */
function namedByList(added: Value, { receiverNode, node, frame }: CallSite): Value {
  const isKnown = added.constant !== undefined || added.fields || added.element || added.items || added.target;
  return isKnown || receiverNode?.kind !== 'name'
    ? added
    : columnEvidence(added, receiverNode.name, placeOf(frame, node));
}

type Pools = Extract<Effect, { kind: 'pools' }>;

/** `cases.push(...others)` */
const addAll = (effect: Pools, others: Expression, site: CallSite): Value | null =>
  poolRows(
    { ...effect, single: false },
    {
      ...site,
      positional: site.unpacked,
      positionalNodes: [others],
      unpacked: [],
    },
  );

const MAX_CALLED = 32;

/** `evaluators.push(faithfulness)`: functions are kept one by one, since each does something else. */
function withCalled(list: Value | null, added: Value | undefined): Value | null {
  const { items } = list ?? {};
  if (!list || !items || !added || added.target?.kind !== 'function' || items.length >= MAX_CALLED) return null;
  return items.every(({ target }) => target?.kind === 'function') ? list.with({ items: [...items, added] }) : null;
}

/** `cases.push(one, another)` */
function addEach(effect: Pools, site: CallSite): Value | null {
  let result: Value | null = null;
  site.positional.forEach((value, i) => {
    const receiver = i > 0 && site.receiverNode ? evaluate(site.receiverNode, site.frame) : site.receiver;
    const node = site.positionalNodes[i];
    result = poolRows(effect, { ...site, receiver, positional: [value], positionalNodes: node ? [node] : [] });
  });
  return result;
}

/** Joins rows, in place or as a new whole. */
export function poolRows(effect: Pools, site: CallSite): Value | null {
  if (effect.single && site.positional.length > 1 && isTypeScript(site.frame) && site.name.endsWith('.push'))
    return addEach(effect, site);
  const [added] = site.node.arguments;
  if (effect.single && site.node.arguments.length === 1 && added?.value.kind === 'spread')
    return addAll(effect, added.value.value, site);
  if (effect.axis !== undefined && isColumnAxis(argument(site, effect.axis))) return joinColumns(effect.parts, site);
  const values = effect.parts.map((reference, i) => {
    const value = argument(site, reference) ?? UNKNOWN;
    if (!effect.single || i === 0) return value;
    const added = chosenUnder(madeOfCopies(withControl(value, site.frame), site.node, site.frame), site.frame);
    return effect.inPlace ? namedByList(added, site) : added;
  });
  const receiver = site.receiver;
  const called = effect.single && effect.inPlace ? withCalled(receiver, values[1]) : null;
  if (called && site.receiverNode) {
    update(site.receiverNode, site.frame, () => called);
    return called;
  }
  // a table gives back a new one; what nobody takes was appended to the rows of one, as a list
  const { statement } = site.frame;
  const isTaken = !(statement?.kind === 'evaluate' && statement.value === site.node);
  const isFrameAppend = receiver !== null && (receiver.marks & TABLE) !== 0 && isTaken;
  const parts = values.flatMap((value, i) => {
    if (effect.single && i > 0 && !isFrameAppend) return [wrapped(value)];
    return effect.inPlace || effect.parts.length > 1 ? [value] : partsOf(value);
  });
  if (effect.single && !isFrameAppend) parts[0] = asScores(parts[0]!, parts[1]!);
  const together =
    effect.single && !isFrameAppend && (values[1]?.marks ?? 0) & ROWS && !(values[1]!.marks & NO_DATA)
      ? collect(values)
      : pooled(parts, site);
  // of a list that is not known, nobody knows what is in it
  const isKnown = !effect.single || isFrameAppend || (receiver && (receiver.items || receiver.element));
  const result =
    isKnown && holdsChanged(parts)
      ? withCopies(together, parts, site.node, site.frame)
      : stillOfCopies(together, values);
  const isIndexed = !!effect.keys && (argument(site, effect.keys)?.items || values[0]?.fields);
  if (isIndexed && site.named.get('ignore_index')?.constant !== true) return withIndex(result);
  const { block, unit } = site.frame;
  if (effect.single && block === unit.body) site.frame.engine.forgo();
  const flag = effect.single && tellsApart(site.node, block) ? ORIGIN_FLAG : 0;
  if (effect.inPlace && site.receiverNode && !isFrameAppend) {
    const [node] = site.positionalNodes;
    const added = !effect.single && values[1] && node ? { value: values[1], node } : null;
    const rounds = filledInRounds(
      result,
      added,
      site.receiverNode,
      added ? null : (node ?? null),
      site.node,
      site.frame,
    );
    const filled = outcomesUnder(rounds, receiver, nameOf(site.receiverNode), site.frame);
    update(site.receiverNode, site.frame, () =>
      ofOneAnswer(flag ? filled.with({ marks: filled.marks | flag }) : filled, site.frame, values[1]),
    );
  }
  return effect.parts.length === 1 ? flattened(result, values[0]!, site.node, site.frame) : result;
}
