import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Assign, FlowUnit, Return } from '../../flow/program.ts';
import { nameOf, statementsIn } from '../../flow/walk.ts';
import { calledName } from '../called-name.ts';
import {
  type FixContext,
  indentAt,
  type Located,
  lineBreak,
  lineStart,
  replace,
  statementAt,
  textOf,
  unitText,
} from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { insertAfter, removeStatement } from './lines.ts';
import {
  areResults,
  areUntouched,
  areVariables,
  follows,
  nothingHappensUntil,
  type Resampling,
  resampling,
} from './resampling.ts';
import { isFitted, type SplitCall, splitCallOf } from './splits.ts';

/** Moves a resampler behind the split, so that it sees the training part only. */
export function splitFirst(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const resample = resampling(context);
  const split = statementAt(module, finding.place);
  if (resample && split?.statement.kind === 'return')
    return splitThenReturn(split.unit, split.statement, resample, context);
  const steps = resample && stepsAfter(resample, context);
  if (!resample || !steps?.splits.some(({ statement }) => statement === split?.statement)) return null;
  const { scaling, rows, splits } = steps;
  const [first, last] = [splits[0]!, splits.at(-1)!];
  // where the resampling happens under a condition, or something is done with its result, moving it means more than this
  if (!nothingHappensUntil(first, resample, context, scaling?.statement)) return null;
  // the training rows are as one split left them when the next one is made
  const isKept = (next: FourParts, index: number) =>
    areUntouched(splits[index]!.training, splits[index]!, next, context);
  if (!splits.slice(1).every(isKept)) return null;

  const names = namesOf(context);
  const isOf = (result: Variable, other: Occurrence) => sameVariable(result, names.variableOf(other));
  const inSplit = names.within(first.unit, first.call).flatMap((other) => {
    const index = rows.findIndex((result) => isOf(result, other));
    return index < 0 ? [] : [{ node: other.node!, input: resample.inputs[index]! }];
  });
  const edits: Edit[] = inSplit
    .filter(({ node, input }) => textOf(context, first.unit, node) !== input)
    .map(({ node, input }) => replace(context, first.unit, node, input));
  const isLeft = stillUsed(context, resample, inSplit.length, scaling);
  // whoever looks at the scaled rows later would see others
  if (isLeft && scaling) return null;
  if (scaling) edits.push(removeStatement(context, scaling.unit, scaling.statement));
  if (!isLeft) edits.push(removeStatement(context, resample.unit, resample.statement));
  const train = `${last.parts[0]}, ${last.parts[2]}`;
  const callee = textOf(context, resample.unit, resample.call.callee);
  const scaled = scaling ? scaledParts(scaling, splits) : [];
  edits.push(insertAfter(context, last.unit, last.statement, [`${train} = ${callee}(${train})`, ...scaled]));
  return { ...SPLIT_FIRST, edits };
}

/** `X_train, X_test, y_train, y_test = train_test_split(X, y)` */
interface FourParts extends Omit<SplitCall, 'training'> {
  /** Names. */
  readonly parts: readonly string[];
  readonly training: readonly [Variable, Variable];
}

/** `X = scaler.fit_transform(X)`, between the resampling and the split. */
interface Scaling extends Located {
  readonly statement: Assign;
  readonly scaler: string;
  readonly scaled: Variable;
}

/** What follows a resampling: it may be scaled, is split, and of the training part another part may be set apart. */
interface Steps {
  readonly scaling: Scaling | null;
  /** What is split first, and its labels. */
  readonly rows: readonly Variable[];
  readonly splits: readonly FourParts[];
}

function stepsAfter(resample: Resampling, context: FixContext): Steps | null {
  const later = context.module.units.flatMap((unit) =>
    statementsIn(unit.body)
      .map((statement) => ({ unit, statement }))
      .filter((located) => follows(located, resample, context, true)),
  );
  const scaling = later.flatMap((located) => scalingAt(located, resample, context) ?? [])[0] ?? null;
  const rows = scaling ? [scaling.scaled, resample.results[1]!] : resample.results;
  let parts: readonly Variable[] = rows;
  const splits: FourParts[] = [];
  for (const located of later) {
    const split = fourParts(located, context);
    if (!split || !areVariables(split.given, split.unit, parts, context)) continue;
    splits.push(split);
    parts = split.training;
  }
  return splits.length > 0 ? { scaling, rows, splits } : null;
}

function fourParts(located: Located, context: FixContext): FourParts | null {
  const split = splitCallOf(located, context);
  const [target] = split?.statement.targets ?? [];
  if (!split || target?.kind !== 'sequence' || target.items.length !== 4) return null;
  const names = namesOf(context);
  const [train, , labels] = target.items.map((item) => names.variableOf(names.at(split.unit, item)!));
  return { ...split, parts: target.items.map(nameOf), training: [train!, labels!] };
}

function scalingAt({ unit, statement }: Located, { results }: Resampling, context: FixContext): Scaling | null {
  if (statement.kind !== 'assign' || statement.targets.length !== 1 || !isFitted(statement.value)) return null;
  const [target] = statement.targets;
  const { callee, arguments: given } = statement.value;
  const names = namesOf(context);
  const at = target?.kind === 'name' ? names.at(unit, target) : undefined;
  if (!at || !areVariables([given[0]!.value], unit, results.slice(0, 1), context)) return null;
  const scaled = names.variableOf(at);
  // nobody else looks at the rows as they were scaled before
  const isAlone = sameVariable(scaled, results[0]!) || names.bindings(scaled).length === 1;
  return isAlone ? { unit, statement, scaler: textOf(context, unit, callee.object), scaled } : null;
}

/** The training rows tell how to scale; all others are scaled alike. */
function scaledParts({ scaler }: Scaling, splits: readonly FourParts[]): string[] {
  const train = splits.at(-1)!.parts[0]!;
  return [
    `${train} = ${scaler}.fit_transform(${train})`,
    ...splits.map(({ parts }) => `${parts[1]} = ${scaler}.transform(${parts[1]})`),
  ];
}

export const SPLIT_FIRST = {
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
      ...(resample.isInPlace ? [] : inputs),
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

/** Are the resampled arrays used anywhere but in the split, and where they are scaled? Then their statement has to stay. */
function stillUsed(
  context: FixContext,
  resample: Resampling,
  inSplit: number,
  scaling: Scaling | null = null,
): boolean {
  const { unit, statement, results, isInPlace } = resample;
  if (!scaling && isInPlace) return false;
  const names = namesOf(context);
  const rows = scaling && !results.some((result) => sameVariable(result, scaling.scaled)) ? [scaling.scaled] : [];
  const uses = [...results, ...rows]
    .flatMap((variable) => names.of(variable))
    .filter(
      (other) => other.role !== 'binds' && other.statement !== statement && other.statement !== scaling?.statement,
    )
    .filter((other) => !names.isBefore(other, unit, statement.start));
  return uses.length > inSplit;
}
