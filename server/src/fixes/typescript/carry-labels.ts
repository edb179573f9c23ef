import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Span } from '../../flow/program.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { contains, type FixContext, lineBreak, lineStart, replace, textOf, unitText } from '../fix-context.ts';
import { columnsOfFile, isHuman, isSameKind, kindOf, mayCorrect } from '../human-column.ts';
import { namesOf } from '../occurrences.ts';
import { freeName, type Imports, imported, STATISTICS } from './imports.ts';
import { intervalEdit, intervalsOf, relatedEstimates } from './interval-calls.ts';
import { type JudgedRows, judgedRows } from './judge-field.ts';
import { type CallText, inLine, laidOut, layoutAt } from './layout.ts';
import { blockAround, endOf, statementAround } from './line-before.ts';
import { placesOf, scoresBehind } from './mean-helper.ts';
import { reuseCorrected } from './reuse-corrected.ts';
import { declaredFields, declaredType, fieldsOf } from './row-fields.ts';
import { areDeclaredTogether, declaredRow } from './row-type.ts';
import { kindNamed, type Scores } from './scores.ts';
import { withBrackets } from './shares.ts';
import { relatedByHand, spreadEditsByHand, spreadsByHand } from './spread-by-hand.ts';
import { errorsBySpread } from './spread-helper.ts';
import { wilsonEdits } from './wilson-by-hand.ts';

/**
 * Carries human labels on some of the rows into a judge's mean: `rows.filter((row) => row.judge).length / rows.length`
 * becomes `postStratified(judgedRows(…)).estimate`.
 */
export function carryLabels(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework) return null;
  const [root] = relatedEstimates(context);
  const all = root && scoresBehind(root, context);
  const parts = all?.map((scores) => labelled(scores, context));
  if (!parts?.every((part) => part !== null)) return null;
  const names = [...new Set(parts.flatMap(({ isRate }) => namesFor(isRate)))];
  const imports = imported(context, [{ module: STATISTICS, names }]);
  const edits = parts.map(({ scores, judged, human, isRate }) =>
    estimateEdits(context, scores, corrected(isRate, imports, judged.with(human.path), judged.judge)),
  );
  const told = parts.flatMap(({ scores }, i) => (edits[i] ? [{ scores, edits: edits[i] }] : []));
  if (told.length < parts.length) return null;
  const fields = [...new Set(parts.map(({ human }) => `"${human.path}"`))];
  return {
    title: `Correct with the human labels in ${fields.join(' and ')}`,
    kind: 'repair',
    safety: parts.every(({ human }) => human.isSure) ? 'safe' : 'suggested',
    edits: [...imports.edits, ...reuseCorrected(told, context)],
  };
}

/** The scores with the rows that they are of, and the human labels on these. */
export function labelled(scores: Scores, context: FixContext) {
  const judged = judgedRows(scores, context);
  const human = judged && humanField(judged, scores, context);
  if (!human) return null;
  const isRate = scores.isRate || declaredType(judged.field, context) === 'boolean' || human.isPassOrFail;
  return { scores, judged, human, isRate };
}

export const namesFor = (isRate: boolean): readonly string[] =>
  isRate ? ['judgedRows', 'postStratified'] : ['judgedRows', 'ppiMean', 'unlessRefused'];

/** The estimate with its interval, by the method for pass and fail or by that for scores. */
export function corrected(isRate: boolean, { name }: Imports, human: string, judge: string): CallText {
  const rows: CallText = { callee: name('judgedRows'), arguments: [human, judge] };
  if (isRate) return { callee: name('postStratified'), arguments: [rows] };
  return { callee: name('unlessRefused'), arguments: [{ callee: name('ppiMean'), arguments: [rows] }] };
}

/**
 * Puts the corrected number in the place of the mean. It gets a name of its own in the line before, with its interval at
 * hand, unless that would be outside of a function that it is computed in. A standard error that is worked out from the
 * mean is then of the same estimate.
 */
export function estimateEdits(context: FixContext, scores: Scores, call: CallText): readonly Edit[] | null {
  const { unit, node, factor, behind = '', told = (name) => `${factor}${name}.estimate${behind}` } = scores;
  const [root, ...others] = relatedByHand(context).filter(({ site }) => site.unit === unit);
  const byHand = root?.site.node === node ? spreadsByHand(root, context) : [];
  if (!byHand) return null;
  const around = statementAround(node, unit, context);
  const intervals = intervalsOf(scores, context);
  const bySpread = errorsBySpread(scores, context);
  const span = factor + behind === '' ? withBrackets(node, unit, context) : node;
  if (!around)
    return others.length + byHand.length + intervals.length + bySpread.length > 0 || scores.told
      ? null
      : [replace(context, unit, span, `${factor}${laidOutAt(span, unit, call, context)}.estimate${behind}`)];
  const spreads = root?.site.node === node ? others : [];
  if (spreads.some(({ what, site }) => !SPREADS[what] || site.node.start < around.end)) return null;
  const block = blockAround(unit.body, around);
  const apart = [...intervals, ...bySpread].map((each) => each.node);
  // the scores are at hand where the first of these is made of them
  const first = block.find((each) => each === around || apart.some((node) => contains(each, node)))!;
  const isApart =
    first !== around && statementAround(apart.find((each) => contains(first, each))!, unit, context) !== first;
  if (isApart || apart.some(({ start, end }) => start < first.start || end > block.at(-1)!.end)) return null;
  const text = unitText(context, unit.cell);
  const at = lineStart(text, first.start);
  const name = nameFor(node, context);
  const end = endOf(first, unit, context);
  const layout = layoutAt(context, unit.cell, first.start);
  const spreadEdits = spreads.map(
    ({ site, what }) =>
      wilsonEdits(site.node, name, unit, context) ?? [replace(context, unit, site.node, SPREADS[what]!(name))],
  );
  const line = `${layout.indent}const ${name} = ${laidOut(call, layout, `const ${name} = `, end)}${end}\n`;
  return [
    replace(context, unit, { start: at, end: at }, line.replaceAll('\n', lineBreak(text))),
    replace(context, unit, span, told(name)),
    ...spreadEdits.flat(),
    ...[...byHand, ...bySpread].flatMap((spread) => spreadEditsByHand(spread, name, context)),
    ...intervals.map((each) => intervalEdit(each, name, context)),
  ];
}

/** In its place: in one line where that is not too long. */
function laidOutAt({ start, end }: Span, unit: FlowUnit, call: CallText, context: FixContext): string {
  const text = unitText(context, unit.cell);
  const layout = layoutAt(context, unit.cell, start);
  const [before, after] = [text.slice(lineStart(text, start), start).trimStart(), /^.*/.exec(text.slice(end))![0]];
  const line = inLine(call);
  const isShort = layout.indent.length + before.length + line.length + after.length + 9 <= layout.width;
  return isShort ? line : laidOut(call, layout, before, `.estimate${after}`).replaceAll('\n', lineBreak(text));
}

/** Several corrections may be made at once: each has a name of its own, by its place among all that are possible. */
function nameFor(node: Expression, context: FixContext): string {
  const places = context.estimates
    .filter(
      ({ data, site }) =>
        site.place.document === context.document.uri && data.some((value) => has(dataOrigins(value), JUDGED)),
    )
    .flatMap((estimate) => placesOf(estimate, context));
  const before = new Set(places.filter((start) => start < node.start)).size;
  return freeName(context, before === 0 ? 'corrected' : `corrected${before + 1}`);
}

/** Of half the width of a 95 % interval. */
const SPREADS: Readonly<Record<string, (name: string) => string>> = {
  'standard error': (name) => `(${name}.ci[1] - ${name}.ci[0]) / 3.92`,
  'variance of the mean': (name) => `((${name}.ci[1] - ${name}.ci[0]) / 3.92) ** 2`,
};

interface HumanField {
  readonly path: string;
  readonly isSure: boolean;
  readonly isPassOrFail: boolean;
}

/** The field with people's labels of the judged rows: one that the code takes of them, a type declares, or their file has. */
export function humanField({ rows, field }: JudgedRows, scores: Scores, context: FixContext): HumanField | null {
  const { unit, isRate } = scores;
  const used = fieldsOf(rows, unit, context).filter(({ path }) => path.split('.').some(isHuman));
  const declared = declaredRow(rows, unit, context);
  const isOfRows = (path: string): boolean => {
    const [root] = path.split('.') as [string];
    if (isOtherKind(path, field === '' ? textOf(context, unit, scores.entries) : field, context)) return false;
    if (declared) return declared.includes(root);
    return used.some((each) => each.path === path) || field === '' || areDeclaredTogether(field, root, context);
  };
  const names = [
    ...used.map(({ path }) => path),
    ...declaredFields(context, (name, type) => isHuman(name) && (!isText(type) || isSameText(name, field, context))),
    ...columnsOfFile(context).filter(isHuman),
  ].filter((path) => path !== field && !/[^\w$.]/.test(path) && mayCorrect(path, field) && isOfRows(path));
  const kind = kindOf(field);
  const path =
    names.find((name) => kindOf(name) === kind) ?? names.find((name) => isSameKind(kindOf(name), kind)) ?? names[0];
  if (path === undefined) return null;
  const type = declaredType(path.split('.').at(-1)!, context);
  const judgeType = declaredType(field, context) ?? '';
  if (type !== null && isText(type) !== isText(judgeType)) return null;
  const isNumeric =
    type === null ? used.some(({ path: other, parent }) => other === path && isNumber(parent)) : !isText(type);
  return {
    path,
    isSure:
      isBoundOnce(rows, unit, context) &&
      used.some(({ path: other }) => other === path) &&
      isNumeric &&
      isSameKind(kindOf(path), kind),
    isPassOrFail: !isRate && type !== null && /boolean/.test(type),
  };
}

const isText = (type: string): boolean => /string|['"]/.test(type);

/** The same words for the same thing: `humanVerdict?: 'pass' | 'fail'` beside `judgeVerdict: 'pass' | 'fail'`. */
function isSameText(human: string, judge: string, context: FixContext): boolean {
  const [own, other] = [human, judge].map((name) => wordsOf(declaredType(name, context) ?? ''));
  return own !== '' && own === other && isSameKind(kindOf(human), kindOf(judge));
}

const wordsOf = (type: string): string =>
  type
    .split('|')
    .map((each) => each.trim())
    .filter((each) => !/^(?:null|undefined)?$/.test(each))
    .sort()
    .join('|');

/** People's grades on a scale beside a judge's pass or fail, or the other way round: neither corrects the other. */
function isOtherKind(human: string, judge: string, context: FixContext): boolean {
  const [own, other] = [human, judge].map((name) => kindOfField(name.split('.').at(-1)!, context));
  return own !== null && other !== null && own !== other;
}

const kindOfField = (name: string, context: FixContext): 'rate' | 'score' | null =>
  /\b(?:boolean|true|false)\b/.test(declaredType(name, context) ?? '') ? 'rate' : kindNamed(name);

const isNumber = (parent: Expression | null): boolean =>
  parent?.kind === 'operation' &&
  (parent.form === 'arithmetic' || parent.form === 'comparison') &&
  parent.operands.some((operand) => operand.kind === 'constant' && typeof operand.value === 'number');

/** Are the rows the same wherever they are named? */
function isBoundOnce(rows: Expression, unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const [root] = names.within(unit, rows).filter(({ node }) => node?.start === rows.start);
  return root !== undefined && names.bindings(names.variableOf(root)).length === 1;
}
