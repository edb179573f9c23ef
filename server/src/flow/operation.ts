import { HOLE } from '../provenance/hole.ts';
import { originOfEntry } from '../provenance/names.ts';
import { GENERATED, has, IMPUTED, JUDGED, MEASURED, UNIT_ORIGINS, without } from '../provenance/origins.ts';
import {
  AGAINST_HUMAN,
  COMPARED,
  CONTROLS,
  COUNT,
  type ConstantValue,
  constant,
  DRAWN,
  dataMarks,
  dataOrigins,
  ESTIMATE,
  JUDGE_PROMPT,
  joinAll,
  NO_DATA,
  NOTHING,
  ONES,
  ORIGIN_FLAG,
  REPEATED,
  ROWS,
  SPLIT_TEST,
  SPLIT_TRAIN,
  SPREAD,
  TABLE,
  TOTAL,
  UNKNOWN,
  Value,
  VERDICT,
  ZEROS,
} from '../provenance/value.ts';
import { heldAgainst } from './conclusions.ts';
import { asChanged, holdsChanged, withCopies } from './copies.ts';
import { estimate } from './estimate.ts';
import { constantValue, evaluate } from './evaluate.ts';
import { filledEntry } from './filled-entries.ts';
import { noteVotes, rateHeld } from './fractions.ts';
import { causeAt, type Frame, isTypeScript, siteOf } from './frame.ts';
import { calledOtherwise, chained, modelOtherwise, namesModel } from './models.ts';
import { joinPath, scalar } from './parts.ts';
import { coalesce, pool } from './pool.ts';
import type { Expression, Operation, Span } from './program.ts';
import { noteCorrected, noteRateCorrection } from './rate-correction.ts';
import { timesCount } from './repeats.ts';
import { isSelection, opposite, type Selection } from './select.ts';
import { decidedBySize, turned } from './significance.ts';
import { turnedBack } from './swapped.ts';
import { textWith } from './template.ts';
import { noteOdds } from './weights.ts';

export function evaluateOperation(node: Operation, frame: Frame): Value {
  const operands = node.operands.map((operand) => evaluate(operand, frame));
  switch (node.form) {
    case 'comparison':
      return compare(node, operands, frame);
    case 'membership':
      return membership(operands[0]!, operands[operands.length - 1]!);
    case 'not':
      return negated(operands[0]!);
    case 'negative':
      return operands[0]!.constant !== undefined && typeof operands[0]!.constant === 'number'
        ? constant(-operands[0]!.constant)
        : scalar(operands[0]!);
    case 'logical':
      if (isFallback(node.operator) && isKnownText(operands[0]!)) return operands[0]!;
      if (isFallback(node.operator) && operands.length === 2) {
        const filled = filledEntry(operands[0]!, operands[1]!, node, frame);
        if (filled) return filled;
      }
      // expected == "high" and score > 4: the model is held against what people expect
      // but a check that was made is one of several that all have to hold
      return node.operator !== '??' &&
        operands.some((operand) => has(dataOrigins(operand), MEASURED) && !(operand.marks & COMPARED)) &&
        operands.some(({ origins }) => has(origins, JUDGED) && !has(origins, MEASURED))
        ? compared(operands)
        : ((isFallback(node.operator)
            ? (modelOtherwise(operands, namesModel(node.operands.at(-1)!)) ?? calledOtherwise(operands, frame))
            : null) ??
            filledGap(node, operands, frame) ??
            undecided(joinAll(letThrough(node.operator, operands)), operands));
    case 'arithmetic':
      if (node.operator === '/') noteDivision(node, operands, frame);
      return timesCount(node, operands, arithmetic(node.operator, operands, node, frame, node), frame);
  }
}

/** A literal looked for in a model's answer, or an answer looked for in a reference. */
export function membership(left: Value, right: Value): Value {
  const literal =
    left.constant !== undefined ||
    (left.marks & NO_DATA) !== 0 ||
    (right.items?.every((item) => item.constant !== undefined) ?? false);
  if (!literal) return compared([left, right]);
  if (isKey(left, right)) return UNKNOWN;
  const found = scalar(joinAll([left, right]));
  // a phrase looked for is a test of the text, no verdict in it
  return isPhrase(left) ? found : verdict(found);
}

function noteDivision(node: Operation, operands: readonly Value[], frame: Frame): void {
  noteRateCorrection(node, frame);
  noteOdds(node, operands, frame);
}

/** `model ?? DEFAULT_MODEL`: a text that is known is there. */
const isKnownText = ({ constant: text, origins }: Value): boolean =>
  typeof text === 'string' && text !== '' && origins === 0;

const isFallback = (operator: string): boolean => /^(or|\|\||\?\?)$/.test(operator);

/** `row.human ?? row.judge`: a model's label where there is none of a person's. */
function filledGap(node: Operation, operands: readonly Value[], frame: Frame): Value | null {
  const [first, second] = operands.map(dataOrigins);
  return node.operator === '??' && has(first!, MEASURED) && has(second!, JUDGED | GENERATED | IMPUTED)
    ? coalesce(operands, { node, frame, receiverNode: node.operands[0]! })
    : null;
}

/** `flag or True` with an unknown flag is neither. */
const undecided = (joined: Value, operands: readonly Value[]): Value =>
  typeof joined.constant === 'boolean' && operands.some((operand) => operand.constant !== joined.constant)
    ? joined.with({ constant: undefined })
    : joined;

/** `row.source === "real" || row.score > 0`: rows of the other origin are let through, too. */
function letThrough(operator: string, operands: readonly Value[]): readonly Value[] {
  const areAll = operands.every(({ fields }) => fields?.has('$selects'));
  if (areAll || !/^(or|\|\|)$/.test(operator)) return operands;
  return operands.map((operand) => (operand.fields?.has('$selects') ? UNKNOWN : operand));
}

/** `"score" in row`, `arm in rows_by_arm`: that it has been graded says nothing of the grade. */
const isKey = ({ constant: key }: Value, { origins, fields, element }: Value): boolean =>
  !has(origins, GENERATED | JUDGED) &&
  ((typeof key === 'string' && (fields?.has(key) ?? false)) || (element !== null && element.depth > 0));

const isPhrase = ({ constant }: Value): boolean =>
  typeof constant === 'string' && constant.trim().split(/\s+/).length > 2;

export const flagMeaning = (value: Value): 'real' | 'synthetic' | null =>
  value.marks & ORIGIN_FLAG && value.fields?.has('$column')
    ? originOfEntry(String(value.fields.get('$column')!.constant), true)
    : null;

export const selecting = (origin: Selection): Value =>
  new Value({ fields: new Map([['$selects', constant(origin)]]), marks: ROWS });

export const verdict = (value: Value): Value =>
  has(value.origins, GENERATED) ? value.with({ marks: value.marks | VERDICT }) : value;

/** What the entry means by how the column was filled before its parts were pooled. */
function entryOf(flag: Value, entry: ConstantValue): Selection | null {
  if (flag.fields?.get('$real')?.constant === entry) return 'real';
  return flag.fields?.get('$synthetic')?.constant === entry ? 'synthetic' : null;
}

/** What the entry means by the configuration, which names those of one origin: the others are of the other. */
function declaredEntry(flag: Value, entry: ConstantValue): Selection | null {
  const declared = flag.fields?.get('$declared');
  if (!declared || !isSelection(declared.constant)) return null;
  const isNamed = declared.items?.some(({ constant: named }) => String(named) === String(entry)) ?? false;
  return isNamed ? declared.constant : opposite(declared.constant);
}

/** The rows whose entry in an origin column is this one. */
export function selectedBy(flag: Value, entry: Value): Selection {
  if (entry.constant === undefined) return 'one';
  const declared = declaredEntry(flag, entry.constant);
  if (declared) return declared;
  const column = String(flag.fields?.get('$column')?.constant);
  return originOfEntry(column, entry.constant) ?? entryOf(flag, entry.constant) ?? 'one';
}

function compare(node: Operation, operands: readonly Value[], frame: Frame): Value {
  const [left, right] = [operands[0]!, operands[operands.length - 1]!];
  const [flag, entry] = left.marks & ORIGIN_FLAG ? [left, right] : [right, left];
  const column = flag.fields?.get('$column')?.constant;
  if (typeof column === 'string' && !(entry.marks & ORIGIN_FLAG)) {
    const origin = selectedBy(flag, entry);
    return selecting(node.operator.startsWith('!') ? opposite(origin) : origin);
  }
  const isEquality = /^(==|!=|===|!==|is|is not)$/.test(node.operator);
  if (isEquality && isOfRealRows(node.operator.startsWith('!'), left, right)) return selecting('real');
  const literal = operands.some(
    ({ constant, marks, origins }) => constant !== undefined || (marks & NO_DATA && origins === 0),
  );
  if (literal || !isEquality) {
    const decided = decidedBySize(
      node.operator,
      left,
      right,
      decision(node.operator, withRows(scalar(joinAll(operands.filter(isUnknown))), operands), operands),
    );
    const outcome =
      decided.marks & CONTROLS && !affirms(node.operator, operands)
        ? decided.with({ marks: decided.marks & ~CONTROLS })
        : decided;
    const rate = isTypeScript(frame) ? rateHeld(node, left, right, frame) : null;
    noteVotes(node, left, frame);
    return heldAgainst({ operator: node.operator, node, left: rate ?? left, right }, outcome, frame);
  }
  const back = turnedBack(node, operands);
  if (back) return back;
  noteComparison(node, operands, frame);
  return compared(operands, frame, node);
}

/** A judge's label and another one: what people say, or another model. */
function noteComparison(node: Operation, data: readonly Value[], frame: Frame): void {
  const isLabel = ({ origins }: Value) => has(origins, JUDGED | GENERATED | MEASURED);
  if (data.length === 2 && data.every(isLabel) && data.some(({ origins }) => has(origins, JUDGED)))
    frame.engine.observe(
      { kind: 'comparison', site: siteOf(frame, node), data, expressions: node.operands },
      frame.context,
    );
}

/** `flag == 1`, `flag is True` */
const affirms = (operator: string, operands: readonly Value[]): boolean =>
  /^(==|===|is)$/.test(operator) && operands.some(({ constant: entry }) => entry === true || entry === 1);

/** `split == "val"`, where the rows that were made have `"train"` there. */
function isOfRealRows(differs: boolean, column: Value, entry: Value): boolean {
  const made = column.fields?.get('$synthetic');
  return made !== undefined && entry.constant !== undefined && (made.constant === entry.constant) === differs;
}

const isUnknown = ({ constant: known }: Value): boolean => known === undefined;

/** Whether there is an answer says nothing of what it says. */
const decision = (operator: string, value: Value, operands: readonly Value[]): Value =>
  operands.some(({ constant: known }) => known === null) && /^([=!]==?|is|is not)$/.test(operator)
    ? value.with({ origins: without(value.origins, GENERATED | JUDGED | MEASURED) })
    : verdict(value);

/** Agreement of values: measured if one side is, else of unknown origin; what was generated is now the object of study. */
export function compared(operands: readonly Value[], frame?: Frame, node?: Span): Value {
  const all = joinAll(operands);
  const origins = dataOrigins(all);
  const measured = operands.some((operand) => has(dataOrigins(operand), MEASURED));
  const kept = (origins & UNIT_ORIGINS) | (measured ? without(origins, GENERATED | JUDGED | IMPUTED) : 0);
  return withRows(
    new Value({
      origins: kept,
      marks: COMPARED | (dataMarks(all) & (SPLIT_TEST | SPLIT_TRAIN | REPEATED | ORIGIN_FLAG)),
      cause:
        kept && frame && node
          ? causeAt(frame, node, 'step', 'compared with a reference', operands)
          : (all.cause ?? null),
    }),
    operands,
  );
}

const withRows = (value: Value, operands: readonly Value[]): Value =>
  operands.some((operand) => operand.marks & ROWS) && !(value.marks & ROWS)
    ? value.with({ marks: value.marks | ROWS })
    : value;

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
  if (operands.every((operand) => operand.constant !== undefined)) return fold(operator, operands);
  if (operator === '+' && isPathWithHoles(operands)) return constantValue(operands.map(textOf).join(''));
  if (operator === '+' && operands.some(isProse)) return textWith(operands.map(textOf).join(''), operands, frame);
  const [left, right] = [operands[0]!, operands[operands.length - 1]!];
  if (operator === '|') {
    const chain = chained(operands);
    if (chain) return chain;
  }
  if (operator === '/' && operands.some(isText)) return joinPath(operands);
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
  if (operator === '-' && isDeviation(left, right)) return deviation(left, right, frame);
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
  // signal + noise
  return isNoisy ? asChanged(result) : result;
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

/** The rows, or the decision, that a test leaves out. */
export function negated(test: Value): Value {
  const chosen = test.fields?.get('$selects')?.constant ?? flagMeaning(test);
  if (isSelection(chosen)) return selecting(opposite(chosen));
  if (typeof test.constant === 'boolean') return constant(!test.constant);
  return turned(test.with({ marks: test.marks & ~CONTROLS }));
}

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
  const isNumber = right.marks & COUNT || (right.marks & TOTAL && left.marks & REPEATED);
  if (operator !== '/' || !(left.marks & SPREAD) || !isNumber || !expression) return null;
  const of = frame.engine.estimates.get(left.cause);
  return of
    ? estimate(frame, expression, 'variance of the mean', of.data, of.expressions, { confirmatory: true, of })
    : null;
}

const firstOperand = (node: Expression): Expression | null =>
  node.kind === 'operation' ? (node.operands[0] ?? null) : null;

/** `df - df.mean()`: the mean only scales the data it comes from and is not reported. */
function noteTransforms(operands: readonly Value[], frame: Frame): void {
  if (!operands.some((operand) => operand.marks & ROWS)) return;
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
