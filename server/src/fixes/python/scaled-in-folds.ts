import type { Call, Expression } from '../../flow/program.ts';
import { calledName } from '../called-name.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, type Located, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';
import { areUntouched, type Resampling } from './resampling.ts';
import { StraightLine } from './straight-line.ts';
import { fixedName } from './union.ts';

/**
 * The transformers that a line of statements fits on the resampled rows, up to the rows that are cross-validated:
 * `X_scaled = scaler.fit_transform(X_res)`. In a pipeline they are fitted on training folds, behind the sampler. Empty where
 * there are none; null where more is done, or it is not known.
 */
export function transformersBetween(
  [rows, labels]: readonly [Expression, Expression],
  located: Located,
  resample: Resampling,
  context: FixContext,
): readonly string[] | null {
  const line = new StraightLine(located, context);
  const [from, last] = [
    line.statements.findIndex(({ statement }) => statement === resample.statement),
    line.statements.length - 1,
  ];
  const { isRead, areBefore } = between(resample, located, context);
  if (from < 0 || !areBefore || !resample.results.every(isRead)) return null;
  const isResult = (node: Expression, at: number, index: number): boolean => {
    const held = line.holdsAt(node, at);
    return held?.by === from && held.variable.name === resample.outputs[index];
  };
  const stepsTo = (node: Expression, at: number): readonly string[] | null => {
    if (node.kind === 'name') {
      if (isResult(node, at, 0)) return [];
      const held = line.holdsAt(node, at);
      const value = held && held.by > from && isRead(held.variable) ? line.valueOf(held) : null;
      return value && stepsTo(value, held!.by);
    }
    const step = node.kind === 'call' ? stepOf(node, line.statements[at]!, context) : null;
    const [given, target, ...more] = node.kind === 'call' ? node.arguments : [];
    const before = step && given ? stepsTo(given.value, at) : null;
    const isOfThese = more.length === 0 && (!target || isResult(target.value, at, 1));
    return before && isOfThese ? [...before, step!] : null;
  };
  return isResult(labels, last, 1) ? stepsTo(rows, last) : null;
}

/** What is done between: are rows only read, and those from before the resampling left as they are? */
function between(resample: Resampling, until: Located, context: FixContext) {
  const names = namesOf(context);
  const isBetween = (other: Occurrence): boolean =>
    names.isBefore(other, until.unit, until.statement.start) &&
    !names.isBefore(other, resample.unit, resample.statement.end);
  const inputs = names.within(resample.unit, resample.call).map((other) => names.variableOf(other));
  return {
    isRead: (variable: Variable) => effectOn(variable, names, isBetween) === 'reads',
    areBefore: resample.isInPlace || areUntouched(inputs, resample, until, context),
  };
}

/** `scaler` of `scaler.fit_transform(X)`: a transformer of scikit-learn's, which a pipeline can clone. */
function stepOf({ callee }: Call, { unit }: Located, context: FixContext): string | null {
  if (callee.kind !== 'attribute' || callee.name !== 'fit_transform') return null;
  const names = namesOf(context);
  const variable = callee.object.kind === 'name' ? fixedName(callee.object, unit, context) : null;
  const [binding] = variable ? names.bindings(variable) : [];
  const made = binding?.statement.kind === 'assign' ? binding.statement.value : callee.object;
  const [at] = made.kind === 'call' ? names.within(binding?.unit ?? unit, made) : [];
  const called = made.kind === 'call' && at ? calledName(made.callee, names, at.scope) : null;
  return /^sklearn\.(?:preprocessing|decomposition|feature_selection|impute|kernel_approximation)\./.test(called ?? '')
    ? textOf(context, unit, callee.object)
    : null;
}
