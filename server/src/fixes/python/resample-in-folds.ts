import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit } from '../../flow/program.ts';
import { expressionsIn } from '../../flow/walk.ts';
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
} from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf, type Occurrence, ownScope, sameVariable } from '../occurrences.ts';
import { importedName, insertBehindImports } from './imports.ts';
import { keptRows } from './kept-rows.ts';
import { removeStatement } from './lines.ts';
import { areResults, argumentsNamed, follows, nothingHappensUntil, type Resampling, resampling } from './resampling.ts';

/** Puts a resampler into a pipeline with the model, so that cross-validation applies it to training folds only. */
export function resampleInFolds(context: FixContext): Fix | null {
  const { finding, report } = context;
  const { node, unit } = report.site;
  if (finding.rule !== 'synthetic-in-test' || !report.estimate.resplits || node.kind !== 'call') return null;
  const resample = resampling(context);
  if (resample?.call.callee.kind !== 'attribute' || areResampledTwice(context)) return null;
  // the unresampled rows must still be there under another name, or get one
  const names = namesOf(context);
  const { isInPlace } = resample;
  if (
    !isInPlace &&
    (resample.outputs.some((name, index) => name === resample.inputs[index]) ||
      resample.results.some((result) => names.bindings(result).length !== 1))
  )
    return null;
  const calls = (isInPlace ? crossValidations(unit) : sameCalls(unit, node, context)).filter((call) =>
    isRepairable(call, unit, resample, context),
  );
  if (!calls.includes(node)) return null;
  const isForThese = isInPlace && onlyIn(calls, unit, resample, context);
  const kept = isInPlace && !isForThese ? keptRows(resample, context) : null;
  if (isInPlace && !isForThese && !kept) return null;

  const given = kept?.names ?? resample.inputs;
  const sampler = samplerOf(context, resample, resample.call.callee.object, calls.length, isForThese);
  const pipeline = importedName(context, 'imblearn.pipeline', 'make_pipeline', placeIn(context, unit, calls[0]!));
  const edits: Edit[] = [
    ...(kept?.edits ?? []),
    ...sampler.edits,
    ...calls.flatMap((call) => {
      const [model, rows, labels] = argumentsNamed(call.arguments, GIVEN)!;
      return [
        replace(context, unit, model!, `${pipeline.name}(${sampler.text}, ${textOf(context, unit, model!)})`),
        ...(isForThese ? [] : [replace(context, unit, rows!, given[0]!), replace(context, unit, labels!, given[1]!)]),
      ];
    }),
    ...insertBehindImports(context, placeIn(context, unit, calls[0]!), [pipeline.line]),
  ];
  return { title: 'Resample inside the folds (imblearn pipeline)', kind: 'repair', safety: 'suggested', edits };
}

/** What is cross-validated. */
const GIVEN = ['estimator', 'X', 'y'];

/** Then what the last resampling was given has made-up rows, too. */
const areResampledTwice = ({ report: { value } }: FixContext): boolean =>
  causes(value, SYNTHETIC).filter(({ kind }) => kind === 'pool').length > 1;

const crossValidations = ({ body }: FlowUnit): Call[] => [
  ...new Set(
    expressionsIn(body).filter((node): node is Call => node.kind === 'call' && /^cross_val/.test(calleeName(node))),
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

/** `cross_val_score(model, X_new, y_new)`, where the rows before resampling can stand in their place. */
function isRepairable(call: Call, unit: FlowUnit, resample: Resampling, context: FixContext): boolean {
  const names = namesOf(context);
  const [model, rows, labels] = argumentsNamed(call.arguments, GIVEN) ?? [];
  if (!model || !rows || !labels || !areResults([rows, labels], unit, resample, context)) return false;
  // groups or weights of the resampled rows would be too many
  const uses = names
    .within(unit, call)
    .filter((other) => resample.results.some((result) => sameVariable(result, names.variableOf(other))));
  if (uses.length !== 2 || call.arguments.some(({ name }) => /^(groups|params|fit_params|metadata)$/.test(name ?? '')))
    return false;
  const located = statementAt(context.module, placeIn(context, unit, call));
  // the names of the rows before mean the same at both places
  const at = names.at(unit, rows)!;
  const inputs = resample.call.arguments.flatMap(({ value }) => names.within(resample.unit, value));
  return (
    located !== null &&
    follows(located, resample, context, false) &&
    nothingHappensUntil(located, resample, context) &&
    inputs.every((other) => sameVariable(names.resolve(other.name, at.scope), names.variableOf(other)))
  );
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

const calleeName = ({ callee }: Call): string =>
  callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : '';
