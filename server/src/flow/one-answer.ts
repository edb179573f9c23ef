import { ONE_ANSWER, ROWS, SPREAD, TABLE, TOTAL, VERDICT } from '../provenance/marks.ts';
import { namesCriteria, namesGraders, snakeCase } from '../provenance/names.ts';
import { GENERATED, has, SYNTHETIC } from '../provenance/origins.ts';
import type { Value } from '../provenance/value.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { valuesOf } from './parts.ts';
import type { Expression } from './program.ts';
import { nameOf } from './walk.ts';

/** What is read out of a single answer of a model, say a score for each criterion. */
export const isOneAnswer = (value: Value): boolean =>
  has(value.origins, GENERATED) &&
  !has(value.origins, SYNTHETIC) &&
  (value.marks & VERDICT) !== 0 &&
  !value.element &&
  !value.items &&
  !(value.marks & (ROWS | TABLE | TOTAL | SPREAD));

/** A list that a model wrote into its answer, as opposed to rows that it was asked to make up: `JSON.parse(reply).scores`. */
export const isPartOfAnswer = ({ origins, marks, element, items }: Value): boolean =>
  has(origins, GENERATED) &&
  !has(origins, SYNTHETIC) &&
  !element &&
  !items &&
  !(marks & (ROWS | TABLE | TOTAL | SPREAD));

/** Scores of a single answer, one by one: `[reply["tone"], reply["style"]]`, the values of `{tone: …, style: …}`. */
export const areOfOneAnswer = (value: Value): boolean =>
  isOneAnswer(value) ||
  (value.marks & ONE_ANSWER) !== 0 ||
  (value.items !== null && !(value.marks & ROWS) && value.items.every(isOneAnswer));

/** In TypeScript, a judge's answer mostly comes from elsewhere: what, or who, one answer is graded by tells itself by its name. */
export const isByCriteria = (node: Expression | null | undefined, frame: Frame): boolean =>
  isTypeScript(frame) &&
  !!node &&
  (namesCriteria(nameOf(node)) || namesGraders(nameOf(node)) || SUPPORTED.test(snakeCase(nameOf(node))));

/** `supportedClaims / totalClaims`: how much of one answer its source bears out. */
const SUPPORTED =
  /(?:^|_)(?:un)?(?:supported|grounded|verified|attributed|entailed|cited)_(?:claims|statements|facts|sentences)(?:_count)?$/;

/** `reply.statements`: what a judge took one answer apart into, and judged piece by piece. */
export const arePieces = ({ origins, element, items }: Value, node: Expression | null, frame: Frame): boolean =>
  isTypeScript(frame) &&
  node !== null &&
  has(origins, GENERATED) &&
  !element &&
  !items &&
  PIECES.test(snakeCase(nameOf(node)));

const PIECES = /(?:^|_)(?:statements|claims|facts|sentences|assertions)$/;

/** They are of one answer, and so is what is worked out from them. */
export const ofCriteria = (values: Value): Value => values.with({ marks: values.marks | ONE_ANSWER });

/** What is summed up over answers is no longer of one, whatever each of them has. */
export const ofAnswers = (total: Value): Value =>
  total.marks & ONE_ANSWER ? total.with({ marks: total.marks & ~ONE_ANSWER }) : total;

/** The values of a mapping, which may be scores by criterion. */
export function valuesByCriterion(mapping: Value): Value {
  const values = valuesOf(mapping);
  const isOne =
    mapping.marks & ONE_ANSWER || (values.items && values.items.length > 1 && values.items.every(isOneAnswer));
  return isOne ? values.with({ marks: values.marks | ONE_ANSWER }) : values;
}

/** Does the code go through the parts of one answer, and through nothing else? */
export function isWithinAnswer(frame: Frame): boolean {
  const [parts, ...others] = frame.iterating;
  if (!parts || others.length > 0) return false;
  if (isOneAnswer(parts)) return true;
  // what was read out of an answer, as opposed to the answers of a batch
  const isRead = parts.target !== null && isPartOfAnswer(parts);
  return isTypeScript(frame) && (isRead || (parts.marks & ONE_ANSWER) !== 0);
}

/** Does a function go through those that grade, one by one, for the answer that it is given? */
const isByGrader = ({ rounds: [round, ...others], name }: Frame): boolean =>
  name !== null && others.length === 0 && !!round?.iterable && isOfGraders(round.iterable);

/** `JUDGES`, `Object.keys(rubric)` */
function isOfGraders(node: Expression): boolean {
  if (node.kind === 'call' && /^(?:keys|values|entries)$/.test(nameOf(node.callee)) && node.arguments[0])
    return isOfGraders(node.arguments[0].value);
  const name = nameOf(node);
  return namesGraders(name) || namesCriteria(name) || /(?:^|_)rubric$/.test(snakeCase(name));
}

/** What each of those gave that grade one answer together: `JUDGES.map((judge) => judge.grade(answer))`. */
export const ofGraders = (grades: Value, graders: Expression | null, grade: Value, frame: Frame): Value =>
  isTypeScript(frame) &&
  graders &&
  namesGraders(nameOf(graders)) &&
  !grade.element &&
  !grade.items &&
  !(grade.marks & ROWS)
    ? ofCriteria(grades)
    : grades;

/** Does it go through a list of literals, as `["tone", "style"]`, that a function has for the answer it is given? */
const isByCriterion = ({ iterating, name, context }: Frame): boolean =>
  iterating.length === 0 && name !== null && context.includes('/');

/** What is collected or summed up there, is of that answer; `part` is one of it. */
export const ofOneAnswer = (value: Value, frame: Frame, part: Value | null = null): Value =>
  isWithinAnswer(frame) ||
  (isTypeScript(frame) && isByGrader(frame)) ||
  (part && isOneAnswer(part) && isByCriterion(frame))
    ? value.with({ marks: value.marks | ONE_ANSWER })
    : value;
