import type { Effect } from '../catalog/entry.ts';
import { asJudged } from '../provenance/evidence.ts';
import { GENERATED, has, JUDGED, lower, UNIT_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, ROWS, SPLIT_TEST, SPLIT_TRAIN, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import { type CallSite, callFunction } from './call.ts';
import { withColumn } from './column.ts';
import { placeOf } from './frame.ts';
import { elementOf, scalar } from './parts.ts';

/** Functions that are handed over to be called: on the elements of rows, for a column. */

export function assignColumns(_effect: Extract<Effect, { kind: 'assigns' }>, site: CallSite): Value {
  let table = site.receiver ?? UNKNOWN;
  for (const [name, value] of site.named) {
    const given =
      value.target?.kind === 'function'
        ? callFunction(value.target, [table], site.frame, placeOf(site.frame, site.node)).result
        : value;
    table = withColumn(table, name, given, site);
  }
  return table;
}

export function callOnEach(effect: Extract<Effect, { kind: 'calls' }>, site: CallSite): Value {
  const called = argument(site, effect.function);
  const given = argument(site, effect.on);
  // series.map(f) and dataset.map(f), as opposed to pool.map(f, rows)
  const own = given ? null : site.receiver;
  const data = given ?? own ?? UNKNOWN;
  const target = called?.target;
  const place = placeOf(site.frame, site.node);
  const argumentsOf = [elementOf(data)];
  const result =
    target?.kind === 'function'
      ? callFunction(target, argumentsOf, site.frame, place).result
      : target?.kind === 'bound'
        ? callFunction(target.function, [target.receiver, ...argumentsOf], site.frame, place).result
        : scalar(data).with({ origins: lower(dataOrigins(data)) });
  const name =
    target?.kind === 'function'
      ? target.definition.name
      : target?.kind === 'bound'
        ? target.function.definition.name
        : '';
  const judged =
    /judge|grade|verdict/i.test(name) && has(result.origins, GENERATED) && !has(result.origins, JUDGED)
      ? asJudged(result, `graded by ${name}()`, place)
      : result;
  if (effect.gives === 'value') return judged;
  // what is given back for a row are columns that are added to it
  if (own && own.marks & ROWS && judged.fields)
    return [...judged.fields].reduce((table, [name, column]) => withColumn(table, name, column, site), own);
  return new Value({
    element: judged,
    origins: unitOrigins(judged) | (data.origins & UNIT_ORIGINS),
    marks: ROWS | (data.marks & (SPLIT_TEST | SPLIT_TRAIN)),
  });
}
