import { CHANGED, COUNT, NO_DATA, ROWS, TABLE } from '../provenance/marks.ts';
import { namesByProduct, snakeCase, valueEvidence } from '../provenance/names.ts';
import { GENERATED, has, JUDGED, MEASURED, without } from '../provenance/origins.ts';
import { PROMPTS } from '../provenance/prompts.ts';
import { external, NOTHING, Value } from '../provenance/value.ts';
import { countOf } from './chosen.ts';
import { memberThrough, readMember } from './classes.ts';
import { asOriginColumn, columnOf, entryNamed, fieldOf } from './column.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { clusterLabels } from './imputed.ts';
import { NAMES_MODEL, ownModel } from './models.ts';
import type { Attribute, Expression, Span } from './program.ts';
import { isOfSettings } from './settings.ts';
import { labelsOfRows, searchScore } from './training.ts';

/** Views of a table that show the same data. */
const VIEWS = new Set(['values', 'loc', 'iloc', 'at', 'iat', 'str', 'dt', 'T', 'array', 'data']);

/** Attributes that say something about a table, not what is in it. */
const FACTS = new Set(['columns', 'index', 'dtypes', 'dtype', 'name', 'ndim', 'empty']);

export function evaluateAttribute(node: Attribute, frame: Frame): Value {
  const value = evaluate(node.object, frame);
  return (
    searchScore(value, node, frame) ??
    clusterLabels(value, node, frame) ??
    labelsOfRows(value, node, frame) ??
    modelOf(value, node.name, node.object, frame) ??
    settingOr(attributeOf(value, node.name, node, frame), value, node, frame)
  );
}

const settingOr = (attribute: Value, value: Value, node: Attribute, frame: Frame): Value =>
  has(attribute.origins, JUDGED) && !has(value.origins, JUDGED) && isOfSettings(node)
    ? (value.fields?.get(node.name) ?? attributeHeld(value, node.name, node, frame))
    : attribute;

/** The model that an object of which nothing is known has. */
export const modelOf = ({ target, fields, element, origins }: Value, name: string, object: Expression, frame: Frame) =>
  fields || element || origins || (target && (target.kind !== 'external' || /\benv$/.test(target.name)))
    ? null
    : ownModel(object, name, frame);

/** `value.name`, when it is not being called. */
export function attributeOf(value: Value, name: string, node: Span, frame: Frame): Value {
  const field = value.fields?.get(name);
  if (field) {
    const known = fieldOf(value, field, name, node, frame);
    return isTypeScript(frame) && isEntry(value) ? asOriginColumn(known, value, name) : known;
  }
  if (isTypeScript(frame) && isUnsetModel(value, name)) return external(`?.${name}`);
  const held = attributeHeld(value, name, node, frame);
  // how many there are is no entry of them
  const isCount = (held.marks & (COUNT | NO_DATA)) !== 0;
  return isTypeScript(frame) && isEntry(value) && !isCount ? entryNamed(held, value, name, node, frame) : held;
}

/** `options.model` of `{ question: row.text }`: nobody named one, whatever data lies in the options. */
const isUnsetModel = ({ fields, element, keys, target, marks }: Value, name: string): boolean =>
  fields !== null && !element && !keys && !target && !(marks & (ROWS | TABLE)) && NAMES_MODEL.test(snakeCase(name));

/** In TypeScript, what rows hold is read as an attribute: its name tells, as that of a column does. */
const isEntry = ({ target, marks }: Value): boolean =>
  (target === null || target.kind === 'external') && !(marks & (TABLE | NO_DATA));

function attributeHeld(value: Value, name: string, node: Span, frame: Frame): Value {
  const { target } = value;
  const member = memberThrough(value, name, frame);
  if (member) return readMember(member, node, frame);
  if (name === '__dict__') return value;
  if (target?.kind === 'module') return frame.engine.memberOfModule(target, name) ?? external(`${target.name}.${name}`);
  if (isTypeScript(frame) && (name === 'length' || (name === 'size' && (value.items || value.element))))
    return countOf(value);
  if (value.marks & ROWS) {
    if (VIEWS.has(name)) return value;
    if (/^(size|shape|length)$/.test(name)) return countOf(value);
    if (FACTS.has(name)) return NOTHING;
    if (value.marks & TABLE) return columnOf(value, name, node, frame);
  }
  const named = target?.kind === 'external' ? `${target.name}.${name}` : `?.${name}`;
  // response.usage: about the call, no answer
  if (has(value.origins, GENERATED | JUDGED) && namesByProduct(name))
    return new Value({
      origins: without(value.origins, GENERATED | JUDGED),
      target: { kind: 'external', name: named },
    });
  // result.gold_label, beside the judge's
  if (has(value.origins, JUDGED) && has(valueEvidence(name), MEASURED))
    return value.with({
      origins: without(value.origins, GENERATED | JUDGED) | valueEvidence(name),
      target: { kind: 'external', name: named },
      fields: null,
      constant: undefined,
    });
  // one of the entries that nobody names
  if (value.fields && value.element?.depth === 0 && has(value.element.origins, JUDGED) && !(value.marks & ROWS))
    return value.element.with({ target: { kind: 'external', name: named } });
  // an attribute of data is data: response.choices[0].message.content
  return value.origins === 0
    ? new Value({ target: { kind: 'external', name: named }, marks: value.marks & (PROMPTS | CHANGED) })
    : value.with({ target: { kind: 'external', name: named }, fields: null, constant: undefined });
}
