import { HOLE } from '../provenance/hole.ts';
import {
  LOCATOR,
  OF_JUDGMENTS,
  ORIGIN_FLAG,
  REPEATED,
  ROWS,
  SEVERAL,
  SPLIT_TEST,
  SPLIT_TRAIN,
  TABLE,
} from '../provenance/marks.ts';
import { namesJudgments } from '../provenance/names.ts';
import { has, POOLED_UNITS, UNIT_ORIGINS } from '../provenance/origins.ts';
import {
  constant,
  dataMarks,
  dataOrigins,
  join,
  joinAll,
  ofRowsIn,
  UNKNOWN,
  unitOrigins,
  Value,
  withField,
} from '../provenance/value.ts';
import { fieldNames } from './callable.ts';
import { type Frame, isTypeScript } from './frame.ts';

/** `folder / name`: a path, as far as its parts are known. */
export function joinPath(parts: readonly Value[]): Value {
  const text = parts.map((part) => (typeof part.constant === 'string' ? part.constant : HOLE)).join('/');
  const origins = parts.reduce((all, part) => all | part.origins, 0);
  const judged = namesJudgments(text) ? OF_JUDGMENTS : 0;
  const marks = parts.reduce((all, part) => all | (part.marks & OF_JUDGMENTS), LOCATOR | judged);
  return new Value({ constant: text, origins, marks });
}

/** The last part of a path, without its unknown parts. */
export const fileName = (path: string): string => path.replaceAll(HOLE, '…').split(/[/\\]/).at(-1) ?? path;

/** `pandas.read_csv` → `read_csv`. */
export const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Only origins and marks of a value, without its structure. */
export function scalar(value: Value): Value {
  const origins = dataOrigins(value);
  if (origins === 0 && value.marks === 0) return UNKNOWN;
  return new Value({
    origins,
    marks: dataMarks(value) & ~(ROWS | TABLE),
    cause: value.cause ?? { kind: 'step', place: null, message: null, inputs: [value] },
  });
}

/** What iterating over a value gives: of a mapping, its keys, where they carry data. */
export const elementOf = (value: Value): Value => value.keys ?? heldBy(value);

/** What a value holds under a position or key that is not known. */
export function heldBy(value: Value): Value {
  const isTable = (value.marks & TABLE) !== 0 && value.fields !== null;
  if ((value.element || value.items) && !isTable) {
    const element = joinAll([...(value.element ? [value.element] : []), ...(value.items ?? [])]);
    const origins = element.origins | (value.origins & UNIT_ORIGINS);
    const marks = element.marks | (value.marks & (SPLIT_TEST | SPLIT_TRAIN | ORIGIN_FLAG));
    if (origins === element.origins && marks === element.marks) return element;
    // where rows came together is told by the list, not by the one that was added last
    const isPool = has(value.origins, POOLED_UNITS) && !has(element.origins, POOLED_UNITS);
    const cause = isPool ? (value.cause ?? element.cause) : (element.cause ?? value.cause);
    return element.with({ origins, marks, cause });
  }
  if (value.constant !== undefined) return UNKNOWN;
  // a row of a table has its columns
  return value.with({ marks: value.marks & ~(ROWS | TABLE | REPEATED | SEVERAL), target: null });
}

/** `MODELS[process.argv[2]]`: one of the settings that an object lists, whichever it is; null where it holds data. */
export function oneOfSettings({ fields, element, marks, target }: Value): Value | null {
  if (!fields || fields.size === 0 || element || target || marks & (ROWS | TABLE)) return null;
  const settings = [...fields.values()];
  const areSettings = settings.every((one) => dataOrigins(one) === 0 && (one.constant !== undefined || one.fields));
  return areSettings ? joinAll(settings) : null;
}

/** Named tuples are taken apart, too. */
function fieldAt({ target, fields }: Value, index: number): Value | undefined {
  const name = target?.kind === 'instance' ? fieldNames(target.class)[index] : undefined;
  return name === undefined ? undefined : fields?.get(name);
}

/** One position of a tuple or list. */
export function itemOf(value: Value, index: number): Value {
  return value.items?.[index] ?? fieldAt(value, index) ?? elementOf(value);
}

/** An index that names a field; null when it is not known. */
export const keyOf = (index: Value): string | null =>
  typeof index.constant === 'string' && !index.constant.includes(HOLE) ? index.constant : null;

/** A mapping with one more key that is not known; it is kept if it carries data. */
export const withKey = (mapping: Value, key: Value): Value =>
  dataOrigins(key) === 0 ? mapping : mapping.with({ keys: mapping.keys ? join(mapping.keys, key) : key });

/** What a mapping or object holds, as a list. */
export function valuesOf(value: Value): Value {
  const element = joinAll([...(value.fields?.values() ?? []), ...(value.element ? [value.element] : [])]);
  const items = value.fields && !value.element ? [...value.fields.values()] : null;
  const marks = ROWS | (value.marks & REPEATED);
  return new Value({ element: items ? null : element, items, origins: value.origins & UNIT_ORIGINS, marks });
}

/** What a mapping holds, as pairs of key and value; itself where its keys are not known. */
export function entriesOf(value: Value): Value {
  if (value.marks & TABLE || !(value.keys || value.element || value.fields)) return value;
  const marks = ROWS | ofRowsIn(value);
  const pair = (key: Value, held: Value) => new Value({ items: [key, held], origins: unitOrigins(held) });
  const items =
    value.fields && !value.element
      ? [...value.fields].filter(([key]) => !key.startsWith('$')).map(([key, held]) => pair(constant(key), held))
      : null;
  const element = value.keys || value.element ? pair(value.keys ?? UNKNOWN, heldBy(valuesOf(value))) : null;
  return new Value({
    items,
    element: items ? null : element,
    origins: value.origins & UNIT_ORIGINS,
    marks,
    cause: value.cause,
  });
}

/** What pairs of key and value make. */
export function mappingOf(entries: Value | null): Value {
  if (!entries) return new Value({});
  const pairs = entries.items ?? [elementOf(entries)];
  return pairs.reduce(
    (mapping, pair) => {
      const [key, held] = [itemOf(pair, 0), itemOf(pair, 1)];
      const name = keyOf(key);
      if (name !== null) return withField(mapping, name, held);
      const element = mapping.element ? join(mapping.element, held) : held;
      return withKey(mapping, key).with({ element, origins: mapping.origins | unitOrigins(held) });
    },
    new Value({ marks: entries.marks & REPEATED }),
  );
}

/** What going through a value goes through: of a `Map`, its entries. Nothing else that holds by key can be gone through. */
export const iterated = (value: Value, frame: Frame): Value =>
  isTypeScript(frame) && !(value.marks & (ROWS | TABLE)) && !value.items && (value.element || value.fields)
    ? entriesOf(value)
    : value;

/** The samples in a container of samples: `[a, b]`, `{"a": a}`, a list of frames. */
export function partsOf(value: Value): Value[] {
  if (value.items) return [...value.items];
  if (value.fields && !(value.marks & TABLE)) return [...value.fields.values()];
  return value.element ? [value.element] : [value];
}

/** The elements of several lists, one of each at a time. */
export function oneOfEach(lists: readonly Value[]): Value {
  const items = lists.map(elementOf);
  const origins = items.reduce((all, item) => all | unitOrigins(item), 0);
  return new Value({ element: new Value({ items, origins }), marks: ROWS });
}

/** A value and all that it holds. */
export function partsWithin(value: Value): Value[] {
  const held = [...(value.items ?? []), ...(value.fields?.values() ?? []), ...(value.element ? [value.element] : [])];
  return [value, ...held.flatMap(partsWithin)];
}

export function deepMarks(value: Value): number {
  let marks = value.marks;
  if (value.element) marks |= deepMarks(value.element);
  if (value.items) for (const item of value.items) marks |= deepMarks(item);
  if (value.fields) for (const field of value.fields.values()) marks |= deepMarks(field);
  return marks;
}
