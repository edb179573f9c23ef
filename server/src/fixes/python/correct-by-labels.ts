import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowModule } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { samePlace } from '../../provenance/trace.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { rememberingOf } from '../../recent.ts';
import { contains, type FixContext, replace } from '../fix-context.ts';
import { hasHumanGrades } from '../human-column.ts';
import { relatedEstimates } from '../related.ts';
import { calibrateJudge } from './calibrate-judge.ts';
import { groupKey, pathByGroup } from './group-key.ts';
import { correctedMean, correctedRate, errorsOfFile, labelsOfFile } from './judge-errors.ts';
import { helperEdits, PLACE } from './judge-helpers.ts';
import { type JudgedNumber, judgedNumber } from './judged-number.ts';
import { labelSample } from './label-sample.ts';
import { spreadEdits } from './number-with-spread.ts';
import { isWorkedOutOnce } from './runs-once.ts';

/**
 * Where the number is in sight and the labels behind it are not: corrects it with a file of verdicts that people gave,
 * too. `passed / total` becomes `judge_corrected_rate(passed / total, total, *judge_errors("judge_labels.csv"))[0]`.
 */
export function correctByLabels(context: FixContext): Fix | null {
  const { finding, report, document } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework || hasHumanGrades(context)) return null;
  const related = relatedEstimates(context);
  const [root, ...others] = related;
  if (root!.site.place.document !== document.uri || related.some(({ what }) => PLACE[what] === undefined)) return null;
  const about = aboutEstimate(root!, report.value, context);
  const number = judgedNumber(about);
  if (!number || calibrateJudge(context).length > 0 || labelSample(context).length > 0) return null;
  return correction(number, others, about);
}

/** The same, about another estimate. */
const aboutEstimate = (estimate: Estimate, value: Value, context: FixContext): FixContext => ({
  ...context,
  report: { ...context.report, estimate, value, site: estimate.site },
});

function correction(number: JudgedNumber, others: readonly Estimate[], context: FixContext): Fix | null {
  const { place } = context.report.site;
  const path = pathFor(number, context);
  const reader = labelsOfFile(context, place);
  const isRate = number.kind === 'rate';
  const corrected = isRate ? correctedRate(context, place) : correctedMean(context, place, reader);
  const errors = isRate ? errorsOfFile(context, place, reader) : null;
  // a mean needs labels of its own rows
  const group = isRate || isWorkedOutOnce(context) ? null : groupKey(context);
  const file = group
    ? pathByGroup(path.replace(/\.csv$/, ''), group, number.quote)
    : `${number.quote}${path}${number.quote}`;
  const given = errors ? `*${errors.name}(${file})` : file;
  const call = `${corrected.name}(${number.number}, ${number.count}, ${given})`;
  const edits = others.length === 0 ? [numberEdit(number, call, context)] : spreadEdits(number, others, call, context);
  if (!edits) return null;
  const withStop = ({ newText, ...edit }: Edit): Edit => {
    const start = group ? 0 : newText.indexOf(file) + 1;
    return { ...edit, newText, ...(start > 0 && { tabStops: [{ start, end: start + path.length }] }) };
  };
  return {
    title: `Correct by verdicts of this judge that people give, too (${group ? 'a file for each group' : path}, columns judge and human)`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...helperEdits(context, place, [reader, ...(errors ? [errors] : []), corrected]), ...edits.map(withStop)],
  };
}

const numberEdit = (number: JudgedNumber, call: string, context: FixContext): Edit =>
  replace(context, context.report.site.unit, number.span, number.around(`${call}[0]`));

/** Numbers of the same verdicts have one file; where there are others, each is called by what was asked. */
function pathFor({ about }: JudgedNumber, context: FixContext): string {
  const taken = new Map<string, string>();
  const abouts = new Set([about]);
  for (const estimate of inOrder(context.estimates)) {
    const value = estimate.data.find((each) => has(dataOrigins(each), JUDGED));
    if (!value || estimate.framework || PLACE[estimate.what] === undefined) continue;
    const other = aboutOf(estimate, value, context);
    if (other === null) continue;
    abouts.add(other);
    const path = fileAround(estimate, context);
    if (path !== null) taken.set(other, path);
  }
  const own = taken.get(about);
  if (own !== undefined) return own;
  const used = [...taken.values()];
  const plain = 'judge_labels.csv';
  if (abouts.size === 1 && !used.includes(plain)) return plain;
  // numbers that are called the same are told apart by the order in which they stand
  const alike = [...abouts].filter((other) => wordsOf(other) === wordsOf(about));
  for (let n = alike.toSorted().indexOf(about) + 1; ; n++) {
    const path = `judge_labels_${wordsOf(about)}${n === 1 ? '' : `_${n}`}.csv`;
    if (!used.includes(path)) return path;
  }
}

/** An estimate may be the same before and after an edit elsewhere, which changes what is said of it. */
const known = rememberingOf((_module: FlowModule) => new Map<Estimate, string | null>());

function aboutOf(estimate: Estimate, value: Value, context: FixContext): string | null {
  const abouts = known(context.module);
  const found = abouts.has(estimate)
    ? abouts.get(estimate)!
    : (judgedNumber(aboutEstimate(estimate, value, context))?.about ?? null);
  abouts.set(estimate, found);
  return found;
}

const MAX_WORDS = 40;

const wordsOf = (about: string): string =>
  (/[^\n]*$/.exec(about)![0].match(/[A-Za-z][A-Za-z0-9_]*|\d+/g) ?? ['number'])
    .join('_')
    .toLowerCase()
    .slice(0, MAX_WORDS);

/** By where they stand; one that is seen several times counts once. */
const inOrder = (estimates: readonly Estimate[]): readonly Estimate[] =>
  estimates
    .filter((a, i) => estimates.findIndex((b) => samePlace(a.site.place, b.site.place)) === i)
    .toSorted((a, b) => (a.site.place.cell ?? 0) - (b.site.place.cell ?? 0) || a.site.place.start - b.site.place.start);

/** The file that an estimate was corrected with before. */
function fileAround({ site }: Estimate, { module }: FixContext): string | null {
  const unit = module.units.find(({ cell }) => cell === site.place.cell);
  for (const node of expressionsIn(unit?.body ?? [])) {
    if (node.kind !== 'call' || !/^judge_corrected_(rate|mean)/.test(nameOf(node.callee))) continue;
    if (!contains(node, site.node)) continue;
    for (const { value } of node.arguments) {
      const path = pathIn(value);
      if (path !== null) return path;
    }
  }
  return null;
}

/** `"judge_labels.csv"`, `*judge_errors("judge_labels.csv")` */
function pathIn(node: Expression): string | null {
  if (node.kind === 'constant') return typeof node.value === 'string' ? node.value : null;
  const inner = node.kind === 'spread' && node.value.kind === 'call' ? node.value.arguments[0]?.value : undefined;
  return inner ? pathIn(inner) : null;
}
