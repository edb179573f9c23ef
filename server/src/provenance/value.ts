import {
  areSameFunctions,
  type ClassValue,
  eitherFunction,
  type FunctionValue,
  type ModuleValue,
  type TypeValue,
} from '../flow/callable.ts';
import type { Cause } from './cause.ts';
import { ESTIMATE, NO_DATA, REPEATED, ROWS, SPLIT_TEST, SPLIT_TRAIN, TOTAL } from './marks.ts';
import { eitherModel } from './models.ts';
import { namesByProduct, rowEvidence } from './names.ts';
import { AUGMENTED, GENERATED, has, JUDGED, type Origins, UNIT_ORIGINS } from './origins.ts';

/** What holds for rows holds for what is made of each. */
export const ofRowsIn = ({ marks }: Value): number => marks & (SPLIT_TEST | SPLIT_TRAIN | REPEATED);

/** The field of what asks one language model, with its name. */
export const MODEL_FIELD = '$model';

export type ConstantValue = string | number | boolean | null;

/** What calling the value, or taking an attribute of it, means. */
export type Target =
  | { readonly kind: 'external'; readonly name: string }
  | FunctionValue
  | ClassValue
  | TypeValue
  | ModuleValue
  | { readonly kind: 'instance'; readonly class: ClassValue }
  | { readonly kind: 'bound'; readonly function: FunctionValue; readonly receiver: Value }
  | Partial;

/** A function with some of its arguments given: `functools.partial(f, x)`. */
export interface Partial {
  readonly kind: 'partial';
  readonly of: Value;
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** It is called on each element of what it is given: `numpy.vectorize(f)`. */
  readonly onEach: boolean;
}

const MAX_FIELDS = 64;
const MAX_DEPTH = 8;
/** What is left of it then: enough for records in a list, and far enough from the limit that few get there again. */
const KEPT_DEPTH = 3;

interface Parts {
  origins?: Origins;
  marks?: number;
  constant?: ConstantValue | undefined;
  fields?: ReadonlyMap<string, Value> | null;
  element?: Value | null;
  items?: readonly Value[] | null;
  keys?: Value | null;
  target?: Target | null;
  cause?: Cause | null;
}

/**
 * An abstract value: what is known of all the values an expression can have.
 * Immutable. `cause` says where it came from and is no part of its content: values are compared without it.
 */
export class Value {
  readonly origins: Origins;
  readonly marks: number;
  readonly constant: ConstantValue | undefined;
  /** Columns of a table, keys of a mapping, attributes of an object: at most 64, then joined into `element`. */
  readonly fields: ReadonlyMap<string, Value> | null;
  /** What iterating, or looking up an unknown key, gives. */
  readonly element: Value | null;
  /** The positions of a tuple. */
  readonly items: readonly Value[] | null;
  /** What the keys of a mapping are, where they carry data: `{pool.submit(f, x): x for x in rows}`. */
  readonly keys: Value | null;
  readonly target: Target | null;
  readonly cause: Cause | null;
  readonly depth: number;
  /** See `dataOrigins` and `dataMarks`: asked for again and again, and told by the parts. */
  readonly allOrigins: Origins;
  readonly allMarks: number;
  /** Of what it holds only. */
  private readonly heldOrigins: Origins;
  private readonly heldMarks: number;

  /** @param like the value that it is like, but for these parts */
  constructor(parts: Parts, like: Value | null = null) {
    this.origins = parts.origins ?? like?.origins ?? 0;
    this.marks = parts.marks ?? like?.marks ?? 0;
    this.constant = like === null || 'constant' in parts ? parts.constant : like.constant;
    this.target = parts.target === undefined ? (like?.target ?? null) : parts.target;
    this.cause = parts.cause === undefined ? (like?.cause ?? null) : parts.cause;
    const held = like && holdsTheSame(parts) ? like : bounded(heldOf(parts, like));
    this.fields = held.fields;
    this.element = held.element;
    this.items = held.items;
    this.keys = held.keys;
    const isLike = held === like;
    this.depth = isLike ? like.depth : depthOf(held);
    this.heldOrigins = isLike ? like.heldOrigins : originsWithin(held);
    this.heldMarks = isLike ? like.heldMarks : marksWithin(held);
    this.allOrigins = this.origins | this.heldOrigins;
    this.allMarks = this.marks | this.heldMarks;
  }

  with(parts: Parts): Value {
    return new Value(parts, this);
  }
}

type Held = Pick<Value, 'fields' | 'element' | 'items' | 'keys'>;

const holdsTheSame = ({ fields, element, items, keys }: Parts): boolean =>
  fields === undefined && element === undefined && items === undefined && keys === undefined;

const heldOf = (parts: Parts, like: Value | null): Held => ({
  fields: parts.fields === undefined ? (like?.fields ?? null) : parts.fields,
  element: parts.element === undefined ? (like?.element ?? null) : parts.element,
  items: parts.items === undefined ? (like?.items ?? null) : parts.items,
  keys: parts.keys === undefined ? (like?.keys ?? null) : parts.keys,
});

/** What lies too deep is no longer told apart. */
const bounded = (held: Held): Held => (depthOf(held) > MAX_DEPTH ? flattenedParts(held, KEPT_DEPTH) : held);

function depthOf({ fields, element, items, keys }: Held): number {
  let depth = 0;
  if (fields) for (const value of fields.values()) depth = Math.max(depth, value.depth + 1);
  if (element) depth = Math.max(depth, element.depth + 1);
  if (items) for (const value of items) depth = Math.max(depth, value.depth + 1);
  return keys ? Math.max(depth, keys.depth + 1) : depth;
}

/** A value of no more than this depth: what is deeper joins what holds it. */
function flattened(value: Value, depth: number): Value {
  if (value.depth <= depth) return value;
  if (depth > 0) return value.with(flattenedParts(value, depth - 1));
  return value.with({ fields: null, element: null, items: null, keys: null, origins: value.allOrigins });
}

const flattenedParts = ({ fields, element, items, keys }: Held, depth: number): Held => ({
  fields: fields && new Map([...fields].map(([key, part]) => [key, flattened(part, depth)])),
  element: element && flattened(element, depth),
  items: items?.map((item) => flattened(item, depth)) ?? null,
  keys: keys && flattened(keys, depth),
});

/** Nothing is known of it. */
export const UNKNOWN = new Value({});
/** Known to carry no data. */
export const NOTHING = new Value({ marks: NO_DATA });

export const constant = (value: ConstantValue): Value =>
  new Value({ constant: value, marks: typeof value === 'string' ? 0 : NO_DATA });

export const external = (name: string): Value => new Value({ target: { kind: 'external', name } });

/** A sum or a running count of something: of how much, is not known. */
export const asTotal = (value: Value): Value =>
  value.with({ marks: (value.marks | TOTAL) & ~NO_DATA, constant: undefined });

/** Origins of all data in a value: its own, its elements', and its fields'. */
export const dataOrigins = (value: Value): Origins => value.allOrigins;

function originsWithin({ fields, element, items }: Held): Origins {
  let origins = 0;
  if (element) origins |= element.allOrigins;
  if (items) for (const item of items) origins |= item.allOrigins;
  // `$` fields say something about the value and are no data of it
  if (fields) for (const [key, field] of fields) if (!key.startsWith('$')) origins |= field.allOrigins;
  return origins;
}

function marksWithin({ element, items }: Held): number {
  let marks = element?.allMarks ?? 0;
  if (items) for (const item of items) marks |= item.allMarks;
  return marks;
}

/** Marks of a value and what it holds. */
export const dataMarks = (value: Value): number => value.allMarks;

/** Rows of the training part of a split, and none of the test part. */
export const isForTraining = (value: Value): boolean =>
  (dataMarks(value) & SPLIT_TRAIN) !== 0 && (dataMarks(value) & SPLIT_TEST) === 0;

/** Unit origins reach up from values to the rows and tables they are in; value origins stay with their column. */
export const unitOrigins = (value: Value): Origins => dataOrigins(value) & UNIT_ORIGINS;

function sameMap(a: ReadonlyMap<string, Value> | null, b: ReadonlyMap<string, Value> | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (!other || !sameContent(value, other)) return false;
  }
  return true;
}

function sameTarget(a: Target | null, b: Target | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.kind !== b.kind) return false;
  if (a.kind === 'function') return areSameFunctions(a, b as typeof a);
  if (a.kind === 'external') return a.name === (b as typeof a).name;
  if (a.kind === 'instance') return a.class.definition === (b as typeof a).class.definition;
  if (a.kind === 'bound') return a.function.definition === (b as typeof a).function.definition;
  if (a.kind === 'partial') return samePartial(a, b as typeof a);
  if (a.kind === 'module') return a.document === (b as typeof a).document && a.name === (b as typeof a).name;
  return a.definition === (b as typeof a).definition;
}

const samePartial = (a: Partial, b: Partial): boolean =>
  a.onEach === b.onEach &&
  sameContent(a.of, b.of) &&
  a.positional.length === b.positional.length &&
  a.positional.every((value, i) => sameContent(value, b.positional[i]!)) &&
  sameMap(a.named, b.named);

/** Equality of content; causes do not count. */
export function sameContent(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.origins !== b.origins || a.marks !== b.marks || a.constant !== b.constant || a.depth !== b.depth) return false;
  if (!sameTarget(a.target, b.target) || !sameMap(a.fields, b.fields)) return false;
  if (!sameOptional(a.element, b.element) || !sameOptional(a.keys, b.keys)) return false;
  if (a.items === b.items) return true;
  if (!a.items || !b.items || a.items.length !== b.items.length) return false;
  return a.items.every((item, i) => sameContent(item, b.items![i]!));
}

const sameOptional = (a: Value | null, b: Value | null): boolean => a === b || (!!a && !!b && sameContent(a, b));

const joinOptional = (a: Value | null, b: Value | null): Value | null => (a && b ? join(a, b) : (a ?? b));

/** `{"winner": "tie"}` where the answer can't be read: where it can, what it says under that key is not known. */
function besideAnswer(fields: ReadonlyMap<string, Value>, answer: Value): ReadonlyMap<string, Value> {
  if (!has(answer.origins, GENERATED | JUDGED)) return fields;
  let opened: Map<string, Value> | null = null;
  for (const [key, field] of fields) {
    if (!isWritten(field) || key.startsWith('$') || namesByProduct(key) || answer.fields?.has(key)) continue;
    opened ??= new Map(fields);
    const rest = { constant: undefined, fields: null, element: null, items: null, keys: null };
    opened.set(key, field.with({ ...rest, marks: field.marks & ~(NO_DATA | ROWS) }));
  }
  return opened ?? fields;
}

/** A literal, or a list or mapping of them: `[]`, `{ score: 0 }`. */
const isWritten = (value: Value): boolean =>
  value.target === null &&
  dataOrigins(value) === 0 &&
  (value.constant !== undefined || (value.fields ?? value.items ?? value.element) !== null);

/** `if (argument === "--quick") options.quick = true`: where nobody sets a flag, it is not so. */
const undecided = (flag: Value): Value =>
  typeof flag.constant === 'boolean' ? flag.with({ constant: undefined }) : flag;

function joinFields(a: Value, b: Value): ReadonlyMap<string, Value> | null {
  if (!a.fields) return b.fields && besideAnswer(b.fields, a);
  const own = besideAnswer(a.fields, b);
  if (!b.fields || a.fields === b.fields) return own;
  let fields: Map<string, Value> | null = null;
  const other = besideAnswer(b.fields, a);
  for (const [key, mine] of own) {
    if (typeof mine.constant !== 'boolean' || other.has(key)) continue;
    fields ??= new Map(own);
    fields.set(key, undecided(mine));
  }
  for (const [key, value] of other) {
    const mine = own.get(key);
    const joined = mine ? join(mine, value) : undecided(value);
    if (joined === mine || (!mine && (fields ?? own).size >= MAX_FIELDS)) continue;
    fields ??= new Map(own);
    fields.set(key, joined);
  }
  return fields ?? own;
}

/** Functions, as opposed to rows: with one more of them, the others are still what they are. */
const areCalled = (items: readonly Value[]): boolean =>
  items.length > 0 && items.every(({ target }) => target?.kind === 'function' || target?.kind === 'instance');

const longer = (a: readonly Value[], b: readonly Value[]): readonly Value[] => (b.length > a.length ? b : a);

/** The positions of both, where they are as many; the very ones of `a` where nothing new comes in. */
function joinItems(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  const joined = a.map((item, i) => join(item, b[i]!));
  return joined.every((item, i) => item === a[i]) ? a : joined;
}

/** Of two methods nobody knows which is called; of functions, any may be; of other things the first stands for both. */
function joinTargets(a: Target | null, b: Target | null): Target | null {
  if (a?.kind === 'function' && b?.kind === 'function') return eitherFunction(a, b);
  return a?.kind === 'bound' && b && !sameTarget(a, b) ? null : (a ?? b);
}

/** Of one path or another nobody knows which is read; that copies may be in the file is known. */
function saidByPaths(a: Value, b: Value): Origins {
  if (a.constant === b.constant || typeof a.constant !== 'string' || typeof b.constant !== 'string') return 0;
  const said = [a.constant, b.constant].filter(isPath).reduce((all, path) => all | rowEvidence(path), 0);
  return has(said, AUGMENTED) ? said : 0;
}

const isPath = (text: string): boolean => text.length < 300 && /^\S*[\w/\\]\.\w{2,8}$/.test(text);

/** An empty list is only known by its name: what it is filled with says more. */
const ofFilled = (value: Value, other: Value): Origins =>
  isEmpty(value) && holdsScores(other) ? value.origins & ~UNIT_ORIGINS : value.origins;

export const isEmpty = ({ items, element }: Value): boolean => items?.length === 0 && !element;

/** A list of scores, each computed from many rows: whatever the list is called, it holds no rows. */
export const holdsScores = ({ element, items }: Value): boolean =>
  isScore(element ?? items?.[0] ?? null) && (items ?? []).every(isScore);

const isScore = (value: Value | null): boolean =>
  value !== null && (value.marks & ESTIMATE) !== 0 && (value.allOrigins & UNIT_ORIGINS) === 0;

/** The least value that covers both. When nothing new comes in, `a` itself: so loops end and first causes are kept. */
export function join(a: Value, b: Value): Value {
  if (a === b || b === UNKNOWN) return a;
  if (a === UNKNOWN) return b;
  let items: readonly Value[] | null = null;
  let element = joinOptional(a.element, b.element);
  if (a.items && b.items && a.items.length === b.items.length) items = joinItems(a.items, b.items);
  else if (a.items && b.items && areCalled(a.items) && areCalled(b.items)) items = longer(a.items, b.items);
  else {
    for (const item of a.items ?? []) element = joinOptional(element, item);
    for (const item of b.items ?? []) element = joinOptional(element, item);
  }
  const origins = ofFilled(a, b) | ofFilled(b, a) | saidByPaths(a, b);
  const union = a.marks | b.marks;
  // no data only if neither has any
  const known = a.marks & b.marks & NO_DATA ? union : union & ~NO_DATA;
  // two lists are one whose length is not known, and no mapping
  const marks = a.items && b.items && !items ? known | ROWS : known;
  const constant = a.constant === b.constant ? a.constant : eitherModel(a.constant, b.constant);
  const fields = joinFields(a, b);
  const keys = joinOptional(a.keys, b.keys);
  const target = joinTargets(a.target, b.target);
  const isA =
    origins === a.origins &&
    marks === a.marks &&
    constant === a.constant &&
    fields === a.fields &&
    element === a.element &&
    items === a.items &&
    keys === a.keys &&
    target === a.target;
  if (isA) return a;
  const isNew = a.origins === 0;
  const cause = isNew && (b.origins !== 0 || b.marks & REPEATED) ? b.cause : a.cause;
  const joined = new Value({ origins, marks, constant, fields, element, items, keys, target, cause });
  if (sameContent(joined, a)) return a;
  if (sameContent(joined, b)) return b;
  const isFromBoth = b.cause && a.cause !== b.cause && (a.cause !== null || (b.origins & ~a.origins) !== 0);
  return isFromBoth ? joined.with({ cause: { kind: 'join', place: null, message: null, inputs: [a, b] } }) : joined;
}

export function joinAll(values: readonly Value[]): Value {
  return values.reduce(join, UNKNOWN);
}

/** What a container holds itself, whatever it is found by. */
export const heldIn = ({ element, items, fields }: Value): Value[] => [
  ...(element ? [element] : []),
  ...(items ?? []),
  ...(fields?.values() ?? []),
];

/** The value with a field replaced; past 64 fields what is new joins the element. */
export function withField(value: Value, key: string, field: Value): Value {
  const fields = new Map(value.fields);
  if (fields.size >= MAX_FIELDS && !fields.has(key)) return value.with({ element: joinOptional(value.element, field) });
  fields.set(key, field);
  return value.with({ fields, constant: undefined, origins: value.origins | unitOrigins(field) });
}
