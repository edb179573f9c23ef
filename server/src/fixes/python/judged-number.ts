import type { Call, Expression, Operation, Span } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { snakeCase, valueEvidence } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { causeOfKind, placeKey } from '../../provenance/trace.ts';
import { contains, type FixContext, textOf, unitText } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { atCall } from './at-calls.ts';
import { fStringAround } from './f-string.ts';
import { groupKey } from './group-key.ts';
import { isPure } from './pure.ts';
import { isWorkedOutOnce, usesOf } from './runs-once.ts';
import { kindByName, nameOfPart, type VerdictKind, VerdictKinds } from './verdict-kind.ts';

/** A number of a judge's labels, as code: all that a correction needs which does not see the labels themselves. */
export interface JudgedNumber {
  readonly kind: 'rate' | 'mean';
  /** What the corrected number is put in the place of. */
  readonly span: Span;
  readonly number: string;
  readonly count: string;
  /** The corrected number with what is around it: `100 * …`. */
  around(corrected: string): string;
  /** What the judge was asked: numbers of the same share a file of labels. */
  readonly about: string;
  /** The quote that strings can have there. */
  readonly quote: string;
}

/** The parts of a number: labels, as a total or one by one, and how they become a number. */
interface Parts extends Omit<JudgedNumber, 'kind' | 'about'> {
  readonly labels: Expression;
  readonly labelKind: VerdictKind;
}

/** Null where the number is not understood, or cannot be corrected by itself. */
export function judgedNumber(context: FixContext): JudgedNumber | null {
  const { site, what } = context.report.estimate;
  if (/error|variance|interval|limit/.test(what)) return null;
  if (RESAMPLES.test(snakeCase(site.within ?? ''))) return null;
  const kinds = new VerdictKinds(context);
  const parts = partsAtCall(context, kinds) ?? partsOf(site.node, context, kinds);
  if (!parts || isOfOtherKind(parts.labels) || isCalledOtherwise(context) || hasIntervalBeside(parts, context))
    return null;
  if (descendants(parts.labels).some((node) => isColumnInTurn(node, context, kinds))) return null;
  const kind = kindOf(parts, context, kinds);
  return kind && { ...parts, kind, about: aboutOf(parts.labels, context, kinds) };
}

const RESAMPLES =
  /(^|_)(boot\w*|resampl\w*|permut\w*|perm|intervals?|wilson|clopper\w*|confidence|ci|ci95|jackknife|stderr|sem|margin|p_?values?)(_|$)/;

/** A mean needs labels of its own rows, so there must be one such mean; a rate is corrected wherever it is worked out. */
function kindOf({ labels, labelKind }: Parts, context: FixContext, kinds: VerdictKinds): JudgedNumber['kind'] | null {
  const { within } = context.report.site;
  if (within !== null && usesOf(within, context).length !== 1 && !namesLabels(labels, context, kinds)) return null;
  if (labelKind === 'verdict') return 'rate';
  if (isWorkedOutOnce(context) || (labelKind === 'label' && isOfScores(labels) && groupKey(context))) return 'mean';
  return labelKind === 'label' && !isOfScores(labels) ? 'rate' : null;
}

/** Of what is called a score, no rate is made. */
const isOfScores = (labels: Expression): boolean =>
  descendants(labels).some((node) =>
    /(^|_)(scores?|ratings?|grades?|stars|points|likert)$/.test(snakeCase(nameOfPart(node))),
  );

/** A function for whatever numbers it is handed may be called with others, too, so what it counts has to be named. */
function namesLabels(labels: Expression, context: FixContext, kinds: VerdictKinds): boolean {
  const made = kinds.madeOnce(labels) ?? labels;
  return descendants(made).some((node) => {
    const name = nameOfPart(node);
    if (name === '') return false;
    const at = node.kind === 'name' ? kinds.occurrence(node) : undefined;
    const names = namesOf(context);
    const isGiven =
      at && names.bindings(names.variableOf(at)).some(({ statement }) => statement.kind === 'define-function');
    return kindByName(name) === 'verdict' || (!isGiven && has(valueEvidence(name), JUDGED));
  });
}

/** `sum(labels) / len(labels)`, `100 * passed / total`, `labels.mean()`, `statistics.mean(labels)`. */
function partsOf(node: Expression, context: FixContext, kinds: VerdictKinds): Parts | null {
  const text = textOf(context, context.report.site.unit, node);
  const common = { span: node, quote: quoteAt(node, context) };
  if (node.kind === 'operation' && node.operator === '/') {
    const quotient = quotientOf(node, context);
    return quotient && { ...common, ...quotient, labelKind: kinds.ofTotal(quotient.labels) };
  }
  const labels = node.kind === 'call' ? averagedBy(node) : null;
  const count = labels && countOf(labels, node as Call, context);
  if (!labels || count === null) return null;
  return { ...common, number: text, count, around: (code) => code, labels, labelKind: kinds.ofList(labels) };
}

/** Of what a helper was handed. */
function partsAtCall(context: FixContext, kinds: VerdictKinds): Parts | null {
  const { estimate } = context.report;
  const at = atCall(estimate);
  const { node, unit } = estimate.site;
  if (!at || node.kind !== 'call') return null;
  const { labels, below, number, around } = at;
  const count = below ? textOf(context, unit, below) : countOf(labels, node, context);
  if (count === null || !(below ? isTotal(labels) && isPure(below) : true)) return null;
  const labelKind = below ? kinds.ofTotal(labels) : kinds.ofList(labels);
  return { span: node, quote: quoteAt(node, context), number, count, around, labels, labelKind };
}

/** What is averaged: `x.mean()`, `mean(x)`. */
function averagedBy({ callee, arguments: given }: Call): Expression | null {
  if (!/^(mean|fmean|average|nanmean)$/.test(nameOf(callee)) || isByGroup(callee)) return null;
  const [first, ...others] = given;
  if (others.length > 0) return null;
  if (first) return first.name === null && first.value.kind !== 'spread' ? first.value : null;
  return callee.kind === 'attribute' ? callee.object : null;
}

/** `df.groupby("model").mean()`: a table of means, of each group by itself. */
const isByGroup = (callee: Expression): boolean =>
  callee.kind === 'attribute' &&
  descendants(callee.object).some(
    (node) => node.kind === 'call' && /^(groupby|group_by|rolling|expanding|resample)$/.test(nameOf(node.callee)),
  );

/** How many labels a mean is of, as code. A column's gaps do not count. */
function countOf(labels: Expression, { callee, arguments: given }: Call, context: FixContext): string | null {
  const text = (node: Expression) => textOf(context, context.report.site.unit, node);
  if (descendants(labels).some(isOpenColumn)) return null;
  if (labels.kind === 'comprehension') {
    const [clause, ...others] = labels.clauses;
    const isWhole = others.length === 0 && clause!.conditions.length === 0 && isPure(clause!.iterable);
    return isWhole && clause!.iterable.kind !== 'call' ? `len(${text(clause!.iterable)})` : null;
  }
  if (!isPure(labels)) return null;
  const isMethod = callee.kind === 'attribute' && given.length === 0;
  const isColumn = descendants(labels).some(
    (node) => node.kind === 'subscript' && node.index.kind === 'constant' && typeof node.index.value === 'string',
  );
  if (isMethod && isColumn)
    return labels.kind === 'operation' ? `(${text(labels)}).count()` : `${text(labels)}.count()`;
  return `len(${text(labels)})`;
}

/** `df[metric]`: one metric after the other, each by a judge of its own. Several columns at once are no one number. */
const isOpenColumn = (node: Expression): boolean =>
  node.kind === 'subscript' &&
  (/^(sequence|comprehension)$/.test(node.index.kind) ||
    (node.index.kind === 'name' && METRICS.test(snakeCase(node.index.name))));

const METRICS = /(^|_)(metrics?|cols?|columns?|keys?|dims?|dimensions?|criteri\w+|fields?|names?|aspects?|[ckm])$/;

/** `df[gate]` in a loop over columns of which one is called the judge's: each is about something else, some are no judge's. */
function isColumnInTurn(node: Expression, context: FixContext, kinds: VerdictKinds): boolean {
  const at = node.kind === 'subscript' ? kinds.occurrence(node.index) : undefined;
  if (!at) return false;
  const names = namesOf(context);
  return names.bindings(names.variableOf(at)).some(({ node: target, statement, parents }) => {
    const clause = parents.flatMap((each) => (each.kind === 'comprehension' ? each.clauses : []));
    const loops = statement.kind === 'loop' ? [statement, ...clause] : clause;
    const iterable = loops.find((each) => each.target === target)?.iterable;
    const columns = iterable && (kinds.madeOnce(iterable) ?? iterable);
    return (
      columns?.kind === 'sequence' &&
      columns.items.length > 1 &&
      columns.items.some(
        (each) => each.kind === 'constant' && typeof each.value === 'string' && has(valueEvidence(each.value), JUDGED),
      )
    );
  });
}

type Quotient = Pick<Parts, 'number' | 'count' | 'around' | 'labels'>;

/** A factor before or behind the total stays around: `100 * passed / total`. */
function quotientOf(node: Operation, context: FixContext): Quotient | null {
  const [above, below] = node.operands;
  if (!above || !below || node.operands.length !== 2 || !isPure(below)) return null;
  if (descendants(node).some(isOpenColumn)) return null;
  const text = (span: Span) => textOf(context, context.report.site.unit, span);
  const whole = text(node);
  const count = text(below);
  const plain = { number: whole, count, around: (code: string) => code, labels: above };
  if (isTotal(above)) return plain;
  if (above.kind !== 'operation' || above.operator !== '*' || above.start !== node.start) return null;
  const factor = above.operands.find((each) => each.kind === 'constant');
  const labels = above.operands.find((each) => each !== factor);
  const divided = /^\s*\/.*$/s.exec(text({ start: above.end, end: node.end }));
  if (!factor || !labels || above.operands.length !== 2 || !divided) return null;
  if (!isTotal(labels)) return null;
  const [first] = above.operands;
  if (factor === first) {
    const head = /^[\d._]+\s*\*\s*/.exec(whole)?.[0];
    return head === undefined
      ? null
      : { number: whole.slice(head.length), count, around: (code) => `${head}${code}`, labels };
  }
  const times = text({ start: labels.end, end: above.end });
  if (!/^\s*\*/.test(times) || labels.start !== node.start) return null;
  return { number: text(labels) + divided[0], count, around: (code) => `${code}${times}`, labels };
}

/** Something added up or counted, as opposed to what is worked out of such. */
function isTotal(node: Expression): boolean {
  switch (node.kind) {
    case 'name':
    case 'attribute':
    case 'subscript':
      return true;
    case 'operation':
      return node.operator === '+' && node.operands.every(isTotal);
    case 'call': {
      const [first] = node.arguments;
      if (/^(int|float)$/.test(nameOf(node.callee))) return first !== undefined && isTotal(first.value);
      const isOfCounts = first && /(^|_)(counts|tallies|frequencies)$/.test(snakeCase(nameOfPart(first.value)));
      return /^(sum|fsum|nansum|len|count|get)$/.test(nameOf(node.callee)) && !isOfCounts;
    }
    default:
      return false;
  }
}

function quoteAt(node: Expression, context: FixContext): string {
  const { unit } = context.report.site;
  const template = fStringAround(unit, node);
  const text = textOf(context, unit, template ?? { start: 0, end: unitText(context, unit.cell).length });
  if (template) return /^\w*"/.test(text) ? "'" : '"';
  return (text.match(/'/g)?.length ?? 0) > 2 * (text.match(/"/g)?.length ?? 0) ? "'" : '"';
}

/** Costs, progress, and what tells of a test of the judge itself. */
const isOfOtherKind = (labels: Expression): boolean =>
  descendants(labels).some((node) =>
    /(^|_)(cache\w*|tokens|usd|costs?|latenc\w*|seconds|steps|done|processed|completed|fallbacks?|tp|fp|fn|tn|true_pos\w*|false_\w+|precision|recall|kappa|weights?)(_|$)/.test(
      snakeCase(nameOfPart(node)),
    ),
  );

/** `recall = …`: how good the judge is, which is no number that its mistakes shift. */
export const isOfJudgeItself = (context: FixContext): boolean =>
  namesOfNumber(context).some((name) => /(^|_)(precision|recall|prec|rec|f1|kappa|agreement)(_|$)/.test(name));

const isCalledOtherwise = (context: FixContext): boolean => namesOfNumber(context).some((name) => OTHER.test(name));

/** What the number is called: `hit_rate = …`, `{"fallback_rate": …}`. */
function namesOfNumber(context: FixContext): string[] {
  const { unit, node, statement } = context.report.site;
  const targets = statement?.kind === 'assign' ? statement.targets.map(nameOfPart) : [];
  const keys = expressionsIn(unit.body).flatMap((each) =>
    each.kind === 'mapping'
      ? each.entries.flatMap(({ key, value }) =>
          key?.kind === 'constant' && contains(value, node) ? String(key.value) : [],
        )
      : [],
  );
  return [...targets, ...keys].map(snakeCase);
}

const OTHER =
  /(^|_)(hit_rate|cache\w*|fallback\w*|cv|variance|std|stdev|parse\w*|error_rate|latenc\w*|duration\w*|costs?|usd|tokens|precision|recall|prec|rec|f1|kappa|agreement)(_|$)/;

const GIVES_INTERVAL =
  /(^|_)(wilson\w*|clopper\w*|boot\w*|ci|ci95|confint|conf_int|\w*confint|intervals?|stderr|margin|error_bars?|binom\w*|proportion\w*|perm\w*)(_|$)/;

/** An interval that other code works out of the same labels would stay that of the raw number. */
function hasIntervalBeside({ labels }: Parts, context: FixContext): boolean {
  const { unit, within } = context.report.site;
  const text = (node: Expression) => textOf(context, unit, node);
  const list = labels.kind === 'call' && labels.arguments[0] ? labels.arguments[0].value : labels;
  const meant = [text(labels), text(list)];
  const body = statementsIn(unit.body).find(
    (each) => each.kind === 'define-function' && each.function.name === within && contains(each, labels),
  );
  const around = body?.kind === 'define-function' ? body.function.body : unit.body;
  return expressionsIn(around).some(
    (node) =>
      node.kind === 'call' &&
      // what is corrected with the number is no other
      !context.estimates.some(({ site, of }) => of !== null && site.node === node) &&
      GIVES_INTERVAL.test(snakeCase(nameOf(node.callee))) &&
      node.arguments.some(({ value }) => meant.includes(text(value))),
  );
}

/** Which verdicts are counted: their condition, their column, or the counter; and where the judge's labels come from. */
function aboutOf(labels: Expression, context: FixContext, kinds: VerdictKinds): string {
  const judge = causeOfKind(context.report.value, JUDGED, 'judge');
  const from = !judge ? '' : judge.byName || !judge.place ? judge.message : placeKey(judge.place);
  return `${from}\n${countedBy(labels, context, kinds).replaceAll('\n', ' ')}`;
}

function countedBy(labels: Expression, context: FixContext, kinds: VerdictKinds, depth = 4): string {
  const text = (node: Expression) => kinds.textOf(node);
  const made = depth > 0 ? kinds.madeOnce(labels) : null;
  if (made && !(made.kind === 'sequence' || made.kind === 'constant'))
    return countedBy(made, context, kinds, depth - 1);
  if (labels.kind === 'call' && labels.arguments[0] && labels.callee.kind === 'name')
    return countedBy(labels.arguments[0].value, context, kinds, depth - 1);
  if (labels.kind === 'comprehension') {
    const [clause] = labels.clauses;
    const isOne = labels.element.kind === 'constant' || text(labels.element) === text(clause!.target);
    const counted = isOne ? clause!.conditions : [valueIn(labels.element)];
    const name = clause!.target.kind === 'name' ? clause!.target.name : '';
    return counted.map((node) => text(node).replaceAll(new RegExp(`\\b${name || '\\B'}\\b`, 'g'), '_')).join(' and ');
  }
  const [appended, ...others] = labels.kind === 'name' || labels.kind === 'subscript' ? kinds.appended(labels) : [];
  if (appended && others.length === 0) return text(valueIn(appended)).replace(/^\w+(?=[[.])/, '_');
  if (labels.kind === 'operation') return text(labels).replace(/^.*?\[/, '[');
  return nameOfPart(labels);
}

/** `int(row["passed"])` */
function valueIn(node: Expression): Expression {
  const [first] = node.kind === 'call' && /^(int|float|bool)$/.test(nameOf(node.callee)) ? node.arguments : [];
  return first ? valueIn(first.value) : node;
}
