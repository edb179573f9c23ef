import { CHANGED, DRAWN, ESTIMATE, NO_DATA, ONES, ROWS, TABLE, ZEROS } from '../provenance/marks.ts';
import { words } from '../provenance/names.ts';
import { AUGMENTED, at, has, POOLED_UNITS, REAL, SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind } from '../provenance/trace.ts';
import { dataMarks, unitOrigins, type Value } from '../provenance/value.ts';
import type { CallSite } from './call-site.ts';
import { causeAt, type Frame, isTypeScript } from './frame.ts';
import type { Call, Expression, Span, Statement } from './program.ts';

/**
 * Changed copies of units: a clip with noise, an image turned, a text reworded. Where only they are kept, rows are as many
 * as before; beside what they were made from, they are made-up rows.
 */

const CHANGES = new Set(
  (
    'noise noisy noised stretch pitch shift flip flipped mirror rotate rotated rotation jitter warp augment augmentation ' +
    'augmented aug perturb distort synonym synonyms paraphrase mixup cutmix'
  ).split(' '),
);
const IS_OTHER =
  /de_?noise|remove|reduce|filter|estimat|detect|measure|compar|plot|show|draw|display|visuali|calc|score|eval|test|check|matrix|param|config|level|snr|model|train|split/i;

/** Does a function of this name give a changed copy of what it gets? `add_noise`, `random_flip` */
export const namesChange = (name: string): boolean =>
  (words(name).some((word) => CHANGES.has(word)) || /back_?translat/i.test(name)) &&
  !IS_OTHER.test(name) &&
  !/^[A-Z]/.test(name);

/** What is worked out from one unit by these is no unit: a prediction, a score. */
const GIVES_NO_UNIT =
  /model|net$|predict|classif|infer|forward|score|accura|eval|metric|loss|detect|fit|train|test|plot|show/i;

const isChanged = (value: Value): boolean =>
  ((dataMarks(value) & CHANGED) !== 0 || (value.target?.kind !== 'instance' && isChangedRecord(value))) &&
  !isMadeUp(value);

/** A record with a changed column; one with drawn columns is simulated. */
function isChangedRecord({ fields }: Value): boolean {
  const marks = Array.from(fields?.values() ?? [], dataMarks);
  return marks.some((mark) => mark & CHANGED) && !marks.some((mark) => mark & DRAWN);
}

/** What was simulated with some noise is no copy of anything. */
const isMadeUp = (value: Value): boolean => has(unitOrigins(value), SYNTHETIC) && !has(unitOrigins(value), AUGMENTED);

const isNumber = ({ marks }: Value): boolean => (marks & ESTIMATE) !== 0 && !(marks & ROWS);

/** Something that can be a unit, or units: no label, no score. */
const isUnit = (value: Value): boolean => value.constant === undefined && !(value.marks & NO_DATA) && !isNumber(value);

/** `np.concatenate([signal, np.zeros(100)])` */
const isPadding = ({ marks }: Value): boolean => (marks & (ZEROS | ONES | DRAWN)) !== 0;

export function asChanged(value: Value): Value {
  if (!isUnit(value) || holdsChanged([value]) || has(unitOrigins(value), AUGMENTED)) return value;
  return value.with({ marks: value.marks | CHANGED, items: value.items?.map(asChanged) ?? null });
}

/** What a call gives that gets a changed copy, or whose name says that it makes one. */
export function changedBy(result: Value, inputs: readonly Value[], name: string, site: CallSite): Value {
  if (isTypeScript(site.frame) || GIVES_NO_UNIT.test(name)) return result;
  const [first] = site.positional;
  const makes = first !== undefined && isUnit(first) && namesChange(name);
  return makes || inputs.some(isChanged) || turns(site) ? asChanged(result) : result;
}

/** `image.transpose(Image.FLIP_LEFT_RIGHT)` */
const turns = ({ positionalNodes: [node] }: CallSite): boolean =>
  node?.kind === 'attribute' && /^(FLIP|ROTATE)_/.test(node.name);

/** A function gets a copy as it gets any unit: what it puts together of it are features, no rows. */
export function asAnyUnit(value: Value): Value {
  if (!(dataMarks(value) & CHANGED)) return value;
  return value.with({
    marks: value.marks & ~CHANGED,
    element: value.element && asAnyUnit(value.element),
    items: value.items?.map(asAnyUnit) ?? null,
  });
}

/** Of a list of units, each; of anything else, itself. */
function unitsIn(part: Value): readonly Value[] {
  if (part.marks & TABLE || !(part.items || part.element)) return isUnit(part) && !isPadding(part) ? [part] : [];
  const units = [...(part.items ?? []), ...(part.element ? [part.element] : [])].filter(isUnit);
  return part.marks & CHANGED ? units.map((unit) => unit.with({ marks: unit.marks | CHANGED })) : units;
}

/** Are there changed copies among the parts, beside what is unchanged? */
export function holdsChanged(parts: readonly Value[]): boolean {
  const holdsOne = ({ items, element }: Value) => items?.some(isChanged) || (element !== null && isChanged(element));
  if (!parts.some((part) => isChanged(part) || holdsOne(part))) return false;
  const units = parts.flatMap(unitsIn);
  return units.some(isChanged) && units.some((unit) => !isChanged(unit));
}

/** Rows with changed copies among them. */
export const withCopies = (rows: Value, parts: readonly Value[], node: Span, frame: Frame): Value =>
  rows.with({
    origins: rows.origins | at('likely', REAL | SYNTHETIC | AUGMENTED),
    marks: (rows.marks | ROWS) & ~CHANGED,
    constant: undefined,
    cause: causeAt(frame, node, 'pool', 'changed copies of rows added here', parts),
  });

/** What is made of one unit after the other, of units with copies among them, has copies among it. */
export function madeOfCopies(made: Value, node: Expression, frame: Frame): Value {
  if (!isUnit(made) || at('likely', AUGMENTED) & unitOrigins(made)) return made;
  const all = frame.iterating.find((rows) => areOfCopies(rows) || holdsChanged([rows]));
  if (!all) return made;
  return areOfCopies(all)
    ? made.with({ origins: made.origins | unitOrigins(all), cause: all.cause })
    : withCopies(made, [all], node, frame).with({ marks: made.marks });
}

const areOfCopies = (rows: Value): boolean =>
  (at('likely', AUGMENTED) & unitOrigins(rows)) !== 0 && causeOfKind(rows, SYNTHETIC, 'pool') !== null;

/**
 * What is put together from one list of parts is as the list was: that copies, or rows of another origin, came into it is
 * known of the list.
 */
export const stillOfCopies = (together: Value, [list, ...others]: readonly Value[]): Value =>
  list && others.length === 0 && (isNewIn(list, together, areOfCopies) || isNewIn(list, together, arePooled))
    ? together.with({ origins: together.origins | unitOrigins(list), cause: list.cause })
    : together;

const isNewIn = (list: Value, together: Value, holds: (rows: Value) => boolean): boolean =>
  holds(list) && !holds(together);

/** Parts of either origin that were put in one list: `[rows] + synthetic_parts`. */
const arePooled = (rows: Value): boolean =>
  has(rows.origins, POOLED_UNITS) && causeOfKind(rows, SYNTHETIC, 'pool') !== null;

/** `kinds.append(0)` and `kinds.append(1)` in one block: copies are told from what they were made from. */
export function tellsApart(node: Call, block: readonly Statement[]): boolean {
  const list = labelled(node);
  if (!list) return false;
  const labels = block.map((statement) => (statement.kind === 'evaluate' ? labelled(statement.value) : null));
  return labels.some((other) => other && other.name === list.name && other.label !== list.label);
}

function labelled(node: Expression): { readonly name: string; readonly label: unknown } | null {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'append') return null;
  const [given] = node.arguments;
  const { object } = node.callee;
  return object.kind === 'name' && given?.value.kind === 'constant'
    ? { name: object.name, label: given.value.value }
    : null;
}
