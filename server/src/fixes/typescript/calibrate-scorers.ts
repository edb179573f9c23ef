import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression } from '../../flow/program.ts';
import { snakeCase } from '../../provenance/names.ts';
import { JUDGED } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { allStatements, type FixContext, replace, textOf } from '../fix-context.ts';
import { groupKey } from './group-key.ts';
import { freeName, type Imports, imported, isTyped, quoteOf, STATISTICS, semicolonOf } from './imports.ts';
import { layoutAt } from './layout.ts';
import { isOnce } from './once.ts';
import { calledIn, type GivenScorer, gradersGiven, namesOfGraders } from './scorers-given.ts';

/**
 * Where a framework works out the mean of what its scorers give: has those that ask a model give what people would say, by
 * a file of verdicts that people labelled, too. Until there is one the program stops and says how to make it.
 */
export function calibrateScorers(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || !report.estimate.framework) return null;
  const graders = gradersOf(report.estimate, context);
  const { unit, node } = report.site;
  if (!graders) return null;
  const key = isOnce(node, unit, context) ? '' : groupKey(node, unit, context);
  if (key === null) return null;
  const { name, edits } = helperIn(context);
  const files = filesOf(context);
  const paths = graders.map((grader) => files.get(grader.node)!);
  return {
    title: `Calibrate with a file of verdicts that people labelled, too (${paths.map((path) => (key ? path.replace('.csv', `_<${key}>.csv`) : path)).join(', ')})`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...edits, ...graders.map((grader, i) => wrapped(grader, name, paths[i]!, key, context))],
  };
}

function wrapped({ node }: GivenScorer, helper: string, file: string, key: string, context: FixContext): Edit {
  const { unit } = context.report.site;
  const quote = quoteOf(context);
  const path = key ? `\`${file.replace(/\.csv$/, '')}_\${encodeURIComponent(${key})}.csv\`` : `${quote}${file}${quote}`;
  const newText = `${helper}(${scorerText(node, context)}, ${path})`;
  const end = newText.length - 2;
  return { ...replace(context, unit, node, newText), tabStops: [{ start: end - path.length + 2, end }] };
}

/** The framework no longer says of what types the parameters of a function are that stands in the list. */
function scorerText(node: Expression, context: FixContext): string {
  const { unit } = context.report.site;
  const text = textOf(context, unit, node);
  if (node.kind !== 'function' || !isTyped(context)) return text;
  const untyped = node.function.parameters.filter(({ annotation, default: value }) => annotation === null && !value);
  return untyped.toReversed().reduce((written, { target }) => {
    const [start, end] = [target.start - node.start, target.end - node.start];
    const isAlone = !/[(,]\s*(?:\.{3})?$/.test(written.slice(0, start));
    const typed = `${written.slice(start, end)}: any`;
    return written.slice(0, start) + (isAlone ? `(${typed})` : typed) + written.slice(end);
  }, text);
}

/** All that grade with a model, where the framework calls them as functions. */
function gradersOf(estimate: Estimate, context: FixContext): readonly GivenScorer[] | null {
  const { site, expressions, data } = estimate;
  const [list] = expressions;
  const scores = data[0];
  if (site.node.kind !== 'call' || !list || !scores || site.place.document !== context.document.uri) return null;
  if (!CALLS_FUNCTIONS.test(calledIn(site.node, site.unit, context) ?? '')) return null;
  if (causes(scores, JUDGED).some(({ ofPair }) => ofPair)) return null;
  const names = namesOfGraders(scores);
  const graders = gradersGiven(list, site.unit, names, context);
  return graders && graders.length > 0 && graders.length === names.length ? graders : null;
}

const CALLS_FUNCTIONS =
  /^(?:braintrust\.Eval|evalite\.evalite|vitest-evals(?:\/legacy)?\.describeEval|langsmith(?:\/evaluation)?\.evaluate|(?:viteval|@viteval\/core)\.evaluate)$/;

/** A file for each scorer of each evaluation: other answers, other mistakes of the judge. */
function filesOf(context: FixContext): ReadonlyMap<unknown, string> {
  const all = context.estimates.flatMap((estimate) => (estimate.framework && gradersOf(estimate, context)) || []);
  const nodes = [...new Map(all.map((grader) => [grader.node, grader])).values()];
  const isTaken = (name: string) => context.document.units.some(({ text }) => text.includes(`${name}.csv`));
  const taken: string[] = [];
  return new Map(
    nodes.map(({ node, name }) => {
      const own = nodes.length === 1 ? '' : `_${snakeCase(name).replace(/[^a-z0-9]+/g, '_') || 'scorer'}`;
      for (let n = 1; ; n++) {
        const file = `judge_labels${own}${n > 1 ? `_${n}` : ''}`;
        if (isTaken(file) || taken.includes(file)) continue;
        taken.push(file);
        return [node, `${file}.csv`];
      }
    }),
  );
}

/** The function that calibrates, of which a document needs one. */
function helperIn(context: FixContext): { readonly name: string; readonly edits: readonly Edit[] } {
  const known = [...allStatements(context.module)].some(
    ({ statement, unit }) =>
      statement.kind === 'define-function' &&
      statement.function.name === HELPER &&
      /labelledVerdicts\(/.test(textOf(context, unit, statement)),
  );
  if (known) return { name: HELPER, edits: [] };
  const name = freeName(context, HELPER);
  const wanted = [
    { module: 'node:fs', names: ['existsSync', 'readFileSync'] },
    { module: STATISTICS, names: ['calibratedScorer', 'labelledVerdicts'] },
  ];
  return { name, edits: imported(context, wanted, (called) => helperText(name, called, context)).edits };
}

const HELPER = 'calibratedByPeople';

function helperText(helper: string, name: Imports['name'], context: FixContext): string {
  const quote = quoteOf(context);
  const end = semicolonOf(context);
  const { step } = layoutAt(context, context.report.site.unit.cell, 0);
  const [types, parameters] = isTyped(context)
    ? ['<Given extends unknown[], Graded>', 'scorer: (...given: Given) => Graded, file: string']
    : ['', 'scorer, file'];
  return `/** The scorer with what people would say in the place of what the judge says, by the labels in a file. */
function ${helper}${types}(${parameters}) {
${step}const text = ${name('existsSync')}(file) ? ${name('readFileSync')}(file, ${quote}utf8${quote}) : null${end}
${step}return ${name('calibratedScorer')}(scorer, ${name('labelledVerdicts')}(text, file))${end}
}
`;
}
