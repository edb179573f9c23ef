import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Call, FlowUnit } from '../../flow/program.ts';
import { type FixContext, placeIn, replace, statementAt, textOf } from '../fix-context.ts';
import { isNew, splitAt, together } from './earlier-split.ts';
import { insertBehindImports } from './imports.ts';
import { insertBefore, replaceStatement } from './lines.ts';
import { ResampledRows } from './resampled-rows.ts';
import { type Resampling, resampling } from './resampling.ts';
import { SPLIT_FIRST } from './split-first.ts';
import { splitCallAt } from './splits.ts';
import { StraightLine } from './straight-line.ts';

/**
 * Splits the rows before they are resampled where something is made of the resampled ones first:
 * `table = pd.DataFrame(X_res)`, `table["churn"] = y_res`, `train_test_split(table.drop(columns="churn"), table["churn"])`.
 */
export function splitBeforeSampler(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const located = statementAt(module, finding.place);
  const split = located && splitCallAt(finding.place, context);
  const resample = resampling(context);
  if (!split || !resample || split.call !== split.statement.value || split.given.length !== 2) return null;
  const line = new StraightLine(located, context);
  const rows = new ResampledRows(resample, line, context);
  const last = line.statements.length - 1;
  const [features, labels] = split.given.map((node) => rows.of(node, last));
  if (rows.from < 0 || features?.kind !== 'features' || labels?.kind !== 'labels') return null;
  const [target] = split.statement.targets;
  const parts = target?.kind === 'sequence' ? target.items.map((item) => textOf(context, split.unit, item)) : [];
  if (parts.length !== 4 || !parts.every((name) => isNew(name, split, context))) return null;
  const [train, test, trainLabels] = parts as [string, string, string];
  const options = optionsBefore(split.call, { rows, line, resample, unit: split.unit }, context);
  if (!options) return null;
  const { unit, statement, call, inputs } = resample;
  const before = placeIn(context, unit, statement);
  const called = splitAt(split, before, context);
  const given = split.given.map((node) => textOf(context, split.unit, node));
  const testRows = features.of(test);
  const edits: Edit[] = [
    insertBefore(context, unit, statement, [
      `${parts.join(', ')} = ${called.name}(${[...inputs, ...options].join(', ')})`,
    ]),
    ...call.arguments.map(({ value }, index) => replace(context, unit, value, [train, trainLabels][index]!)),
    replaceStatement(context, split.unit, split.statement, [
      ...together([train, trainLabels], given),
      ...(testRows === test ? [] : [`${test} = ${testRows}`]),
    ]),
    ...insertBehindImports(context, before, [called.line]),
  ];
  return { ...SPLIT_FIRST, edits };
}

interface Splitting {
  readonly rows: ResampledRows;
  readonly line: StraightLine;
  readonly resample: Resampling;
  readonly unit: FlowUnit;
}

/** The options of the split, as they are before the resampling: its labels are those of all rows there. */
function optionsBefore({ arguments: given }: Call, around: Splitting, context: FixContext): readonly string[] | null {
  const { rows, line, resample, unit } = around;
  const last = line.statements.length - 1;
  const options = given.flatMap(({ name, value }): (string | null)[] => {
    if (name === null) return [];
    if (name === 'stratify' && rows.of(value, last)?.kind === 'labels') return [`stratify=${resample.inputs[1]}`];
    return [line.meansTheSame(value, last, rows.from) ? `${name}=${textOf(context, unit, value)}` : null];
  });
  return options.every((option) => option !== null) ? options : null;
}
