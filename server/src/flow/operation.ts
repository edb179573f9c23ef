import {
  COMPARED,
  CONTROLS,
  NO_DATA,
  ORIGIN_FLAG,
  REPEATED,
  ROWS,
  SPLIT_TEST,
  SPLIT_TRAIN,
  VERDICT,
} from '../provenance/marks.ts';
import { originOfEntry } from '../provenance/names.ts';
import { GENERATED, has, IMPUTED, JUDGED, MEASURED, UNIT_ORIGINS, without } from '../provenance/origins.ts';
import { type ConstantValue, constant, dataMarks, dataOrigins, joinAll, UNKNOWN, Value } from '../provenance/value.ts';
import { arithmetic } from './arithmetic.ts';
import { heldAgainst } from './conclusions.ts';
import { evaluate } from './evaluate.ts';
import { filledByAnswer } from './filled-by-answers.ts';
import { filledEntry } from './filled-entries.ts';
import { noteVotes, rateHeld } from './fractions.ts';
import { causeAt, type Frame, isTypeScript, siteOf } from './frame.ts';
import { isNoEntry } from './gap-test.ts';
import { calledOtherwise, modelOtherwise, namesModel } from './models.ts';
import { scalar } from './parts.ts';
import { coalesce } from './pool.ts';
import type { Operation, Span } from './program.ts';
import { noteRateCorrection } from './rate-correction.ts';
import { saidOfCount, timesCount } from './repeats.ts';
import { isSelection, opposite, type Selection } from './select.ts';
import { decidedBySize, turned } from './significance.ts';
import { turnedBack } from './swapped.ts';
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
        const filled = filledGap(node, operands, frame);
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
            : null) ?? undecided(joinAll(letThrough(node.operator, operands)), operands));
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

/** `row.score ?? middle`, `row.human ?? row.judge`, `row.stars ?? (await guessStars(row.text))` */
function filledGap(node: Operation, operands: readonly Value[], frame: Frame): Value | null {
  const [entry, filler] = [operands[0]!, operands[1]!];
  const filled = filledEntry(entry, filler, node, frame);
  if (filled) return filled;
  const byModel = has(dataOrigins(filler), JUDGED | GENERATED | IMPUTED);
  if (node.operator === '??' && has(dataOrigins(entry), MEASURED) && byModel)
    return coalesce(operands, { node, frame, receiverNode: node.operands[0]! });
  return filledByAnswer(entry, filler, { entry: node.operands[0]!, answer: node.operands[1]!, node }, frame);
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
    const unknown = joinAll(operands.filter(isUnknown));
    const said = saidOfCount(scalar(unknown), unknown);
    const decided = decidedBySize(
      node.operator,
      left,
      right,
      decision(node.operator, withRows(said, operands), operands),
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

/** Whether there is an answer says nothing of what it says; nor whether there is an entry, of what was filled in. */
function decision(operator: string, value: Value, operands: readonly Value[]): Value {
  const isWhetherSame = /^([=!]==?|is|is not)$/.test(operator);
  if (isWhetherSame && operands.some(({ constant: known }) => known === null))
    return value.with({ origins: without(value.origins, GENERATED | JUDGED | MEASURED | IMPUTED) });
  const isBlank =
    isWhetherSame && operands.some(({ constant: known }) => typeof known === 'string' && isNoEntry(known));
  return verdict(isBlank ? value.with({ origins: without(value.origins, IMPUTED) }) : value);
}

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

/** The rows, or the decision, that a test leaves out. */
export function negated(test: Value): Value {
  const chosen = test.fields?.get('$selects')?.constant ?? flagMeaning(test);
  if (isSelection(chosen)) return selecting(opposite(chosen));
  if (typeof test.constant === 'boolean') return constant(!test.constant);
  return turned(test.with({ marks: test.marks & ~CONTROLS }));
}
