import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { SYNTHETIC } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  placeIn,
  replace,
  statementAt,
  textOf,
  unitText,
  withoutDoubles,
} from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, ownScope, sameVariable } from '../occurrences.ts';
import { besidePredictions } from './beside-predictions.ts';
import { importedName, insertBehindImports } from './imports.ts';
import { keptRows } from './kept-rows.ts';
import { removeStatement } from './lines.ts';
import { areResults, argumentsNamed, follows, nothingHappensUntil, type Resampling, resampling } from './resampling.ts';
import { transformersBetween } from './scaled-in-folds.ts';

/** Puts a resampler into a pipeline with the model, so that cross-validation applies it to training folds only. */
export function resampleInFolds(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { node, unit } = report.site;
  if (finding.rule !== 'synthetic-in-test' || !report.estimate.resplits || node.kind !== 'call') return null;
  const resample = resampling(context);
  if (resample?.call.callee.kind !== 'attribute' || areResampledTwice(context)) return null;
  // the unresampled rows must still be there under another name, or get one
  const { isInPlace } = resample;
  if (!isInPlace && resample.outputs.some((name, index) => name === resample.inputs[index])) return null;
  const tried = isInPlace ? crossValidations(unit) : sameCalls(unit, node, context);
  const between = new Map(tried.map((call) => [call, transformersOf(call, unit, resample, context)]));
  const calls = tried.filter((call) => between.get(call));
  if (!calls.includes(node)) return null;
  const isForThese = isInPlace && onlyIn(calls, unit, resample, context);
  const kept = isInPlace && !isForThese ? keptRows(resample, context) : null;
  if (isInPlace && !isForThese && !kept) return null;

  const given = kept?.names ?? resample.inputs;
  const beside = calls.map((call) => besidePredictions(call, unit, resample, given, context));
  if (!beside.every((edits) => edits !== null)) return null;
  const sampler = samplerOf(context, resample, resample.call.callee.object, calls.length, isForThese);
  const varied = calls.map((call) => variedParameter(call));
  const maker = varied.some((name) => name !== null) ? 'Pipeline' : 'make_pipeline';
  const pipeline = importedName(context, 'imblearn.pipeline', maker, placeIn(context, unit, calls[0]!));
  const pipelineOf = (call: Call, model: string): string => {
    const steps = [sampler.text, ...between.get(call)!, model];
    if (maker === 'make_pipeline') return `${pipeline.name}(${steps.join(', ')})`;
    const called = ['sampler', ...steps.slice(1, -1).map((_, index) => `step${index + 1}`), 'model'];
    return `${pipeline.name}([${steps.map((step, index) => `("${called[index]}", ${step})`).join(', ')}])`;
  };
  const edits: Edit[] = [
    ...(kept?.edits ?? []),
    ...sampler.edits,
    ...withoutDoubles(beside.flat()),
    ...calls.flatMap((call) => {
      const [model, rows, labels] = argumentsNamed(call.arguments, GIVEN)!;
      return [
        replace(context, unit, model!, pipelineOf(call, textOf(context, unit, model!))),
        ...(isForThese ? [] : [replace(context, unit, rows!, given[0]!), replace(context, unit, labels!, given[1]!)]),
      ];
    }),
    ...varied.flatMap((name) =>
      name ? replace(context, unit, { start: name.start + 1, end: name.start + 1 }, 'model__') : [],
    ),
    ...insertBehindImports(context, placeIn(context, unit, calls[0]!), [pipeline.line]),
  ];
  return { title: 'Resample inside the folds (imblearn pipeline)', kind: 'repair', safety: 'suggested', edits };
}

/** What is cross-validated. */
const GIVEN = ['estimator', 'X', 'y'];

/** Then what the last resampling was given has made-up rows, too. */
const areResampledTwice = ({ report: { value } }: FixContext): boolean =>
  causes(value, SYNTHETIC).filter(({ kind }) => kind === 'pool').length > 1;

const CROSS_VALIDATES = /^(?:cross_val\w*|learning_curve|validation_curve)$/;

const crossValidations = ({ body }: FlowUnit): Call[] => [
  ...new Set(
    expressionsIn(body).filter(
      (node): node is Call => node.kind === 'call' && CROSS_VALIDATES.test(nameOf(node.callee)),
    ),
  ),
];

/**
 * `X, y = sampler.fit_resample(X, y)`: are the resampled rows, which have the names of those before, for these calls only?
 * Then the names mean the rows before as soon as the statement is gone.
 */
export function onlyIn(calls: readonly Call[], unit: FlowUnit, resample: Resampling, context: FixContext): boolean {
  const names = namesOf(context);
  const { statement, results } = resample;
  const isIn = (other: Occurrence): boolean =>
    other.unit === unit && calls.some((call) => call.start <= other.node!.start && other.node!.end <= call.end);
  return results.every((result) =>
    names.of(result).every((other) => {
      if (!other.node || ownScope(other) !== result.owner) return false; // another function may run whenever
      if (other.statement === statement) return !other.enclosing.some(({ kind }) => kind === 'loop');
      return names.isBefore(other, resample.unit, statement.start) || isIn(other);
    }),
  );
}

/** Cross-validations of the same model on the same rows, which the finding speaks of as one. */
function sameCalls(unit: FlowUnit, call: Call, context: FixContext): Call[] {
  const names = namesOf(context);
  const own = names.within(unit, call)[0]?.scope;
  const key = (other: Call): string =>
    (argumentsNamed(other.arguments, GIVEN) ?? [])
      .map((value) => (value.kind === 'name' ? value.name : value.start))
      .join();
  return crossValidations(unit).filter((node) => key(node) === key(call) && names.within(unit, node)[0]?.scope === own);
}

/**
 * What the rows of `cross_val_score(model, X_new, y_new)` went through since they were resampled, where the rows before
 * can stand in their place; else null.
 */
function transformersOf(
  call: Call,
  unit: FlowUnit,
  resample: Resampling,
  context: FixContext,
): readonly string[] | null {
  const names = namesOf(context);
  const [model, rows, labels] = argumentsNamed(call.arguments, GIVEN) ?? [];
  const located = statementAt(context.module, placeIn(context, unit, call));
  if (!model || !rows || !labels || !located || !isCurveOfParts(call, unit, context)) return null;
  // groups or weights of the resampled rows would be too many
  const others = names.within(unit, call).filter(({ node }) => node !== rows && node !== labels);
  if (others.some((other) => resample.results.some((result) => sameVariable(result, names.variableOf(other)))))
    return null;
  if (call.arguments.some(({ name }) => /^(groups|params|fit_params|metadata)$/.test(name ?? ''))) return null;
  // the names of the rows before mean the same at both places
  const at = names.at(unit, labels);
  const inputs = resample.call.arguments.flatMap(({ value }) => names.within(resample.unit, value));
  const areSame = inputs.every(
    (other) => at && sameVariable(names.resolve(other.name, at.scope), names.variableOf(other)),
  );
  if (!areSame) return null;
  const isDirect =
    areResults([rows, labels], unit, resample, context) &&
    follows(located, resample, context, false) &&
    nothingHappensUntil(located, resample, context) &&
    (resample.isInPlace || resample.results.every((result) => names.bindings(result).length === 1));
  return isDirect ? [] : transformersBetween([rows, labels], located, resample, context);
}

/** The text that gives the sampler; one that is long gets a name, so that it stands in the code once. */
export function samplerOf(
  context: FixContext,
  { unit, statement }: Resampling,
  node: Expression,
  times: number,
  isInPlace: boolean,
): { readonly text: string; readonly edits: readonly Edit[] } {
  const own = textOf(context, unit, node);
  const isLong = node.kind === 'call' && (own.includes('\n') || (node.arguments.length > 1 && times > 1));
  if (!isLong) return { text: own, edits: isInPlace ? [removeStatement(context, unit, statement)] : [] };
  const name = freeName(context.module, 'sampler');
  const text = unitText(context, unit.cell);
  if (isInPlace) return { text: name, edits: [replace(context, unit, statement, `${name} = ${own}`)] };
  const isFirst = text.slice(lineStart(text, statement.start), statement.start).trim() === '';
  const separator = isFirst ? lineBreak(text) + indentAt(text, statement.start) : '; ';
  return {
    text: name,
    edits: [
      replace(context, unit, { start: statement.start, end: statement.start }, `${name} = ${own}${separator}`),
      replace(context, unit, node, name),
    ],
  };
}

/** The parameter of the model that `validation_curve` varies. */
const variedParameter = (call: Call): Expression | null =>
  nameOf(call.callee) === 'validation_curve' ? (optionOf(call, 'param_name') ?? null) : null;

const optionOf = ({ arguments: given }: Call, wanted: string): Expression | undefined =>
  given.find(({ name }) => name === wanted)?.value;

/** Its name can be that of a model in a pipeline, and no number of rows is asked for that there may not be. */
function isCurveOfParts(call: Call, unit: FlowUnit, context: FixContext): boolean {
  const called = nameOf(call.callee);
  const name = variedParameter(call);
  if (called === 'validation_curve') return name !== null && /^(["'])\w+\1$/.test(textOf(context, unit, name));
  const sizes = called === 'learning_curve' ? optionOf(call, 'train_sizes') : undefined;
  return sizes === undefined || areShares(sizes);
}

/** `[0.1, 0.5, 1.0]`, `np.linspace(0.1, 1.0, 5)` */
function areShares(sizes: Expression): boolean {
  const limits =
    sizes.kind === 'sequence'
      ? sizes.items
      : sizes.kind === 'call' && nameOf(sizes.callee) === 'linspace'
        ? sizes.arguments.slice(0, 2).map(({ value }) => value)
        : [];
  return limits.length > 0 && limits.every((node) => node.kind === 'constant' && Number(node.value) <= 1);
}
