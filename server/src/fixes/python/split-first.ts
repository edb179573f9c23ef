import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { FlowUnit, Return } from '../../flow/program.ts';
import { calledName } from '../called-name.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  replace,
  statementAt,
  textOf,
  unitText,
} from '../fix-context.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { insertAfter, removeStatement } from './lines.ts';
import { areResults, follows, nothingHappensUntil, type Resampling, resampling } from './resampling.ts';

/** Moves a resampler behind the split, so that it sees the training part only. */
export function splitFirst(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const resample = resampling(context);
  const split = statementAt(module, finding.place);
  if (resample && split?.statement.kind === 'return')
    return splitThenReturn(split.unit, split.statement, resample, context);
  if (!resample || split?.statement.kind !== 'assign' || split.statement.value.kind !== 'call') return null;
  const call = split.statement.value;
  const [parts, ...more] = split.statement.targets;
  if (parts?.kind !== 'sequence' || more.length > 0) return null;
  const targets = parts.items.filter((item) => item.kind === 'name');
  if (targets.length !== 4 || parts.items.length !== 4) return null;
  const given = call.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  if (!areResults(given, split.unit, resample, context)) return null;
  // where the resampling happens under a condition, or something is done with its result, moving it means more than this
  const located = { unit: split.unit, statement: split.statement };
  if (!follows(located, resample, context, true) || !nothingHappensUntil(located, resample, context)) return null;

  const names = namesOf(context);
  const inSplit = names.within(split.unit, call).flatMap((other) => {
    const index = resample.results.findIndex((result) => sameVariable(result, names.variableOf(other)));
    return index < 0 ? [] : [{ node: other.node!, input: resample.inputs[index]! }];
  });
  const edits: Edit[] = inSplit
    .filter(({ node, input }) => textOf(context, split.unit, node) !== input)
    .map(({ node, input }) => replace(context, split.unit, node, input));
  if (!stillUsed(context, resample, inSplit.length))
    edits.push(removeStatement(context, resample.unit, resample.statement));
  const train = `${targets[0]!.name}, ${targets[2]!.name}`;
  const callee = textOf(context, resample.unit, resample.call.callee);
  edits.push(insertAfter(context, split.unit, split.statement, [`${train} = ${callee}(${train})`]));
  return { ...SPLIT_FIRST, edits };
}

const SPLIT_FIRST = {
  title: 'Split first, and resample the training part only',
  kind: 'repair',
  safety: 'suggested',
} as const;

/** `return train_test_split(X, y)`: the parts get names, so that the training part can be resampled. */
function splitThenReturn(unit: FlowUnit, statement: Return, resample: Resampling, context: FixContext): Fix | null {
  const { value: call } = statement;
  const located = { unit, statement };
  if (call?.kind !== 'call' || unit !== resample.unit) return null;
  const names = namesOf(context);
  const [at] = names.within(unit, call);
  if (!at || calledName(call.callee, names, at.scope) !== 'sklearn.model_selection.train_test_split') return null;
  const given = call.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  if (!areResults(given, unit, resample, context)) return null;
  if (!follows(located, resample, context, true) || !nothingHappensUntil(located, resample, context)) return null;
  const parts = ['X_train', 'X_test', 'y_train', 'y_test'];
  const isTaken = names.all.some(({ name, scope }) => parts.includes(name) && scope === at.scope);
  // where the names stay the same, the rows before have them as soon as the resampling is gone
  const inSplit = names
    .within(unit, call)
    .filter((other) => resample.results.some((result) => sameVariable(result, names.variableOf(other))));
  const isSame = resample.outputs.every((name, index) => name === resample.inputs[index]);
  const text = unitText(context, unit.cell);
  const isAlone = text.slice(lineStart(text, statement.start), statement.start).trim() === '';
  if (isTaken || !isAlone) return null;
  const inputs = inSplit.map((other) => {
    const index = resample.results.findIndex((result) => sameVariable(result, names.variableOf(other)));
    return replace(context, unit, other.node!, resample.inputs[index]!);
  });
  const separator = lineBreak(text) + indentAt(text, statement.start);
  const callee = textOf(context, unit, resample.call.callee);
  return {
    ...SPLIT_FIRST,
    edits: [
      ...(isSame ? [] : inputs),
      ...(stillUsed(context, resample, inSplit.length) ? [] : [removeStatement(context, unit, resample.statement)]),
      replace(context, unit, { start: statement.start, end: call.start }, `${parts.join(', ')} = `),
      replace(
        context,
        unit,
        { start: call.end, end: call.end },
        `${separator}X_train, y_train = ${callee}(X_train, y_train)${separator}return ${parts.join(', ')}`,
      ),
    ],
  };
}

/** Are the resampled arrays used anywhere but in the split? Then their statement has to stay. */
function stillUsed(context: FixContext, { inputs, outputs, results }: Resampling, inSplit: number): boolean {
  if (outputs.every((name, index) => name === inputs[index])) return false;
  const names = namesOf(context);
  return results.reduce((sum, result) => sum + names.of(result).length, 0) > inSplit + results.length;
}
