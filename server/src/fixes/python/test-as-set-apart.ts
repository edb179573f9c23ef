import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { SPLIT_TEST } from '../../provenance/marks.ts';
import { SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataMarks } from '../../provenance/value.ts';
import { type FixContext, replace } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable } from '../occurrences.ts';
import { removeStatement } from './lines.ts';
import { resampling } from './resampling.ts';

const AS_SET_APART = { title: 'Score the test part as it was set apart', kind: 'repair', safety: 'suggested' } as const;

/** The test part is not resampled: `X_test_res, y_test_res = sampler.fit_resample(X_test, y_test)` goes. */
export function testAsSetApart(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const made = causeOfKind(report.value, SYNTHETIC, 'pool');
  if (!made?.inputs.some((rows) => dataMarks(rows) & SPLIT_TEST)) return null;
  const resample = resampling(context);
  if (!resample) return null;
  const { unit, statement, call, inputs, results, isInPlace } = resample;
  const removal = removeStatement(context, unit, statement);
  // the names mean the rows before as soon as the resampling is gone
  if (isInPlace) return { ...AS_SET_APART, edits: [removal] };

  const names = namesOf(context);
  const given = call.arguments.flatMap(({ value }) => names.within(unit, value));
  const isLater = (other: Occurrence): boolean => !names.isBefore(other, unit, statement.end);
  const uses = results.map((result) => names.of(result).filter((other) => other.statement !== statement));
  const arePlain =
    given.length === 2 &&
    given.every((other) => !names.bindings(names.variableOf(other)).some(isLater)) &&
    uses.flat().every((use) => {
      const index = uses.findIndex((some) => some.includes(use));
      const input = names.resolve(given[index]!.name, use.scope);
      return use.role === 'reads' && use.node && isLater(use) && sameVariable(input, names.variableOf(given[index]!));
    });
  if (!arePlain || inputs.some((text, index) => text !== given[index]!.name)) return null;
  const edits = uses.flatMap((some, index) =>
    some.map(({ unit: at, node }) => replace(context, at, node!, inputs[index]!)),
  );
  return { ...AS_SET_APART, edits: [removal, ...edits] };
}
