import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { PYTHON_LIBRARIES, type PythonLibrary } from '../../configuration/schema.ts';
import type { Estimate, Site } from '../../flow/observation.ts';
import type { Expression } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { type HumanColumn, humanColumn } from '../human-column.ts';
import { type JudgedLabels, judgedLabels, quoted } from '../judged-labels.ts';
import { relatedEstimates } from '../related.ts';
import { atCall } from './at-calls.ts';
import { fStringAround } from './f-string.ts';
import { helperEdits, judgeHelper, PLACE } from './judge-helpers.ts';
import { isOfJudgeItself } from './judged-number.ts';
import { madeLabels } from './made-labels.ts';
import { withRequirement } from './required.ts';
import { errorByHand, underRoot } from './spread-by-hand.ts';

/**
 * Rewrites an estimate from a judge's labels so that the human labels of the same rows are carried into it:
 * `df["judge"].mean()` becomes `calibrated_mean(df["human"], df["judge"])[0]`, with the helper put behind the imports.
 * Each library is a way of its own, until somebody says which one is wanted.
 */
export function calibrateJudge(context: FixContext): readonly Fix[] {
  const { finding, report, library } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework) return [];
  const related = relatedEstimates(context);
  if (!related.every(isCorrectable) || isOfJudgeItself(context)) return [];
  const found = withHuman(judgedLabels(related, context), context) ?? withHuman(madeLabels(related, context), context);
  if (!found) return [];
  const { labels, human } = found;
  return waysOf(labels, library).flatMap((each) =>
    withRequirement(context, each, WAYS[each], (way) => correction(context, related, labels, human, each, way)),
  );
}

/** Is it a count of what people said, of rows that the judge chose? It is corrected by nothing. */
export function isOfHumanLabels(context: FixContext): boolean {
  const labels = madeLabels(relatedEstimates(context), context);
  return !!labels?.column && labels.column.name === humanColumn(labels, context)?.name;
}

/** A table of numbers by group may hold others beside the mean. */
export const isCorrectable = ({ what }: Estimate): boolean => what === 'summary' || PLACE[what] !== undefined;

/** Labels of a judge with those of people for the same rows. */
function withHuman(labels: JudgedLabels | null, context: FixContext) {
  const human = labels && humanColumn(labels, context);
  return labels && human && labels.with(human.name) !== null ? { labels, human } : null;
}

/** The libraries that can be used: the one that was chosen, else each. judgy makes no mean of scores. */
export const waysOf = (labels: JudgedLabels, chosen: PythonLibrary | null): readonly PythonLibrary[] =>
  PYTHON_LIBRARIES.filter((each) => (chosen === null || each === chosen) && (each !== 'judgy' || mayBeRate(labels)));

function correction(
  context: FixContext,
  related: readonly Estimate[],
  labels: JudgedLabels,
  human: HumanColumn,
  library: PythonLibrary,
  way: string,
): Fix {
  const [first] = related.map(({ site }) => site.place).sort((a, b) => a.start - b.start);
  const helper = judgeHelper(context, library, first!);
  const isGrouped = labels.grouping !== null;
  const call = isGrouped
    ? perGroup(helper.name, labels, human.name, context)
    : `${helper.name}(${labels.with(human.name)}, ${labels.text})`;
  // a group may have too few labels, or a column no numbers, or none that judgy takes: then the helper says so and stops
  const mayStop = isGrouped || !(human.isNumeric || labels.isBinary) || (library === 'judgy' && !labels.isBinary);
  return {
    title: `Correct with the human labels in "${human.name}"${isGrouped ? ', group by group' : ''} (${way})`,
    kind: 'repair',
    safety: mayStop || !human.isSure || context.library === null ? 'suggested' : 'safe',
    ...(context.library === null && { needsChoice: true }),
    edits: [
      ...helperEdits(context, first!, [helper]),
      ...estimateEdits(context, related, labels.placed?.(call) ?? call, isGrouped),
    ],
  };
}

/** What a title says of the library. */
export const WAYS: Readonly<Record<PythonLibrary, string>> = {
  numpy: 'a function with NumPy',
  ppi_py: 'ppi_py',
  judgy: 'judgy',
};

/** What a helper gives, in the place of each estimate: of groups, the helper has taken the estimate itself. */
export const estimateEdits = (
  context: FixContext,
  related: readonly Estimate[],
  call: string,
  isGrouped: boolean,
  tabStops: Edit['tabStops'] = [],
): readonly Edit[] =>
  related.map((estimate) => {
    const { site, what } = estimate;
    const written = quotedFor(site, call, context);
    const root = what === 'variance of the mean' ? rootAround(site) : null;
    const around = atCall(estimate)?.around ?? aroundError(estimate, context);
    const edit = root
      ? replace(context, site.unit, root, `${written}[1]`)
      : replace(context, site.unit, site.node, isGrouped ? written : around(written + PLACE[what]));
    const shift = edit.newText.indexOf(written);
    const moved = tabStops.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
    return moved.length > 0 ? { ...edit, tabStops: moved } : edit;
  });

/** What stays around a standard error: `1.96 * ` of `1.96 * sd / n ** 0.5`. */
export const aroundError = ({ site, what }: Estimate, context: FixContext): ((code: string) => string) =>
  (what === 'standard error' ? errorByHand(site, context)?.around : null) ?? ((code) => code);

function quotedFor({ unit, node }: Site, code: string, context: FixContext): string {
  const around = fStringAround(unit, node);
  const quote = around && /^\w*(['"])(?!\1\1)/.exec(textOf(context, unit, around))?.[1];
  return quote ? code.replaceAll(quote, quote === '"' ? "'" : '"') : code;
}

/** judgy corrects rates: of what is called a score, no rate is made. */
const mayBeRate = ({ isBinary, column }: JudgedLabels): boolean =>
  isBinary || !/scor|rating|grade|stars|points|likert|quality/i.test(column?.name ?? '');

/** `np.sqrt(variance)`, `variance ** 0.5`: the standard error that the variance is worked out for. */
export const rootAround = ({ unit, node }: Site): Expression | null =>
  expressionsIn(unit.body).find((outer) => underRoot(outer) === node) ?? null;

/** The estimate for each group, under the name that the mean of the column had. */
export function perGroup(
  helper: string,
  { grouping, column }: JudgedLabels,
  human: string,
  context: FixContext,
  table = '',
): string {
  const { unit } = context.report.site;
  const style = textOf(context, unit, column!.node);
  const [y, f] = [quoted(human, style), quoted(column!.name, style)];
  const each = `lambda rows: ${helper}(rows[${y}], rows[${f}])[0]`;
  const grouped =
    table + textOf(context, unit, grouping!).slice(table === '' ? 0 : grouping!.callee.object.end - grouping!.start);
  const plain = grouped.replace(NOT_AS_INDEX, '');
  const again = plain === grouped ? '' : '.reset_index()';
  return `${plain}[[${y}, ${f}]].apply(${each}).rename(${f})${again}`;
}

/** The groups are a column then. */
const NOT_AS_INDEX = /,\s*as_index\s*=\s*False/;
