import { columnEvidence, nameEvidence } from '../provenance/evidence.ts';
import { ORIGIN_FLAG, ROWS, TOTAL } from '../provenance/marks.ts';
import { namesOrigin } from '../provenance/names.ts';
import { GENERATED, has, JUDGED, UNIT_ORIGINS } from '../provenance/origins.ts';
import { join, sameContent, UNKNOWN, type Value, withField } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { attributeOf } from './attribute.ts';
import { besidePeople } from './beside-people.ts';
import type { CallSite } from './call-site.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, isTypeScript, placeOf } from './frame.ts';
import { storedInColumns, storedWhere } from './imputed.ts';
import { modelCalled, modelOtherwise, noteNamedModel } from './models.ts';
import { standingFor } from './moved.ts';
import { ofOneAnswer } from './one-answer.ts';
import { saidByColumn, withoutNamed } from './origin-column.ts';
import { elementOf, itemOf, keyOf, scalar as scalarOf } from './parts.ts';
import type { Attribute, Call, Expression, Mapping, Span, Subscript } from './program.ts';
import { mapOrigins } from './select.ts';
import { storeAnywhere } from './tally.ts';

/** Gives a value to a target: a name, an attribute, an entry, or a pattern of them. */
export function assign(target: Expression, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name': {
      const named = modelCalled(target, value, frame) ?? nameEvidence(value, target.name, placeOf(frame, target));
      frame.scope.set(target.name, named);
      noteNamedModel(target.name, named, frame);
      frame.engine.see(frame.unit, target, named);
      return;
    }
    case 'attribute':
    case 'subscript':
      store(target, value, frame);
      return;
    case 'sequence':
    case 'mapping':
      destructure(target, value, frame);
      return;
    case 'spread':
      assign(target.value, value, frame);
      return;
    case 'assignment':
      // with a default for what is not there
      assign(target.target, withDefault(value, target.value, frame), frame);
      return;
    default:
      evaluate(target, frame);
  }
}

/** Takes a value apart along a pattern. */
export function destructure(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'sequence') {
    target.items.forEach((item, index) => {
      assign(item, itemOf(value, index), frame);
    });
    return;
  }
  if (target.kind === 'mapping') {
    for (const entry of target.entries) {
      assign(entry.value, partNamed(value, entry, target, frame), frame);
    }
    besidePeople(target, frame);
    return;
  }
  assign(target, value, frame);
}

/** What a part of an object's pattern stands for: a property, or all that the others leave. */
export function partNamed(value: Value, entry: Mapping['entries'][number], pattern: Mapping, frame: Frame): Value {
  if (entry.key?.kind === 'constant') return propertyOf(value, String(entry.key.value), entry.value, frame);
  if (entry.key) return elementOf(value);
  const taken = pattern.entries.flatMap(({ key }) => (key?.kind === 'constant' ? [String(key.value)] : []));
  return withoutNamed(value, taken, pattern, frame);
}

/** A property that a pattern names. */
const propertyOf = (value: Value, key: string, node: Span, frame: Frame): Value =>
  isTypeScript(frame) ? attributeOf(value, key, node, frame) : (value.fields?.get(key) ?? elementOf(value));

/** What a pattern or parameter gives where nothing is handed over. */
export function withDefault(value: Value, otherwise: Expression, frame: Frame): Value {
  if (sameContent(value, UNKNOWN) || value.constant === null) return evaluate(otherwise, frame);
  // of a property that is not there, only which model it would be
  return value.target?.kind === 'external' ? (modelOtherwise([evaluate(otherwise, frame)]) ?? value) : value;
}

/** Stores into `object.name` or `object[key]` by replacing what the root of the path holds. */
function store(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'attribute') {
    const named = nameEvidence(value, target.name, placeOf(frame, target));
    update(target.object, frame, (object) => withField(object, target.name, named));
    return;
  }
  if (target.kind !== 'subscript') return;
  const index = evaluate(target.index, frame);
  const key = keyOf(index);
  // df.loc[rows, "column"] = value
  const path =
    target.object.kind === 'attribute' && /^(i?loc|i?at)$/.test(target.object.name)
      ? target.object.object
      : target.object;
  update(path, frame, (object) => {
    if (key === null)
      return (
        storedInColumns(object, index, value, target) ??
        storedWhere(object, index, value, target, frame) ??
        ofOneAnswer(storeAnywhere(object, index, value), frame)
      );
    const isTable = (object.marks & ROWS) !== 0;
    let stored =
      isTable || object.fields
        ? columnEvidence(value, key, placeOf(frame, target))
        : nameEvidence(value, key, placeOf(frame, target));
    // rows stay what they are, wherever a column comes from
    if (isTable && object.origins & UNIT_ORIGINS) stored = mapOrigins(stored, (held) => held & ~UNIT_ORIGINS);
    if (namesOrigin(key) && isTable) stored = stored.with({ marks: stored.marks | ORIGIN_FLAG });
    // a count by key is no label
    if (!(isTypeScript(frame) && stored.marks & TOTAL)) frame.engine.judgedColumns.fill(key, scalarOf(stored));
    const rows = isTable ? saidByColumn(object, key, value, target, frame) : object;
    return withField(withRest(rows), key, stored);
  });
}

/** A model's answer that gets one more entry: the others are still the model's. */
const withRest = (object: Value): Value =>
  object.fields || object.element || object.items || !has(object.origins, JUDGED | GENERATED)
    ? object
    : object.with({ element: scalarOf(object) });

/** `table.drop(…, inplace=True)`: what is given back is what the name holds, too. */
export function inPlace(changed: Value, { receiverNode, named, frame }: CallSite): Value {
  if (receiverNode && named.get('inplace')?.constant === true) update(receiverNode, frame, () => changed);
  return changed;
}

/** Replaces the value that a path of names, attributes and entries leads to. */
export function update(path: Expression, frame: Frame, change: (value: Value) => Value): void {
  switch (path.kind) {
    case 'name': {
      const before = frame.scope.get(path.name) ?? UNKNOWN;
      const after = change(before);
      if (after === before) return;
      frame.scope.update(path.name, after);
      updateAlias(path.name, after, frame);
      return;
    }
    case 'attribute':
      update(path.object, frame, (object) =>
        withField(object, path.name, change(object.fields?.get(path.name) ?? UNKNOWN)),
      );
      return;
    case 'subscript': {
      const key = keyOf(evaluate(path.index, frame));
      update(path.object, frame, (object) => {
        if (key !== null) return withField(object, key, change(object.fields?.get(key) ?? object.element ?? UNKNOWN));
        const element = object.element ?? UNKNOWN;
        return object.with({ element: join(element, change(element)), constant: undefined });
      });
      return;
    }
    case 'assignment': // (table[key] ??= []).push(row)
      update(path.target, frame, change);
      return;
    case 'call': {
      const entry = entryOf(path, frame);
      if (entry) update(entry, frame, change);
      return;
    }
  }
}

/** `table[key]` for `table.setdefault(key, …)`, in TypeScript for `table.get(key)`; null for other expressions. */
export const entryOf = (node: Expression, frame: Frame): Expression | null =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  node.callee.name === (isTypeScript(frame) ? 'get' : 'setdefault') &&
  node.arguments.length > 0
    ? entryMeant(node)
    : null;

const entryMeant = rememberingOf((node: Call): Subscript => {
  const { object } = node.callee as Attribute;
  const { start, end } = node;
  return standingFor(node, { kind: 'subscript', object, index: node.arguments[0]!.value, start, end });
});

/** What lies in something else has changed there, too. */
function updateAlias(name: string, value: Value, frame: Frame): void {
  const place = frame.aliases.get(name);
  if (!place) return;
  frame.aliases.delete(name); // two names may stand for each other
  update(place, frame, () => value);
  frame.aliases.set(name, place);
}
