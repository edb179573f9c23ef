import type { Effect } from '../catalog/entry.ts';
import { ASSUMED_REAL, REPEATED, ROWS, SEVERAL, TABLE, VERDICT } from '../provenance/marks.ts';
import { anyConfidence, at, GENERATED, has, MEASURED, REAL } from '../provenance/origins.ts';
import { dataMarks, dataOrigins, joinAll, NOTHING, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { argument, argumentNode } from './argument.ts';
import type { CallSite } from './call-site.ts';
import { optionsRead } from './command-options.ts';
import { noteChoice, noteRanking, ranks } from './conclusions.ts';
import { isTypeScript } from './frame.ts';
import { isByCriteria, ofCriteria, valuesByCriterion } from './one-answer.ts';
import { elementOf, entriesOf, iterated, lastName, oneOfEach, scalar } from './parts.ts';
import { wrapped } from './pool.ts';
import type { Expression } from './program.ts';
import { keptSeveral, ofRepeats } from './repeats.ts';
import { checkedBy, defaultsIn, namesOfSettings, partsOfName } from './settings.ts';
import { asFrame } from './table.ts';
import { joinedText } from './template.ts';
import { toldByColumns } from './turn-columns.ts';
import { verdictSchema } from './verdict-schemas.ts';

/** Gives back one of the arguments, or what it holds, in another form. */
export function pass(effect: Extract<Effect, { kind: 'passes' }>, site: CallSite): Value | null {
  const given = argument(site, effect.from);
  if (given && (dataMarks(given) & (REPEATED | SEVERAL) || lastName(site.name) === 'explode')) {
    const kept = ofRepeats(given, site);
    if (kept) return kept;
  }
  const value =
    effect.or !== undefined && dataOrigins(given ?? UNKNOWN) === 0 ? (argument(site, effect.or) ?? given) : given;
  // `program.parse()`: the parser knows where to look
  if (!value) return effect.as === 'checked' ? site.receiver : null;
  if (effect.ranks && ranks(effect.ranks, site)) noteRanking(value, site);
  else if (effect.as === 'extreme') noteChoice(value, site);
  switch (effect.as) {
    case 'extreme':
      return site.positional.length > 1 ? joinAll(site.positional) : elementOf(value);
    case 'element':
      return value.items || value.element ? elementOf(value) : value;
    case 'list':
      return new Value({ element: value, origins: unitOrigins(value), marks: ROWS });
    case 'pairs':
      return pairs(value, site.positional);
    case 'numbered':
      return keptSeveral(
        new Value({
          element: new Value({ items: [NOTHING, elementOf(value)], origins: unitOrigins(value) }),
          marks: ROWS,
        }),
        [value],
      );
    case 'values':
      return valuesIn(value, argumentNode(site, effect.from), site);
    case 'entries':
      return entriesOf(value);
    case 'each':
      if (site.unpacked.length === 0) return new Value({ items: site.positional });
      return keptSeveral(wrapped(joinAll(site.positional)), site.unpacked);
    case 'fewer':
      // whatever they are called, no row was made
      return new Value({
        items: site.positional.map((rows) =>
          rows.with({ origins: rows.origins | at('likely', REAL), marks: rows.marks & ~ASSUMED_REAL }),
        ),
      });
    case 'settled': {
      const settled = (held: Value) => new Value({ fields: new Map([['value', held]]), origins: unitOrigins(held) });
      const { items } = value;
      return value.with({ items: items?.map(settled) ?? null, element: items ? null : settled(elementOf(value)) });
    }
    case 'text':
      return joinedText(value, site.positional[0], site.frame);
    case 'iterated':
      return iterated(value, site.frame);
    case 'data':
      return new Value({
        fields: new Map([['data', checkedBy(site.receiver, value)]]),
        origins: unitOrigins(value),
      });
    case 'checked':
      return value.constant !== undefined && site.receiver
        ? scalar(value)
        : reduced(checkedBy(site.receiver, value), site);
    case 'keys':
      return value.keys
        ? new Value({ element: value.keys, origins: unitOrigins(value.keys), marks: ROWS })
        : namesOfSettings(value);
    case 'split':
      return partsOfName(value, site) ?? (value.constant !== undefined ? scalar(value) : reduced(value, site));
    case 'defaults':
      return defaultsIn(value, site) ?? verdictSchema(value, site.name);
    case 'options':
      return optionsRead(value, site);
    case 'models':
      return new Value({ target: { kind: 'external', name: site.name }, fields: value.fields });
    case 'same':
      return value;
    case 'missing':
      return value.with({
        origins: dataOrigins(value) & anyConfidence(MEASURED),
        fields: null,
        element: null,
        items: null,
      });
    case 'frame':
      return toldByColumns(asFrame(value, site), site.node, site.frame);
    default:
      return value.constant !== undefined && site.receiver ? scalar(value) : reduced(value, site);
  }
}

/** The elements of several lists, one of each at a time. */
function pairs({ items }: Value, lists: readonly Value[]): Value {
  const count = items?.length;
  if (count && lists.every((list) => list.items?.length === count))
    return new Value({
      items: items.map((_, i) => new Value({ items: lists.map((list) => list.items![i]!) })),
      origins: lists.reduce((all, list) => all | unitOrigins(list), 0),
      marks: ROWS,
    });
  return keptSeveral(oneOfEach(lists), lists);
}

/** A model's answer turned into a number or literal is a grade. */
function reduced(value: Value, site: CallSite): Value {
  if (!has(value.origins, GENERATED) || !/\.(int|float|bool|loads|literal_eval|group)$/.test(site.name)) return value;
  return value.with({ marks: value.marks | VERDICT });
}

/** `tally[key] = { wins: 0 }`, whose keys nobody knows: what is no list holds by key. */
const isFilledByKey = ({ element, items, marks }: Value): boolean =>
  element !== null && items === null && !(marks & ROWS);

/** What a mapping holds; of a list, itself. */
function valuesIn(mapping: Value, node: Expression | null, { frame }: CallSite): Value {
  const isKeyed = mapping.fields || mapping.keys || (isTypeScript(frame) && isFilledByKey(mapping));
  const isMapping = isKeyed && !(mapping.marks & TABLE);
  const values = isMapping ? valuesByCriterion(mapping) : mapping;
  return isByCriteria(node, frame) ? ofCriteria(values) : values;
}
