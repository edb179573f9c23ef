import type { Effect } from '../catalog/entry.ts';
import { COUNT, NO_DATA, ONE_ANSWER, REPEATED, ROWS, SPREAD, TABLE, TOTAL } from '../provenance/marks.ts';
import { VALUE_ORIGINS } from '../provenance/origins.ts';
import { asTotal, dataMarks, dataOrigins, UNKNOWN, type Value } from '../provenance/value.ts';
import { computing, expressionOf } from './aggregate.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { toldOfEach } from './callbacks.ts';
import { countOf, sumOfChosen } from './chosen.ts';
import { areOfDraws } from './draws.ts';
import { estimate } from './estimate.ts';
import { areOfOneAnswer } from './one-answer.ts';
import { elementOf, scalar } from './parts.ts';

/** Sums, counts and spreads: what estimates are worked out from by hand. */

export function part(effect: Extract<Effect, { kind: 'part' }>, site: CallSite): Value {
  if (expressionOf(site.receiver)) return computing(site);
  const value = toldOfEach(argument(site, effect.of) ?? UNKNOWN, effect.by, site);
  const rate = effect.rate === undefined ? null : argument(site, effect.rate);
  // shares of classes are looked at to know the data, wherever the rows come from
  const counted = value.with({ origins: dataOrigins(value) & VALUE_ORIGINS, fields: null, element: null, items: null });
  if (rate?.constant === true)
    return estimate(site.frame, site.node, 'rate', [counted], [argumentNode(site, effect.of)], {});
  if (effect.is === 'count') return countOf(value);
  // without rows that are several to a prompt, it may as well be how far judges or models differ
  if (effect.is === 'spread' && dataMarks(value) & REPEATED && areOfDraws(value, site.frame))
    return estimate(site.frame, site.node, 'bootstrap standard error', [value], [argumentNode(site, effect.of)], {
      confirmatory: true,
    });
  if (effect.is === 'root') return scalar(value).with({ marks: (value.marks | (value.marks & COUNT)) & ~ROWS });
  return sumOrSpread(effect.rate === undefined ? value : counted, effect.is === 'total' ? TOTAL : SPREAD);
}

/** Of a table, of each of its columns. */
function sumOrSpread(value: Value, mark: number): Value {
  const held = value.element || value.items ? elementOf(value) : value;
  const plain = scalar(held);
  const ofOne = areOfOneAnswer(value) ? ONE_ANSWER : 0;
  const isTable = (value.marks & TABLE) !== 0 && value.fields !== null;
  const columns = isTable
    ? [...value.fields!].map(
        ([name, column]) => [name, sumOrSpread(column.with({ marks: column.marks | ROWS }), mark)] as const,
      )
    : null;
  const part = plain.with({
    marks: ofOne | (value.marks & REPEATED) | (plain.marks & ~(NO_DATA | ROWS)) | mark | (isTable ? TABLE : 0),
    fields: columns && new Map(columns),
    cause: value.cause ?? plain.cause,
  });
  return mark === TOTAL ? sumOfChosen(part, value) : part;
}

/** How often each value occurs. */
export function tally(effect: Extract<Effect, { kind: 'tallies' }>, site: CallSite): Value {
  const counted = scalar(elementOf(argument(site, effect.of) ?? UNKNOWN));
  // how many rows there are of a kind says little of where they come from
  return asTotal(counted.with({ origins: counted.origins & VALUE_ORIGINS }));
}
