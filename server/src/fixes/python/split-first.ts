import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, sameVariable } from '../occurrences.ts';
import { insertAfter, removeStatement } from './lines.ts';
import { areResults, follows, nothingHappensUntil, type Resampling, resampling } from './resampling.ts';

/** Moves a resampler behind the split, so that it sees the training part only. */
export function splitFirst(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const resample = resampling(context);
  const split = statementAt(module, finding.place);
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
  return { title: 'Split first, and resample the training part only', kind: 'repair', safety: 'suggested', edits };
}

/** Are the resampled arrays used anywhere but in the split? Then their statement has to stay. */
function stillUsed(context: FixContext, { inputs, outputs, results }: Resampling, inSplit: number): boolean {
  if (outputs.every((name, index) => name === inputs[index])) return false;
  const names = namesOf(context);
  return results.reduce((sum, result) => sum + names.of(result).length, 0) > inSplit + results.length;
}
