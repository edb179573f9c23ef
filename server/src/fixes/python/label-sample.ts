import type { Fix, Place } from '@unpool/shared/protocol/finding.ts';
import type { PythonLibrary } from '../../configuration/schema.ts';
import type { Estimate } from '../../flow/observation.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { type FixContext, textOf, unitText } from '../fix-context.ts';
import { hasHumanGrades, humanColumn } from '../human-column.ts';
import { type JudgedLabels, judgedLabels, quoted } from '../judged-labels.ts';
import { relatedEstimates } from '../related.ts';
import { estimateEdits, isCorrectable, perGroup, WAYS, waysOf } from './calibrate-judge.ts';
import { pathByGroup } from './group-key.ts';
import { type Helper, helperEdits, helperOf, judgeHelper, PLACE } from './judge-helpers.ts';
import { type JudgedRows, judgedRows } from './judged-rows.ts';
import { madeLabels } from './made-labels.ts';
import { withRequirement } from './required.ts';

/**
 * Where nobody labelled anything: draws a random sample of the rows into a file for people to label, and corrects the
 * estimate with what they filled in. Until they did, the code stops and says so.
 */
export function labelSample(context: FixContext): readonly Fix[] {
  const { finding, report, library } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework) return [];
  const related = relatedEstimates(context);
  if (!related.every(isCorrectable) || hasHumanGrades(context)) return [];
  const labels = namedLabels(related, context);
  const rows = labels && !humanColumn(labels, context) ? judgedRows(labels, context) : null;
  if (!labels || !rows) return [];
  return waysOf(labels, library).flatMap((each) =>
    withRequirement(context, each, WAYS[each], (way) => sampling(context, related, labels, rows, each, way)),
  );
}

/** Of bare labels it may be seen what they were called in the rows: who labels must not see that. */
function namedLabels(related: readonly Estimate[], context: FixContext): JudgedLabels | null {
  const labels = judgedLabels(related, context);
  const made = labels && !labels.column ? madeLabels(related, context) : null;
  return made?.column && made.isOfAll && made.text === labels!.text ? made : labels;
}

const COLUMN = 'human_label';

function sampling(
  context: FixContext,
  related: readonly Estimate[],
  labels: JudgedLabels,
  rows: JudgedRows,
  library: PythonLibrary,
  way: string,
): Fix {
  const [first] = related.map(({ site }) => site.place).sort((a, b) => a.start - b.start);
  const helper = judgeHelper(context, library, first!);
  const sampler = sampleHelper(context, first!);
  const { path, call: human } = samplingCall(context, sampler.name, rows, labels);
  const call = labels.grouping
    ? perGroup(helper.name, labels, COLUMN, context, withHuman(labels, human, context))
    : `${helper.name}(${human}, ${labels.text})`;
  const whole = labels.placed?.(call) ?? call;
  const at = whole.indexOf(human) + human.indexOf(COLUMN);
  return {
    title: `Draw a random sample for people to label (${path}), and correct with it (${way})`,
    kind: 'repair',
    safety: 'suggested',
    ...(context.library === null && { needsChoice: true }),
    edits: [
      ...helperEdits(context, first!, [helper, sampler]),
      ...estimateEdits(context, related, whole, labels.grouping !== null, [{ start: at, end: at + COLUMN.length }]),
    ],
  };
}

/** The sample of the rows; other rows of the same code, and other questions, have a file of their own. */
function samplingCall(context: FixContext, name: string, rows: JudgedRows, labels: JudgedLabels) {
  const { text, hidden, group } = rows;
  const style = labels.text;
  const earlier = earlierQuestions(context, questionOf(rows, labels)).size;
  const code = context.module.units.map(({ cell }) => unitText(context, cell)).join('\n');
  const list = hidden.map((column) => quoted(column, style)).join(', ');
  const hide = hidden.length > 0 ? `, hide=[${list}]` : '';
  if (group) {
    for (let n = 1 + earlier; ; n++) {
      const file = pathByGroup(n === 1 ? 'to_label' : `to_label_${n}`, group, quoted('', style)[0]!);
      const call = `${name}(${text}, ${quoted(COLUMN, style)}${hide}, path=${file})`;
      if (!code.includes(file) || code.includes(call)) return { path: 'a file for each group', call };
    }
  }
  for (let n = 1 + earlier; ; n++) {
    const path = n === 1 ? 'to_label.csv' : `to_label_${n}.csv`;
    const other = n === 1 ? '' : `, path=${quoted(path, style)}`;
    const call = `${name}(${text}, ${quoted(COLUMN, style)}${hide}${other})`;
    const isTaken = n === 1 ? code.includes(`${name}(`) : code.includes(path);
    if (!isTaken || asksFor(labels, call, context).some((asked) => code.includes(asked))) return { path, call };
  }
}

/** How code that is there asks people for the same. */
const asksFor = ({ grouping, isBinary, column, text }: JudgedLabels, call: string, context: FixContext): string[] =>
  isBinary || !column
    ? [`${call}, ${text}`]
    : [`${COLUMN}=${call}`, `${call}, ${grouping ? text : textOf(context, context.report.site.unit, column.node)}`];

/** What people are asked: of which rows, and for what. A column of scores is one question, whatever is made of it. */
const questionOf = ({ text, hidden }: JudgedRows, labels: JudgedLabels): string =>
  [text, hidden, labels.isBinary || !labels.column ? labels.text : ''].join(' ');

/** Other questions that numbers before this one come with: each finding may be repaired in the same go. */
function earlierQuestions(context: FixContext, own: string): ReadonlySet<string> {
  const { place } = context.report.site;
  const questions = context.estimates.flatMap((estimate) => {
    const value = estimate.data.find((each) => has(dataOrigins(each), JUDGED));
    const { cell, start } = estimate.site.place;
    const isEarlier = (cell ?? 0) < (place.cell ?? 0) || (cell === place.cell && start < place.start);
    if (!value || !isEarlier || estimate.framework || PLACE[estimate.what] === undefined) return [];
    const there = { ...context, report: { ...context.report, estimate, value, site: estimate.site } };
    const labels = judgedLabels(relatedEstimates(there), there);
    const rows = labels && judgedRows(labels, there);
    const question = rows && questionOf(rows, labels);
    return question && question !== own ? [question] : [];
  });
  return new Set(questions);
}

/** The table with the labels as a column, for its groups. */
const withHuman = ({ grouping }: JudgedLabels, human: string, context: FixContext): string =>
  `${textOf(context, context.report.site.unit, grouping!.callee.object)}.assign(${COLUMN}=${human})`;

const SAMPLER = 'human_labels';

const sampleHelper = (context: FixContext, before: Place): Helper =>
  helperOf(context, before, SAMPLER, 'rows,column,hide,path,size,seed', SOURCE);

/** Rows are known by what they hold, so that their order may change; the sample is in random order, so that its head is one, too. */
const SOURCE = `def human_labels(rows, column, hide=(), path="to_label.csv", size=200, seed=0):
    """Labels that people give to a random sample of the rows, in a file for them to fill in; NaN for all others."""
    rows = [row if isinstance(row, dict) else {"text": row} for row in rows]
    shown = [{name: str(value) for name, value in row.items() if name not in (column, *hide)} for row in rows]
    places, often = {}, {}
    for place, row in enumerate(shown):
        digest = hashlib.sha256(json.dumps(list(row.items())).encode()).hexdigest()[:12]
        often[digest] = often.get(digest, 0) + 1
        places[f"{digest}-{often[digest]}"] = place
    if not os.path.exists(path):
        names = list(dict.fromkeys(name for row in shown for name in row))
        drawn = random.Random(seed).sample(sorted(places), min(size, len(rows)))
        with open(path, "w", newline="", encoding="utf-8") as file:
            lines = [[key, *(shown[places[key]].get(name, "") for name in names), ""] for key in drawn]
            csv.writer(file).writerows([["row id", *names, column], *lines])
    labels = [float("nan")] * len(rows)
    with open(path, newline="", encoding="utf-8-sig") as file:
        for line in csv.DictReader(file):
            if line["row id"] not in places:
                raise SystemExit(f"{path} was drawn from other rows: store what is made anew at each run, or hide it")
            try:
                labels[places[line["row id"]]] = float(line.get(column) or "nan")
            except ValueError:
                raise SystemExit(f"{path}: {line[column]!r} in the column {column} is no number") from None
    if sum(label == label for label in labels) < 2:
        raise SystemExit(f"Label the rows in {path}: 1 or 0, or a score, in the column {column}; then run this again")
    return labels
`;
