import type { Edit, Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FunctionDefinition, Statement } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { judgingsBehind } from '../../provenance/judgings.ts';
import { snakeCase } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { allStatements, type FixContext, placeIn, replace, statementsAround, textOf } from '../fix-context.ts';
import { pairOf } from '../pair-of-answers.ts';
import { carryLabels, estimateEdits } from './carry-labels.ts';
import { drawLabels } from './draw-labels.ts';
import { groupKey, isOfGroups } from './group-key.ts';
import { freeName, type Imports, imported, isTyped, quoteOf, STATISTICS, semicolonOf } from './imports.ts';
import { type IntervalCall, intervalCalls, intervalEdit, relatedBeside } from './interval-calls.ts';
import { type CallText, inLine, layoutAt } from './layout.ts';
import { isOnce } from './once.ts';
import { scoresAt } from './scores.ts';
import { CRITERIA, isReadAgain, printedWhole, type Share, sameText, sharesBehind, withBrackets } from './shares.ts';
import { spreadsByHand } from './spread-by-hand.ts';
import { errorsBySpread } from './spread-helper.ts';

/**
 * Where the rows behind a judge's number are not in sight, but how many passed of how many, or the mean, is: corrects it by
 * a file of the judge's verdicts that people labelled too. Until there is one the program stops and says how to make it.
 */
export function correctByFile(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework || runsInBrowser(context)) return null;
  if (carryLabels(context) || drawLabels(context) || isOfPairs(context)) return null;
  const [root, ...others] = estimatesOfShare(context);
  const own = root && sharesBehind(root, context);
  if (!root || !own?.every((share) => isCorrectable(share, context))) return null;
  const byHand = spreadsByHand(root, context);
  if (!byHand) return null;
  const shares = sharesIn(context);
  const judge = judgeOf(root);
  const isSame = ({ share, judge: other }: Told) =>
    own.some((each) => share.node === each.node || (other === judge && isSameNumber(share, each, context)));
  const { name, edits: imports } = helperIn(
    own.some(({ isRate }) => isRate),
    context,
  );
  const files = new Map(own.map((share) => [share.question, fileOf(share, judge, shares, context)]));
  const paths = own.map((share) => pathText(share, files.get(share.question)!, context).slice(1, -1));
  const edits = shares.filter(isSame).map(({ share }) => {
    const isOwn = own.some(({ node }) => node === share.node);
    const path = pathText(share, files.get(share.question)!, context);
    const part = numberEdits(share, isOwn && others.length + byHand.length > 0, name, path, context);
    return part?.map((edit) => withStop(edit, path)) ?? null;
  });
  if (edits.length === 0 || !edits.every((part) => part !== null)) return null;
  return {
    title: `Correct with a file of verdicts that people labelled, too (${[...new Set(paths)].join(', ').replaceAll(/\$\{encodeURIComponent\((\w+)\)\}/g, '<$1>')})`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...imports, ...onlyOnce(edits.flat())],
  };
}

/** How often a judge is wrong, and how far off, may differ by group: each has a file of its own. */
function pathText(share: Share, file: string, context: FixContext): string {
  const { isRate, node, unit } = share;
  const key = isOnce(node, unit, context) ? null : groupKey(node, unit, context);
  if (key === null || (isRate && !isOfGroups([share.part, share.whole], unit, context)))
    return quoteOf(context) + file + quoteOf(context);
  return `\`${file.replace(/\.csv$/, '')}_\${encodeURIComponent(${key})}.csv\``;
}

/** As `relatedEstimates`, with the intervals of what is counted. */
const estimatesOfShare = (context: FixContext): readonly Estimate[] =>
  relatedBeside(
    context,
    (other) => sharesBehind(other, context)?.some((share) => intervalsOfShare(share, context).length > 0) ?? false,
  );

/** `wilson(passed, total)` */
const intervalsOfShare = ({ unit, part, whole, isRate }: Share, context: FixContext): readonly IntervalCall[] =>
  intervalCalls(context).filter(
    ({ unit: there, given: [first, second, ...more] }) =>
      isRate &&
      there === unit &&
      first &&
      second &&
      more.length === 0 &&
      sameText(first, part, unit, context) &&
      sameText(second, whole, unit, context),
  );

/**
 * Not one that stands beside an interval of the judge's, nor one for each criterion or group that nobody names; a mean only of
 * the same rows each time.
 */
function isCorrectable(share: Share, context: FixContext): boolean {
  const { node, unit, part, whole } = share;
  if (hasOwnInterval(share, context) || hasOwnError(share, context)) return false;
  const isByGroup = isOfGroups([part, whole], unit, context);
  const hasKey = !isOnce(node, unit, context) && groupKey(node, unit, context) !== null;
  if (hasKey && (isByGroup || !share.isRate)) return true;
  return !isByCriterion(share, context) && (share.isRate ? !isByGroup : isOnce(node, unit, context));
}

/** The same number, told again: further ones of it are found no more once one is corrected. */
function isSameNumber(other: Share, share: Share, context: FixContext): boolean {
  if (other.node === share.node) return true;
  if (other.isRate !== share.isRate || other.question !== share.question) return false;
  return isCorrectable(other, context) && (share.isRate || sameText(other.node, share.node, share.unit, context));
}

function numberEdits(share: Share, hasSpread: boolean, name: string, path: string, context: FixContext) {
  const { unit, isRate, place, part, node } = share;
  const whole = isRate ? share.whole : withoutDefault(share.whole);
  if ((place !== 'quotient' || !isRate) && !isReadAgain(whole)) return null;
  const [counted, n] = [isRate ? part : node, whole].map((each) => textOf(context, unit, each));
  const given = [counted!, share.isOfArray ? `${n}.length` : n!] as const;
  if (share.told) {
    const mean = `${textOf(context, unit, part)}.reduce((sum, score) => sum + score, 0) / ${given[1]}`;
    return toldEdits(share, { callee: name, arguments: [mean, given[1], path] }, context);
  }
  const call = { callee: name, arguments: [...given, path] };
  const edits = hasSpread ? spreadEdits(share, call, context) : inPlace(share, inLine(call), context);
  const intervals = intervalsOfShare(share, context).map((each) => intervalEdit(each, inLine(call), context));
  return edits && [...edits, ...intervals];
}

/** A mean with its interval, in the place of an object of both. */
function toldEdits({ unit, node, part, told }: Share, call: CallText, context: FixContext): readonly Edit[] | null {
  return estimateEdits(
    context,
    { unit, node, factor: '', entries: part, each: null, isRate: false, told: told! },
    call,
  );
}

const onlyOnce = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter(
    ({ place }, i) =>
      edits.findIndex((other) => other.place.cell === place.cell && other.place.start === place.start) === i,
  );

const withoutDefault = (whole: Expression): Expression =>
  whole.kind === 'operation' && /^(\|\||\?\?)$/.test(whole.operator) ? whole.operands[0]! : whole;

/** The number in its place; of a fraction that is printed the count, also where it stands beside the quotient. */
function inPlace(share: Share, call: string, context: FixContext): readonly Edit[] | null {
  const { unit, node, place, factor, part, whole } = share;
  if (place === 'argument') return [replace(context, unit, node, `${call}.successes`)];
  if (place === 'printed') return [replace(context, unit, node, `${call}.successes.toFixed(1)`)];
  const span = factor === '' ? withBrackets(node, unit, context) : node;
  const edits = [replace(context, unit, span, `${factor}${call}.estimate`)];
  if (!share.isRate) return edits;
  for (const template of expressionsIn(unit.body)) {
    if (template.kind !== 'template') continue;
    const beside = template.parts.find((each) => sameText(each, part, unit, context));
    if (!beside || !template.parts.some((each) => descendants(each).includes(node))) continue;
    const printed = printedWhole(beside, unit);
    if (!printed || !sameText(printed, whole, unit, context)) continue;
    if (!isReadAgain(part) || !isReadAgain(whole)) return null;
    edits.push(replace(context, unit, beside, `${call}.successes.toFixed(1)`));
  }
  return edits;
}

/** With a standard error that is worked out from the rate by hand: that of the corrected one. */
function spreadEdits(share: Share, call: Parameters<typeof estimateEdits>[2], context: FixContext) {
  const { unit, node, factor, place, isRate, part } = share;
  const [statement] = statementsAround(context.module, placeIn(context, unit, node));
  const isGuarded = statement?.kind !== 'assign' || statement.value !== node;
  if (place !== 'quotient' || isGuarded) return null;
  return estimateEdits(context, { unit, node, factor, entries: part, each: null, isRate }, call);
}

function withStop(edit: Edit, path: string): Edit {
  const at = edit.newText.indexOf(path);
  return at < 0 ? edit : { ...edit, tabStops: [{ start: at + 1, end: at + path.length - 1 }] };
}

/** Where there are no files. */
const runsInBrowser = ({ document }: FixContext): boolean =>
  /\.(?:tsx|jsx)$/.test(document.uri) ||
  document.units.some(({ text }) =>
    /(?:from\s+|require\()['"](?:react|vue|svelte|preact|solid-js|convex)\b|\b(?:document|window|localStorage|navigator|chrome)\.[a-z]|^\s*['"]use client['"]/m.test(
      text,
    ),
  );

/** Wins of pairs are half ones, too, once the judge is asked about these in both orders. */
const isOfPairs = ({ finding, report, document, module }: FixContext): boolean =>
  judgingsBehind(report.value).some(({ ofPair }) => ofPair) ||
  [...allStatements(module)].some(({ unit, statement }) => {
    const definition = statement.kind === 'define-function' ? statement.function : functionGiven(statement);
    const isAround = ({ document: uri, cell, start, end }: Place): boolean =>
      uri === document.uri && cell === unit.cell && statement.start <= start && end <= statement.end;
    const isJudge = !isAround(report.site.place) && finding.trace.some(({ place }) => isAround(place));
    return isJudge && definition !== null && pairOf(definition) !== null;
  });

const functionGiven = (statement: Statement): FunctionDefinition | null =>
  statement.kind === 'assign' && statement.value.kind === 'function' ? statement.value.function : null;

/** A number for each criterion would need labels for each. */
function isByCriterion({ unit, node, part, whole }: Share, context: FixContext): boolean {
  const names = [part, whole].flatMap((each) =>
    [...descendants(each)].flatMap((inner) =>
      inner.kind === 'subscript' && inner.index.kind !== 'constant' ? [nameOf(inner.object), nameOf(inner.index)] : [],
    ),
  );
  const around = statementsAround(context.module, placeIn(context, unit, node));
  const loops = around.flatMap((statement) =>
    statement.kind === 'loop'
      ? [statement.iterable, statement.target].flatMap((each) => (each ? wordsIn(textOf(context, unit, each)) : []))
      : [],
  );
  const callbacks = expressionsIn(unit.body).flatMap((call) => {
    const given = call.kind === 'call' && call.callee.kind === 'attribute' ? call.callee : null;
    const isAround = call.kind === 'call' && call.arguments.some(({ value }) => isFunctionAround(value, node));
    return given && isAround ? wordsIn(textOf(context, unit, given.object)) : [];
  });
  const own =
    around[0]?.kind === 'assign' ? around[0].targets.flatMap((each) => wordsIn(textOf(context, unit, each))) : [];
  return [...names, ...loops, ...callbacks, ...own].some((name) => CRITERIA.test(snakeCase(name)));
}

const isFunctionAround = (value: Expression, node: Expression): boolean =>
  value.kind === 'function' && value.start <= node.start && node.end <= value.end;

const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];

/** An interval that something else makes of the same counts would stay that of the judge. */
function hasOwnInterval(share: Share, context: FixContext): boolean {
  const { unit, node, part } = share;
  const [statement] = statementsAround(context.module, placeIn(context, unit, node));
  const target = statement?.kind === 'assign' ? statement.targets[0] : undefined;
  const own = [part, ...(target ? [target] : [])].map((each) => textOf(context, unit, each));
  const isOurs = (each: Expression) => own.includes(textOf(context, unit, each));
  const repaired = [node, ...intervalsOfShare(share, context).map(({ node: call }) => call)];
  return expressionsIn(unit.body).some(
    (call) =>
      call.kind === 'call' &&
      !repaired.includes(call) &&
      ((/wilson|interval|bootstrap|std_?err|standard_?error|confidence|(?:^|_)ci\d*(?:_|$)/.test(
        snakeCase(nameOf(call.callee)),
      ) &&
        call.arguments.some(({ value }) => descendants(value).some(isOurs))) ||
        (nameOf(call.callee) === 'sqrt' &&
          /(?<![\w$])z+\d*(?![\w$])/i.test(textOf(context, unit, call)) &&
          descendants(call).some(isOurs))),
  );
}

/** A standard error that stays that of the judge: `std(scores) / Math.sqrt(scores.length)`. */
function hasOwnError({ node, unit }: Share, context: FixContext): boolean {
  const scores = scoresAt(node, unit, context);
  return scores !== null && errorsBySpread(scores, context).length > 0;
}

interface Told {
  readonly share: Share;
  readonly judge: string;
}

/** All numbers of the document that are counted or added up of a judge's labels. */
function sharesIn(context: FixContext): readonly Told[] {
  return context.estimates.flatMap((estimate) => {
    if (estimate.framework || estimate.site.place.document !== context.document.uri) return [];
    const judge = judgeOf(estimate);
    const found = judge === null ? null : sharesBehind(estimate, context);
    return found?.map((share) => ({ share, judge: judge! })) ?? [];
  });
}

/** Which judge it is whose labels an estimate takes; null for none. */
function judgeOf({ data }: Estimate): string | null {
  const value = data.find((each) => has(dataOrigins(each), JUDGED));
  const cause = value && causeOfKind(value, JUDGED, 'judge');
  return value ? (cause ? `${cause.message} ${cause.byName ? '' : cause.place?.start}` : '') : null;
}

/**
 * A file for each question that a judge is asked: numbers of different ones in a document, or of different judges, need
 * one each.
 */
function fileOf({ question }: Share, judge: string | null, all: readonly Told[], context: FixContext): string {
  const asked = [...new Set(all.map((each) => `${each.share.question}|${each.judge}`))];
  const same = asked.filter((each) => each.startsWith(`${question}|`));
  const at = same.indexOf(`${question}|${judge}`);
  const names = [
    ...(asked.length > 1 ? [] : ['judge_labels']),
    ...(question === '' ? [] : [`judge_labels_${question}${at > 0 ? `_${at + 1}` : ''}`]),
  ];
  const isTaken = (name: string) => context.document.units.some(({ text }) => text.includes(`${name}.csv`));
  for (let n = 2; ; n++) {
    const free = names.find((name) => !isTaken(name));
    if (free !== undefined) return `${free}.csv`;
    names.push(`judge_labels_${n}`);
  }
}

/** The function that corrects, of which a document needs one for rates and one for means. */
export function helperIn(
  isRate: boolean,
  context: FixContext,
): { readonly name: string; readonly edits: readonly Edit[] } {
  const wanted = isRate ? 'rateByPeople' : 'meanByPeople';
  const known = [...allStatements(context.module)].some(
    ({ statement, unit }) =>
      statement.kind === 'define-function' &&
      statement.function.name === wanted &&
      /labelledVerdicts\(/.test(textOf(context, unit, statement)),
  );
  if (known) return { name: wanted, edits: [] };
  const name = freeName(context, wanted);
  const { edits } = imported(
    context,
    [
      { module: 'node:fs', names: ['existsSync', 'readFileSync'] },
      { module: STATISTICS, names: [isRate ? 'correctedRate' : 'correctedMean', 'labelledVerdicts', 'unlessRefused'] },
    ],
    (called) => helperText(name, isRate, called, context),
  );
  return { name, edits };
}

function helperText(helper: string, isRate: boolean, name: Imports['name'], context: FixContext): string {
  const quote = quoteOf(context);
  const end = semicolonOf(context);
  const { step } = layoutAt(context, context.report.site.unit.cell, 0);
  const typed = (names: readonly string[]) =>
    isTyped(context) ? names.map((each) => `${each}: ${each === 'file' ? 'string' : 'number'}`) : names;
  const [what, parameters, corrected] = isRate
    ? [
        'The rate of passes, with its interval',
        typed(['passed', 'total', 'file']),
        `${name('correctedRate')}({ successes: passed, n: total }, labels)`,
      ]
    : [
        'The mean score, with its interval',
        typed(['mean', 'n', 'file']),
        `${name('correctedMean')}({ mean, n }, labels)`,
      ];
  return `/** ${what}, corrected by the labels in a file. */
function ${helper}(${parameters.join(', ')}) {
${step}const text = ${name('existsSync')}(file) ? ${name('readFileSync')}(file, ${quote}utf8${quote}) : null${end}
${step}const labels = ${name('labelledVerdicts')}(text, file)${end}
${step}return ${name('unlessRefused')}(${corrected})${end}
}
`;
}
