import { HOLE } from '../provenance/hole.ts';
import {
  AGAINST_HUMAN,
  COUNT,
  DRAWN,
  ESTIMATE,
  JUDGE_PROMPT,
  NO_DATA,
  ONES,
  REPEATED,
  ROWS,
  SPREAD,
  TABLE,
  TOTAL,
  ZEROS,
} from '../provenance/marks.ts';
import { has, JUDGED, MEASURED } from '../provenance/origins.ts';
import { constant, dataMarks, dataOrigins, joinAll, NOTHING, Value } from '../provenance/value.ts';
import { ofPearson } from './chi-square.ts';
import { asChanged, holdsChanged, withCopies } from './copies.ts';
import { estimate } from './estimate.ts';
import { constantValue } from './evaluate.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { chained } from './models.ts';
import { compared } from './operation.ts';
import { joinPath, scalar } from './parts.ts';
import { pool } from './pool.ts';
import type { Expression, Span } from './program.ts';
import { noteCorrected } from './rate-correction.ts';
import { rated } from './ratings.ts';
import { saidOfCount } from './repeats.ts';
import { textWith } from './template.ts';

/** `x[:, :2]`, which no list has: what is added to it is added to its numbers. */
const isOfArray = (node: Expression): boolean => node.kind === 'subscript' && node.index.kind === 'sequence';

/** Arithmetic joins its operands; a total over a count is a mean, a spread over a root of a count a standard error. */
export function arithmetic(
  operator: string,
  operands: readonly Value[],
  node: Span,
  frame: Frame,
  expression: Expression | null = null,
): Value {
  const rating = expression && isTypeScript(frame) ? rated(operator, operands, expression, frame) : null;
  if (rating) return rating;
  if (operands.every((operand) => operand.constant !== undefined)) return fold(operator, operands);
  if (operator === '+' && isPathWithHoles(operands)) return constantValue(operands.map(textOf).join(''));
  if (operator === '+' && operands.some(isProse)) return textWith(operands.map(textOf).join(''), operands, frame);
  const [left, right] = [operands[0]!, operands[operands.length - 1]!];
  if (operator === '|') {
    const chain = chained(operands);
    if (chain) return chain;
  }
  if (operator === '/' && operands.some(isText)) return joinPath(operands);
  const test = operator === '/' ? ofPearson(expression, left, frame) : null;
  if (test) return test;
  if (operator === '+' && isBlank(right)) return left; // json.dumps(row) + "\n"
  if (operator === '**' && left.marks & COUNT) return left; // len(scores) ** 0.5
  if (
    operator === '+' &&
    operands.some((operand) => operand.items || operand.element || operand.marks & ROWS) &&
    !operands.some((operand) => operand.marks & (TABLE | ESTIMATE | DRAWN)) &&
    !(expression?.kind === 'operation' && expression.operands.some(isOfArray))
  )
    return holdsChanged(operands)
      ? withCopies(pool(operands, node, frame), operands, node, frame)
      : pool(operands, node, frame);
  const chosen = operands.find((operand) => operand.fields?.has('$selects'));
  if (operator === '&' && chosen) return chosen; // further conditions choose among the rows of one origin
  if (operator === '-' && isDifference(left, right)) {
    const gap = compared(operands, frame, node);
    return gap.with({ marks: gap.marks | AGAINST_HUMAN });
  }
  // of an index, or degrees of freedom
  if (operator === '-' && left.marks & COUNT && right.constant === 1) return new Value({ marks: NO_DATA | COUNT });
  const calibrated = calibration(operands, frame, node);
  if (calibrated) return calibrated;
  if (operator === '*' && (left.items || left.element) && !(left.marks & TABLE)) return repeated(left);
  const counted = bernoulli(operator, left, right, frame, expression);
  if (counted) return counted;
  if (operator === '-' && (isDeviation(left, right) || (isTypeScript(frame) && isOfEach(left, right))))
    return deviation(left, right, frame);
  if (operator === '/' && left.marks & TOTAL && left.marks & SPREAD)
    return left.with({ marks: left.marks & ~(TOTAL | COUNT) }); // a sum of squares over their number
  if (operator === '/' && expression && !(right.marks & TOTAL && dataOrigins(right) !== 0 && !(left.marks & TOTAL))) {
    if (left.marks & SPREAD && right.marks & COUNT)
      return estimate(frame, expression, 'standard error', [left], [firstOperand(expression)], { confirmatory: true });
    if (left.marks & TOTAL && (dataOrigins(left) !== 0 || left.marks & REPEATED) && !isScale(right))
      return estimate(frame, expression, 'mean', [left], [firstOperand(expression)], {});
  }
  noteTransforms(operands, frame);
  const joined = joinAll(operands.map(scalar));
  const data = operands.filter((operand) => !(operand.marks & NO_DATA) && operand.constant === undefined);
  const drawn = data.length > 0 && data.every((operand) => operand.marks & DRAWN) ? DRAWN : 0;
  const rows = operands.some((operand) => operand.marks & ROWS) ? ROWS : 0;
  const none = data.length === 0 && joined.origins === 0 ? NO_DATA : 0;
  const derived = operands.find((operand) => operand.marks & ESTIMATE);
  const isNoisy = !drawn && !derived && data.some((operand) => operand.marks & DRAWN);
  const keep = operator === '*' || operator === '+' || operator === '-' ? TOTAL | SPREAD : SPREAD;
  const result = joined.with({
    marks: (joined.marks & ~(DRAWN | TOTAL | SPREAD | COUNT | NO_DATA)) | (joined.marks & keep) | drawn | rows | none,
    constant: undefined,
    target: null,
    // what is computed from an estimate is still about the same data
    ...(derived ? { cause: derived.cause } : {}),
  });
  // the share of one prompt's answers
  const share = operator === '/' ? saidOfCount(result, left) : result;
  // signal + noise
  return isNoisy ? asChanged(share) : share;
}

/** `[0] * len(real)`, as `np.zeros` gives */
function repeated(list: Value): Value {
  const [only, ...others] = list.items ?? [];
  const mark = others.length > 0 ? 0 : only?.constant === 0 ? ZEROS : only?.constant === 1 ? ONES : 0;
  return mark ? list.with({ marks: list.marks | mark | ROWS }) : list;
}

/** `total / 100`: another unit, no mean. */
const isScale = ({ constant: by }: Value): boolean =>
  typeof by === 'number' && (by === 2 || by === 60 || by === 3600 || by === 1024 || /^10+$/.test(String(by)));

const isText = ({ constant: text }: Value): boolean => typeof text === 'string';

/** Several words: of a list, nobody adds some to it. */
const isProse = ({ constant: text }: Value): boolean => typeof text === 'string' && /\w \w+ \w/.test(text);

/** `folder + "/" + name` */
const isPathWithHoles = (operands: readonly Value[]): boolean =>
  operands.some(
    ({ constant: text }) => typeof text === 'string' && /^[^\n{}<>]{0,200}$/.test(text) && /[/\\]/.test(text),
  ) &&
  operands.every(
    (operand) =>
      isText(operand) || (dataOrigins(operand) === 0 && !(dataMarks(operand) & JUDGE_PROMPT) && !operand.items),
  );

const textOf = ({ constant: text }: Value): string => (typeof text === 'string' ? text : HOLE);

const isBlank = (value: Value): boolean => typeof value.constant === 'string' && value.constant.trim() === '';

/** A judge's labels minus people's: what PPI and agreement are made of. */
const isDifference = (left: Value, right: Value): boolean =>
  [
    [left, right],
    [right, left],
  ].some(
    ([judged, human]) =>
      has(dataOrigins(judged!), JUDGED) && has(dataOrigins(human!), MEASURED) && !has(dataOrigins(human!), JUDGED),
  );

/** `score - mean`: how far the data are from an estimate. */
const isDeviation = (left: Value, right: Value): boolean =>
  (left.marks & ESTIMATE) !== (right.marks & ESTIMATE) &&
  [left, right].every(({ marks }) => !(marks & (TABLE | TOTAL))) &&
  [left, right].some((value) => !(value.marks & ESTIMATE) && dataOrigins(value) !== 0);

/** `xs.reduce((sum, x) => sum + (x - mean) ** 2, 0)` of rows of which no more is known than that they are several to a prompt. */
const isOfEach = (left: Value, right: Value): boolean =>
  (right.marks & (ESTIMATE | REPEATED)) === (ESTIMATE | REPEATED) &&
  left.constant === undefined &&
  !(left.marks & (COUNT | TOTAL | TABLE | ESTIMATE));

/** How far the data are from it says how they vary. */
function deviation(left: Value, right: Value, frame: Frame): Value {
  noteTransforms([left, right], frame);
  const data = left.marks & ESTIMATE ? right : left;
  return data.with({ marks: data.marks | SPREAD, constant: undefined, target: null });
}

/** `(rate + specificity - 1) / (sensitivity + specificity - 1)`: rates against human labels correct a judge's rate. */
function calibration(operands: readonly Value[], frame: Frame, node: Span): Value | null {
  const rate = operands.find((operand) => operand.marks & ESTIMATE && !(operand.marks & AGAINST_HUMAN));
  const of = rate?.cause ? frame.engine.estimates.get(rate.cause) : undefined;
  if (!of || !operands.some((operand) => operand.marks & AGAINST_HUMAN) || of.data.every(isOfPeople)) return null;
  noteCorrected(rate?.cause, node, frame);
  return new Value({ marks: ESTIMATE | AGAINST_HUMAN });
}

const isOfPeople = (value: Value): boolean => has(dataOrigins(value), MEASURED) && !has(dataOrigins(value), JUDGED);

/** `rate * (1 - rate) / n`: the variance of a rate, worked out by hand. */
function bernoulli(
  operator: string,
  left: Value,
  right: Value,
  frame: Frame,
  expression: Expression | null,
): Value | null {
  if (!(left.marks & ESTIMATE) || !left.cause) return null;
  if (operator === '*' && right.marks & ESTIMATE && right.cause === left.cause)
    return left.with({ marks: left.marks | SPREAD });
  if (!(left.marks & SPREAD) || !expression) return null;
  const isNumber = right.marks & COUNT || (right.marks & TOTAL && left.marks & REPEATED);
  const isByNumber =
    operator === '/' ? isNumber : operator === '*' && isTypeScript(frame) && isOfTwoNumbers(expression);
  if (!isByNumber) return null;
  const of = frame.engine.estimates.get(left.cause);
  return of
    ? estimate(frame, expression, 'variance of the mean', of.data, of.expressions, { confirmatory: true, of })
    : null;
}

/** `… * (1 / n + 1 / m)`: of the difference of two rates. */
function isOfTwoNumbers(expression: Expression): boolean {
  const sum = expression.kind === 'operation' ? expression.operands[1] : undefined;
  return sum?.kind === 'operation' && sum.operator === '+' && sum.operands.every(isInverse);
}

const isInverse = (node: Expression): boolean =>
  node.kind === 'operation' &&
  node.operator === '/' &&
  node.operands[0]?.kind === 'constant' &&
  node.operands[0].value === 1;

const firstOperand = (node: Expression): Expression | null =>
  node.kind === 'operation' ? (node.operands[0] ?? null) : null;

/** `df - df.mean()`: the mean only scales the data it comes from and is not reported. JavaScript has no such operators. */
function noteTransforms(operands: readonly Value[], frame: Frame): void {
  if (isTypeScript(frame) || !operands.some((operand) => operand.marks & ROWS)) return;
  for (const operand of operands) if (operand.marks & ESTIMATE) noteTransform(operand, frame);
}

export function noteTransform(value: Value, frame: Frame): void {
  const place = value.cause?.kind === 'estimate' ? value.cause.place : null;
  if (place) frame.engine.noteTransform(place);
}

function fold(operator: string, operands: readonly Value[]): Value {
  const values = operands.map((operand) => operand.constant!);
  if (operator === '+' && values.some((value) => typeof value === 'string')) {
    const text = values.map(String).join('');
    return constantValue(text.length < 20_000 ? text : text.slice(0, 20_000));
  }
  if (operator === '/' && operands.every(isText)) return joinPath(operands);
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length !== values.length || numbers.length < 2) return NOTHING;
  const [a, b] = [numbers[0]!, numbers[1]!];
  const results: Record<string, number> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b };
  const result = numbers.length === 2 ? results[operator] : undefined;
  return result === undefined || !Number.isFinite(result) ? NOTHING : constant(result);
}
