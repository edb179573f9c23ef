import { nameEvidence } from '../provenance/evidence.ts';
import { ROWS } from '../provenance/marks.ts';
import { snakeCase } from '../provenance/names.ts';
import { constant, joinAll, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { partNamed, withDefault } from './assign.ts';
import type { FunctionValue } from './callable.ts';
import { columnOf } from './column.ts';
import { evaluate } from './evaluate.ts';
import { type Frame, isTypeScript, placeOf } from './frame.ts';
import { isUnset, mayBeUnset, modelOtherwise, NAMES_MODEL, noteNamedModel } from './models.ts';
import { itemOf } from './parts.ts';
import type { Expression } from './program.ts';

/** Of `**rows` whose keys are not known, each parameter that is given nothing else may be one. */
export const REST = '**';

/** The value of each parameter for the arguments of a call. */
export function bind(
  target: FunctionValue,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  frame: Frame,
): Value[] {
  const rest = new Map(named);
  const unknown = rest.get(REST);
  rest.delete(REST);
  let next = 0;
  return target.definition.parameters.map((parameter) => {
    const name = parameter.target.kind === 'name' ? parameter.target.name : '';
    if (parameter.form === 'rest') {
      const element = joinAll(positional.slice(next));
      next = positional.length;
      return new Value({ element, origins: unitOrigins(element), marks: ROWS });
    }
    if (parameter.form === 'rest-mapping') return unknown && rest.size === 0 ? unknown : new Value({ fields: rest });
    const given = parameter.keywordOnly || next >= positional.length ? undefined : positional[next++];
    const byName = rest.get(name) ?? (unknown && !given ? columnOf(unknown, name, parameter, frame) : undefined);
    rest.delete(name);
    const value = given ?? byName ?? (isTypeScript(frame) && NAMES_MODEL.test(snakeCase(name)) ? UNSET : UNKNOWN);
    if (!parameter.default || !isOpen(value, frame)) return value;
    const inner = {
      ...frame,
      document: target.document,
      unit: target.unit,
      scope: frame.engine.own(target.scope),
      control: [],
    };
    const otherwise = evaluate(parameter.default, inner);
    return given || byName ? (modelOtherwise([value, otherwise]) ?? value) : byDefault(otherwise, frame);
  });
}

/** May a parameter have its default? So it may where nobody knows what it is given: `load(process.argv[2])`. */
const isOpen = (value: Value, frame: Frame): boolean =>
  value === UNKNOWN || (isTypeScript(frame) && ((isUnset(value) && value.target === null) || mayBeUnset(value)));

/** A caller that names no model leaves it to whom the function asks. */
const UNSET = constant(null);

/** Nobody knows what a caller would switch on. */
const byDefault = (value: Value, { engine }: Frame): Value =>
  engine.isUncalled && typeof value.constant === 'boolean' ? UNKNOWN : value;

/** The names of a parameter, with what evidence each is of. */
export function bindParameter(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'name') {
    const place = placeOf(frame, target);
    frame.scope.set(target.name, nameEvidence(value, target.name, place));
    noteNamedModel(target.name, value, frame);
    return;
  }
  if (target.kind === 'sequence')
    for (const [index, item] of target.items.entries()) bindParameter(item, itemOf(value, index), frame);
  if (target.kind === 'assignment') bindParameter(target.target, withDefault(value, target.value, frame), frame);
  if (target.kind === 'spread') bindParameter(target.value, value, frame);
  if (target.kind === 'mapping')
    for (const entry of target.entries) bindParameter(entry.value, partNamed(value, entry, target, frame), frame);
}
