import { PRINTED_TOTAL } from '../../flow/fractions.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit, Operation, Span } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { type FixContext, textOf, unitText } from '../fix-context.ts';
import { inPattern } from '../in-pattern.ts';
import { groupKey } from './group-key.ts';
import { isCalledForNumber, isParameter } from './mean-helper.ts';
import { type HelperCall, helperAround, judgedCalls, type NumberHelper } from './number-helper.ts';
import { countedBy, eachOf, isMethod, plainText, reduced, type Scores, withoutFactor } from './scores.ts';
import { summariesBehind } from './summary-helper.ts';
import { assigned, constant, isLength } from './values.ts';

/** A number that says how many of how many, or how much for each. */
export interface Share {
  readonly unit: FlowUnit;
  /** The quotient; of a fraction that is printed, what stands before its bar; the part where a function is handed it. */
  readonly node: Expression;
  readonly place: 'quotient' | 'printed' | 'argument';
  /** Counted, as opposed to added up. */
  readonly isRate: boolean;
  readonly part: Expression;
  readonly whole: Expression;
  /** The whole is an array, and its length the number. */
  readonly isOfArray?: boolean;
  /** What stands in its place, as for `Scores`. */
  readonly told?: (corrected: string) => string;
  /** `100 *` in front of the part; else empty. */
  readonly factor: string;
  /** What is counted, and of what, in the words of the code: numbers that ask the same have the same. */
  readonly question: string;
}

/**
 * The shares behind an estimate, where the code says plainly that their parts are counts of rows, or a sum and a count; of a
 * function that makes the number of what it is handed (`pct(passed, total)`), that of each call.
 */
export function sharesBehind(estimate: Estimate, context: FixContext): readonly Share[] | null {
  const { site, what } = estimate;
  if (what !== PRINTED_TOTAL && !/^(mean|rate|proportion|accuracy)$/.test(what)) return null;
  const summaries = summariesBehind(estimate, context);
  if (summaries) {
    const found = summaries.map((scores) => shareOfSummary(scores, context));
    return found.every((each) => each !== null) ? found : null;
  }
  const helper = helperAround(estimate, context);
  if (helper?.kind === 'ratio' && isCalledForNumber(helper)) {
    const found = judgedCalls(helper, context).map(({ unit, node, given, whole }) => {
      const parts = { unit, part: given, whole: whole! };
      return helper.isPlain
        ? shareIn({ ...parts, node, place: 'quotient', factor: helper.factor }, context)
        : shareIn({ ...parts, node: given, place: 'argument', factor: '' }, context);
    });
    return found.length > 0 && found.every((each) => each !== null) ? found : null;
  }
  if (helper && isCalledForNumber(helper)) {
    const found = judgedCalls(helper, context).map((call) => shareOfMean(helper, call, context));
    return found.length > 0 && found.every((each) => each !== null) ? found : null;
  }
  const { node, unit } = site;
  const [given, ...others] = node.kind === 'call' ? node.arguments : [];
  if (given && others.length === 0 && what === 'mean' && /^(?:mean|average|avg)$/.test(nameOf((node as Call).callee))) {
    const share = shareOfArray({ unit, node, given: given.value }, context);
    return share && [share];
  }
  const compared =
    node.kind === 'operation' && /^[<>]=?$/.test(node.operator) ? comparedShare(node, unit, context) : null;
  if (compared) return [compared];
  const parts = node.kind === 'operation' && node.operator === '/' ? quotient(node, unit, context) : null;
  if (parts && what === PRINTED_TOTAL) return null;
  const whole = parts ? parts.whole : printedWhole(node, unit);
  const { value: part, factor } = parts ?? { value: node, factor: '' };
  const share = whole && shareIn({ unit, node, place: parts ? 'quotient' : 'printed', part, whole, factor }, context);
  return share && [share];
}

/** `passed < total` */
function comparedShare({ operands }: Operation, unit: FlowUnit, context: FixContext): Share | null {
  const [left, right, ...more] = operands;
  if (!left || !right || more.length > 0) return null;
  const share = (part: Expression, whole: Expression) =>
    isReadAgain(part) ? shareIn({ unit, node: part, place: 'argument', part, whole, factor: '' }, context) : null;
  return share(left, right) ?? share(right, left);
}

/** `mean(scores)`, `mean(rows.map((row) => row.score))` of a function of the file. */
function shareOfMean(
  { isPlain, isRate, factor }: NumberHelper,
  { unit, node, given }: HelperCall,
  context: FixContext,
): Share | null {
  return isPlain && !isRate && factor === '' ? shareOfArray({ unit, node, given }, context) : null;
}

/** `stats(scores)`, which gives the mean with its interval. */
function shareOfSummary({ unit, node, isRate, told }: Scores, context: FixContext): Share | null {
  const [given] = node.kind === 'call' ? node.arguments : [];
  const share = given && !isRate ? shareOfArray({ unit, node, given: given.value }, context) : null;
  return share && { ...share, ...(told && { told }) };
}

function shareOfArray({ unit, node, given }: Given, context: FixContext): Share | null {
  const whole = isMethod(given, 'map') ? given.callee.object : given;
  if (!isReadAgain(whole) || isAnything(whole, unit, context)) return null;
  const each = isMethod(given, 'map') && given.arguments[0] ? eachOf(given.arguments[0].value) : null;
  if (whole !== given && !each) return null;
  const question = questionOf(each ? lastField(each.value) : nameOf(given), '');
  return { unit, node, place: 'quotient', isRate: false, part: given, whole, isOfArray: true, factor: '', question };
}

interface Given {
  readonly unit: FlowUnit;
  readonly node: Expression;
  readonly given: Expression;
}

function shareIn(parts: Omit<Share, 'isRate' | 'question'>, context: FixContext): Share | null {
  const { unit, node, place, part, whole, factor } = parts;
  if (!isNumberOfRows(whole, unit, context) || !isChosenFrom(part, whole, unit, context)) return null;
  if (isHandedOver([part, whole], unit, context)) return null;
  const words = countedWords(part, unit, context);
  if (words === null && (place !== 'quotient' || factor !== '' || picksAny(node) || !isSum(part, unit, context)))
    return null;
  const question = questionOf(words ?? sumWords(part, unit, context), unitWords(whole, unit, context));
  return { ...parts, isRate: words !== null, question };
}

/** What is counted and of what, each word once. */
const questionOf = (counted: string, unit: string): string =>
  [...new Set([counted, unit].flatMap((words) => plainWords(words).split('_')))]
    .filter((word) => word !== '')
    .join('_');

function quotient(node: Expression & { kind: 'operation' }, unit: FlowUnit, context: FixContext) {
  const [total, whole, ...more] = node.operands;
  return total && whole && more.length === 0 ? { ...withoutFactor(total, unit, context), whole } : null;
}

/** `rows.length` of `${passed}/${rows.length}`. */
export function printedWhole(node: Expression, unit: FlowUnit): Expression | null {
  for (const template of expressionsIn(unit.body)) {
    if (template.kind !== 'template') continue;
    const at = template.parts.indexOf(node);
    if (at < 0) continue;
    const bar = constant(template.parts[at + 1]);
    return typeof bar === 'string' && /^\s*(?:\/|of|out of)\s*$/.test(bar) ? (template.parts[at + 2] ?? null) : null;
  }
  return null;
}

/** What is counted, in words; null where it may be something else. */
function countedWords(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const inner = withoutDefault(node);
  if (inner.kind === 'operation' && inner.operator === '+') {
    const words = inner.operands.map((operand) => countedWords(operand, unit, context));
    return words.every((word) => word !== null) ? words.join('_') : null;
  }
  const value = assigned(inner, unit, context);
  if (isLength(value)) {
    const chosen = assigned(value.object, unit, context);
    if (!isMethod(chosen, 'filter')) return null;
    const own = inner.kind === 'name' ? inner.name : value.object.kind === 'name' ? value.object.name : null;
    return own ?? wordsOfTest(chosen.arguments[0]?.value, chosen.callee.object);
  }
  if (isMethod(value, 'reduce')) {
    const total = reduced(value);
    const taken = total?.each?.value;
    const isCounted = total?.isRate || (taken && NAMES_COUNT.test(snakeCase(nameOf(taken))));
    return isCounted ? (inner.kind === 'name' ? inner.name : taken ? lastField(taken) : '') : null;
  }
  return isStored(inner) && isCounter(nameOf(inner), context) ? storedWords(inner) : null;
}

/** `a_wins` of `statsA.wins`: what two objects count may be of two judges. */
function storedWords(node: Expression): string {
  if (node.kind !== 'attribute') return nameOf(node);
  const object = snakeCase(wordsOf(node.object));
  return object.length > 2 ? `${object.replace(OBJECTS, '')}_${node.name}` : node.name;
}

const OBJECTS =
  /^(?:this|stats?|summar(?:y|ies)|reports?|metrics?|tall(?:y|ies)|data|entry|entries|score|bucket|group|value|category|type)(?=_|$)/;

/** A name, or a field of one. */
const isStored = (node: Expression): boolean =>
  node.kind === 'name' || (node.kind === 'attribute' && isReadAgain(node.object));

/** What can be read twice, and is the same. */
export const isReadAgain = (node: Expression): boolean =>
  node.kind === 'name' ||
  node.kind === 'constant' ||
  (node.kind === 'attribute' && isReadAgain(node.object)) ||
  (node.kind === 'subscript' && isReadAgain(node.object) && isReadAgain(node.index)) ||
  (node.kind === 'operation' && node.operands.every(isReadAgain));

const withoutDefault = (node: Expression): Expression =>
  node.kind === 'operation' && /^(\|\||\?\?)$/.test(node.operator) && constant(node.operands[1]) === 0
    ? node.operands[0]!
    : node;

function wordsOfTest(test: Expression | undefined, rows: Expression): string | null {
  if (test?.kind === 'name') return test.name === 'Boolean' ? nameOf(rows) : test.name;
  const each = test && eachOf(test);
  return each
    ? lastField(each.value)
    : test?.kind === 'function' && test.function.parameters.length === 1
      ? nameOf(rows)
      : null;
}

/** Where both are told by arrays: is what is counted chosen from those that it is a part of? */
function isChosenFrom(part: Expression, whole: Expression, unit: FlowUnit, context: FixContext): boolean {
  const counted = assigned(withoutDefault(part), unit, context);
  const chosen = isLength(counted) ? assigned(counted.object, unit, context) : counted;
  const all = countedBy(whole, unit, context);
  if (!all || (!isMethod(chosen, 'filter') && !isMethod(chosen, 'reduce'))) return true;
  const wanted = plainText(all, unit, context);
  let rows: Expression = chosen;
  for (let step = 0; step < 6; step++) {
    if (rows.kind !== 'call' || rows.callee.kind !== 'attribute') return false;
    rows = rows.callee.object;
    if (plainText(rows, unit, context) === wanted) return true;
    rows = assigned(rows, unit, context);
  }
  return false;
}

/** `passed` of `row.verdict.passed === true`. */
function lastField(node: Expression): string {
  const fields = [...descendants(node)].flatMap((other) => (other.kind === 'attribute' ? [other.name] : []));
  return fields[0] ?? nameOf(node);
}

const NAMES_COUNT =
  /(?:^|_)(?:pass(?:ed|es|ing)?|ok|succe(?:ss(?:es|ful)?|eded)|hits?|fail(?:ed|ures?|s)?|(?:in)?correct|wins?|won|loss(?:es)?|good|bad|valid|accepted|faithful|grounded|supported|relevant|hallucinat(?:ed|ions?)|equivalent|satisfied|resolved|repaired)(?:_|$)/;
const NO_COUNT =
  /(?:^|_)(?:scores?|rates?|pct|percent\w*|shares?|ratio|avg|average|mean|weight\w*|points?|prob\w*)(?:_|$)/;

/** Is it counted up by ones, or called as what is? What else is added to it is no count of rows. */
function isCounter(name: string, context: FixContext): boolean {
  const words = snakeCase(name);
  if (name.length < 3 || NO_COUNT.test(words)) return false;
  const texts = context.document.units.map(({ text }) => text);
  const added = texts.flatMap((text) => [
    ...text.matchAll(new RegExp(`(?<![\\w$])${inPattern(name)}(\\]|!)?\\s*(\\+\\+|\\+=\\s*([^;\\n]*))`, 'g')),
  ]);
  const before = texts.some((text) => new RegExp(`\\+\\+[\\w$.!]*(?<![\\w$])${inPattern(name)}(?![\\w$])`).test(text));
  const isOne = ([, , sign, value = '']: RegExpMatchArray) =>
    sign === '++' || /^1\s*[),}]*$/.test(value) || /\?\s*1\s*:\s*0\)?\s*$/.test(value);
  const isOther = ([, , , value = '']: RegExpMatchArray) =>
    /^[\w$.!?[\]]+$/.test(value) && NAMES_COUNT.test(snakeCase(value.split('.').at(-1)!));
  if (added.some((each) => !isOne(each) && !(isOther(each) && NAMES_COUNT.test(words)))) return false;
  return before || added.some(isOne) || NAMES_COUNT.test(words);
}

const NAMES_ROWS =
  /(?:^|_)(?:totals?|count|n|num|size|length|cases|tests|tasks|questions|items|runs|trials|rows|results|samples|records|evaluat(?:ed|ions)|judge[dr]|judgments|scored|graded|answers|evals|examples|attempts|claims|statements|pairs)(?:_|$)/;

/** A number of rows: of an array, or counted, or called so. */
function isNumberOfRows(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (node.kind === 'operation' && /^(\|\||\?\?)$/.test(node.operator))
    return /^[01]$/.test(String(constant(node.operands[1]))) && isNumberOfRows(node.operands[0]!, unit, context);
  if (node.kind === 'operation' && node.operator === '+')
    return node.operands.every((operand) => countedWords(operand, unit, context) !== null);
  if (isMethod(node, 'max')) {
    const given = node.arguments.map(({ value }) => value).filter((value) => constant(value) !== 1);
    return given.length === 1 && isNumberOfRows(given[0]!, unit, context);
  }
  const value = assigned(node, unit, context);
  if (isLength(value)) return !CRITERIA.test(snakeCase(nameOf(value.object)));
  if (value !== node && !isStored(value)) return isNumberOfRows(value, unit, context);
  const words = snakeCase(nameOf(node));
  return (
    isStored(node) &&
    !NO_COUNT.test(words) &&
    !/(?:^|_)(?:max|sum|tokens?|cost)(?:_|$)/.test(words) &&
    (NAMES_ROWS.test(words) || (node.kind === 'name' && isCounter(node.name, context) && !NAMES_COUNT.test(words)))
  );
}

/** A sum of scores: added up in a loop or by `reduce`, and called as one. */
function isSum(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const value = assigned(node, unit, context);
  if (isMethod(value, 'reduce')) return reduced(value) !== null;
  if (isCredit(node)) return true;
  if (!isStored(node)) return false;
  const name = nameOf(node);
  const text = unitText(context, unit.cell);
  return new RegExp(`(?<![\\w$])${name}\\s*\\+=\\s*[^;\\n]*\\b\\w*(?:scores?|ratings?)\\w*`, 'i').test(text);
}

/** `correct + 0.5 * partial`: what counts in full, and what in part. */
function isCredit(node: Expression): boolean {
  if (node.kind !== 'operation' || node.operator !== '+') return false;
  const isCount = (each: Expression) => isStored(each) && !NO_COUNT.test(snakeCase(nameOf(each)));
  const isPart = (each: Expression): boolean => {
    if (each.kind !== 'operation' || each.operator !== '*' || each.operands.length !== 2) return false;
    const weight = each.operands.map(constant).find((value) => typeof value === 'number');
    return weight !== undefined && weight > 0 && weight < 1 && each.operands.some(isCount);
  };
  return node.operands.every((each) => isCount(each) || isPart(each)) && node.operands.some(isPart);
}

/** One of several things, whichever it is. */
const picksAny = (node: Expression): boolean =>
  [...descendants(node)].some((each) => each.kind === 'subscript' && each.index.kind !== 'constant');

/** A function that divides whatever it is handed says nothing of what was judged. */
function isHandedOver(nodes: readonly Expression[], unit: FlowUnit, context: FixContext): boolean {
  return nodes.some((node) => {
    const value = assigned(node, unit, context);
    const rows = isLength(value) ? assigned(value.object, unit, context) : value;
    const isMethodOf = isMethod(rows, 'filter') || isMethod(rows, 'reduce') ? rows : null;
    const each = isMethodOf?.callee.name === 'filter' ? eachOf(isMethodOf.arguments[0]!.value) : null;
    const total = isMethodOf?.callee.name === 'reduce' ? reduced(isMethodOf) : null;
    const taken = each?.value ?? total?.each?.value;
    if (isMethodOf && taken && [...descendants(taken)].some(({ kind }) => kind === 'attribute')) return false;
    const root = isMethodOf ? isMethodOf.callee.object : node;
    return root.kind === 'name' && isAnything(root, unit, context);
  });
}

/** A parameter, but of a callback for each of several groups. */
const isAnything = (node: Expression, unit: FlowUnit, context: FixContext): boolean =>
  isParameter(node, unit, context) && groupKey(node, unit, context) === null;

/** What stands for rows or a number of them: `pairs["easy"]` is `pairs_easy`. */
const wordsOf = (node: Expression): string =>
  node.kind === 'subscript' ? `${nameOf(node.object)}_${constant(node.index) ?? ''}` : nameOf(node);

/** What is added up: the field that is taken, or what the scores are called. */
function sumWords(part: Expression, unit: FlowUnit, context: FixContext): string {
  const value = assigned(part, unit, context);
  if (!isMethod(value, 'reduce')) return nameOf(part);
  const taken = reduced(value)?.each?.value;
  return taken ? lastField(taken) : wordsOf(value.callee.object);
}

const unitWords = (whole: Expression, unit: FlowUnit, context: FixContext): string => {
  const value = assigned(whole, unit, context);
  return isLength(value) ? wordsOf(value.object) : wordsOf(whole);
};

/** Without what every count is called. */
const plainWords = (name: string): string =>
  snakeCase(name)
    .replace(/[^a-z0-9]+/g, '_')
    .split('_')
    .filter((word) => word !== '' && !EVERY.test(word))
    .map((word) => (/^pass(?:es|ing)?$/.test(word) ? 'passed' : word))
    .join('_');

const EVERY =
  /^(?:totals?|counts?|n|num|number|numbers|of|overall|all|sum|rows|results?|items|length|size|max|valid|scored?s?|judged|evaluated|graded)$/;

export const CRITERIA =
  /(?:^|_)(?:criteri\w*|dim(?:ension)?s?|metrics?|aspects?|assertions?|rubrics?|scorers?|axis|axes|check(?:s|_rates?)?|categor\w*_scores?)(?:_|$)/;

/** The place of an expression with brackets around it that nothing needs once it is a call. */
export function withBrackets({ start, end }: Span, unit: FlowUnit, context: FixContext): Span {
  const text = unitText(context, unit.cell);
  const before = text.slice(0, start).trimEnd();
  const after = /^\s*\)/.exec(text.slice(end));
  if (!after || !before.endsWith('(') || !/(?:[([{,=+\-*/?:&|!<>;]|\breturn|^)\s*$/.test(before.slice(0, -1)))
    return { start, end };
  return { start: before.length - 1, end: end + after[0].length };
}

export const sameText = (a: Expression, b: Expression, unit: FlowUnit, context: FixContext): boolean =>
  textOf(context, unit, a).replace(/\s/g, '') === textOf(context, unit, b).replace(/\s/g, '');
