import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { snakeCase } from '../../provenance/names.ts';
import { allStatements, type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { carryLabels, corrected, estimateEdits, namesFor } from './carry-labels.ts';
import { freeName, type Imports, imported, isTyped, quoteOf, STATISTICS, semicolonOf } from './imports.ts';
import { relatedEstimates } from './interval-calls.ts';
import { isArray, judgeText } from './judge-field.ts';
import { layoutAt } from './layout.ts';
import { scoresBehind } from './mean-helper.ts';
import { isOnce } from './once.ts';
import { reuseCorrected } from './reuse-corrected.ts';
import { judgedIn, rowsToLabel } from './rows-to-label.ts';
import { isMethod, type Scores } from './scores.ts';
import { assigned } from './values.ts';

/**
 * Where people have labelled nothing: draws rows for them to label into `to_label.csv`, and carries what they write there
 * into the mean. Until then the program stops there and says so.
 */
export function drawLabels(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework || carryLabels(context)) return null;
  const [root] = relatedEstimates(context);
  const all = root && scoresBehind(root, context);
  // where there are other rows each time, all would be drawn from into one file
  if (!all?.every((scores) => isDrawnFrom(scores, context))) return null;
  const { name: helper, imports } = helperIn([...new Set(all.flatMap(({ isRate }) => namesFor(isRate)))], context);
  const files = all.map((scores) => fileOf(scores, context));
  const quote = quoteOf(context);
  const edits = all.map((scores, i) => {
    const rows = rowsToLabel(scores, context);
    if (!rows) return null;
    const behind = [files[i]!, ...rows.hide].map((each) => `, ${quote}${each}${quote}`).join('');
    const call = `${helper}(${rows.text}, ${SIZE}${behind})`;
    const given = corrected(scores.isRate, imports, call, judgeText(scores, context));
    return estimateEdits(context, scores, given)?.map((edit) => withStop(edit, call, `${behind})`)) ?? null;
  });
  const told = all.flatMap((scores, i) => (edits[i] ? [{ scores, edits: edits[i] }] : []));
  if (told.length < all.length) return null;
  return {
    title: `Draw ${SIZE} rows for people to label (${[...new Set(files)].join(', ')}), and correct with their labels`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...imports.edits, ...reuseCorrected(told, context)],
  };
}

/** How many rows is to be chosen. */
function withStop(edit: Edit, call: string, behind: string): Edit {
  const at = edit.newText.indexOf(call);
  const end = at + call.length - behind.length;
  return at < 0 ? edit : { ...edit, tabStops: [{ start: end - SIZE.length, end }] };
}

const isDrawnFrom = (scores: Scores, context: FixContext): boolean =>
  isArray(scores.entries) && isOnce(scores.node, scores.unit, context) && !areSeveralEach(scores, context);

/** Several verdicts of each row, in one list: `judgings.flat()`, `verdicts.push(...both)`. */
function areSeveralEach({ entries, unit }: Scores, context: FixContext): boolean {
  const names = namesOf(context);
  const at = names.at(unit, entries);
  const isPushed = (call?: Expression) =>
    call?.kind === 'call' && call.arguments.some(({ value: given }) => given.kind === 'spread');
  return (
    isMethod(assigned(entries, unit, context), 'flat') ||
    (at !== undefined &&
      names
        .of(names.variableOf(at))
        .some(
          ({ parents: [method, call] }) => method?.kind === 'attribute' && method.name === 'push' && isPushed(call),
        ))
  );
}

/** Half the width of the interval is then some 0.1 at worst. */
const SIZE = '100';

/** What people are asked is another thing for each number of the document, and so is their file. */
function fileOf(scores: Scores, context: FixContext): string {
  const questions = new Map(judgedIn(context).map((each) => [judgeText(each, context), questionOf(each)]));
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

/** `faithfulness` of `row.faithfulness >= 4`, or what the array of scores is called. */
function questionOf({ entries, each }: Scores): string {
  const fields = [...descendants(each?.value ?? entries)].flatMap((node) =>
    node.kind === 'attribute' ? [node.name] : node.kind === 'name' && !each ? [node.name] : [],
  );
  return snakeCase(fields[0] ?? '').replace(/[^a-z0-9]+/g, '_');
}

/** The function that draws and reads, of which a document needs one. */
function helperIn(names: readonly string[], context: FixContext): { readonly name: string; readonly imports: Imports } {
  const isKnown = [...allStatements(context.module)].some(
    ({ statement, unit }) =>
      statement.kind === 'define-function' &&
      statement.function.name === HELPER &&
      statement.function.parameters.length === 4 &&
      /labelsIn\(/.test(textOf(context, unit, statement)),
  );
  const own = { module: STATISTICS, names };
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
    ? ['rows: readonly unknown[], size: number, file: string, ...hide: string[]', ': (number | null)[]']
    : ['rows, size, file, ...hide', ''];
  return `/** What people wrote into a file, a random part of the rows that is drawn when there is none; null for the others. */
function ${helper}(${parameters})${result} {
${step}if (!${name('existsSync')}(file)) ${name('writeFileSync')}(file, ${name('labellingSheet')}(rows, size, { hide }))${end}
${step}return ${name('labelsIn')}(${name('readFileSync')}(file, ${quote}utf8${quote}), rows)${end}
}
`;
}
