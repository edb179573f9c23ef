import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { allStatements, type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { carryLabels, corrected, estimateEdits, namesFor } from './carry-labels.ts';
import { freeName, type Imports, imported, isTyped, quoteOf, STATISTICS, semicolonOf } from './imports.ts';
import { isArray, judgedRows } from './judge-field.ts';
import { layoutAt } from './layout.ts';
import { scoresBehind } from './mean-helper.ts';
import { isOnce } from './once.ts';
import { parameterText } from './row-fields.ts';
import { isMethod, type Scores } from './scores.ts';
import { relatedByHand } from './spread-by-hand.ts';
import { assigned, plainOf } from './values.ts';

/**
 * Where people have labelled nothing: draws rows for them to label into `to_label.csv`, and carries what they write there
 * into the mean. Until then the program stops there and says so.
 */
export function drawLabels(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework || carryLabels(context)) return null;
  const [root] = relatedByHand(context);
  const [scores, ...others] = (root && scoresBehind(root, context)) ?? [];
  if (!scores || others.length > 0 || !isArray(scores.entries) || areSeveralEach(scores, context)) return null;
  // where there are other rows each time, all would be drawn from into one file
  if (!isOnce(scores.node, scores.unit, context)) return null;
  const file = fileOf(scores, context);
  const { name: helper, imports } = helperIn(scores.isRate, context);
  const path = quoteOf(context) + file + quoteOf(context);
  const call = `${helper}(${rowsText(scores, context)}, ${SIZE}, ${path})`;
  const edits = estimateEdits(context, scores, corrected(scores.isRate, imports, call, judgeText(scores, context)));
  if (!edits) return null;
  return {
    title: `Draw ${SIZE} rows for people to label (${file}), and correct with their labels`,
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...imports.edits,
      ...edits.map((edit) => {
        const at = edit.newText.indexOf(call);
        const end = at + call.length - `, ${path})`.length;
        return at < 0 ? edit : { ...edit, tabStops: [{ start: end - SIZE.length, end }] };
      }),
    ],
  };
}

/** Half the width of the interval is then some 0.1 at worst. */
const SIZE = '100';

/** Several verdicts of each row, in one list: `judgings.flat()`, `verdicts.push(...both)`. */
function areSeveralEach({ entries, unit }: Scores, context: FixContext): boolean {
  const value = assigned(entries, unit, context);
  const names = namesOf(context);
  const at = names.at(unit, entries);
  const isPushed = (call?: Expression) =>
    call?.kind === 'call' && call.arguments.some(({ value: given }) => given.kind === 'spread');
  return (
    isMethod(value, 'flat') ||
    (at !== undefined &&
      names
        .of(names.variableOf(at))
        .some(
          ({ parents: [method, call] }) => method?.kind === 'attribute' && method.name === 'push' && isPushed(call),
        ))
  );
}

/** The rows that people look at: those that were judged, where the code has them, else what the judge said of each. */
function rowsText(scores: Scores, context: FixContext): string {
  const rows = judgedRows(scores, context)?.rows ?? scores.entries;
  const judged = plainOf(rows, scores.unit, context);
  return textOf(context, scores.unit, isArray(judged) ? judged : rows);
}

/** The judge's scores as an array of numbers, or of true and false. */
function judgeText({ entries, each, unit }: Scores, context: FixContext): string {
  const array = textOf(context, unit, entries);
  if (!each) return array;
  const value = textOf(context, unit, each.value);
  return `${array}.map((${parameterText(each.parameter, unit, context)}) => ${each.value.kind === 'conditional' ? `(${value})` : value})`;
}

/** What people are asked is another thing for each number of the document, and so is their file. */
function fileOf(scores: Scores, context: FixContext): string {
  const questions = new Map(drawnIn(context).map((each) => [judgeText(each, context), questionOf(each)]));
  const asked = [...questions.keys()];
  const own = judgeText(scores, context);
  const question = questionOf(scores);
  const before = asked.slice(0, asked.indexOf(own)).filter((each) => questions.get(each) === question).length;
  const isTaken = (name: string) => context.document.units.some(({ text }) => text.includes(`${name}.csv`));
  const only = asked.length > 1 || question === '' ? [] : ['to_label'];
  for (let n = before + 1; ; n++) {
    const name = `to_label${question && `_${question}`}${n > 1 ? `_${n}` : ''}`;
    const free = [...only, name].find((each) => !isTaken(each));
    if (free !== undefined) return `${free}.csv`;
  }
}

/** All scores of a judge in the document that are averaged. */
const drawnIn = (context: FixContext): readonly Scores[] =>
  context.estimates.flatMap((estimate) => {
    const isOwn = !estimate.framework && estimate.site.place.document === context.document.uri;
    const isJudged = isOwn && estimate.data.some((value) => has(dataOrigins(value), JUDGED));
    return isJudged ? (scoresBehind(estimate, context) ?? []) : [];
  });

/** `faithfulness` of `row.faithfulness >= 4`, or what the array of scores is called. */
function questionOf({ entries, each }: Scores): string {
  const fields = [...descendants(each?.value ?? entries)].flatMap((node) =>
    node.kind === 'attribute' ? [node.name] : node.kind === 'name' && !each ? [node.name] : [],
  );
  return snakeCase(fields[0] ?? '').replace(/[^a-z0-9]+/g, '_');
}

/** The function that draws and reads, of which a document needs one. */
function helperIn(isRate: boolean, context: FixContext): { readonly name: string; readonly imports: Imports } {
  const isKnown = [...allStatements(context.module)].some(
    ({ statement, unit }) =>
      statement.kind === 'define-function' &&
      statement.function.name === HELPER &&
      statement.function.parameters.length === 3 &&
      /labelsIn\(/.test(textOf(context, unit, statement)),
  );
  const own = { module: STATISTICS, names: namesFor(isRate) };
  if (isKnown) return { name: HELPER, imports: imported(context, [own]) };
  const name = freeName(context, HELPER);
  const wanted = [
    { module: 'node:fs', names: ['existsSync', 'readFileSync', 'writeFileSync'] },
    { ...own, names: [...own.names, 'labellingSheet', 'labelsIn'] },
  ];
  return { name, imports: imported(context, wanted, (called) => helperText(name, called, context)) };
}

const HELPER = 'humanLabels';

function helperText(helper: string, name: Imports['name'], context: FixContext): string {
  const quote = quoteOf(context);
  const end = semicolonOf(context);
  const { step } = layoutAt(context, context.report.site.unit.cell, 0);
  const [parameters, result] = isTyped(context)
    ? ['rows: readonly unknown[], size: number, file: string', ': (number | null)[]']
    : ['rows, size, file', ''];
  return `/** What people wrote into a file, a random part of the rows that is drawn when there is none; null for the others. */
function ${helper}(${parameters})${result} {
${step}if (!${name('existsSync')}(file)) ${name('writeFileSync')}(file, ${name('labellingSheet')}(rows, size))${end}
${step}return ${name('labelsIn')}(${name('readFileSync')}(file, ${quote}utf8${quote}), rows)${end}
}
`;
}
