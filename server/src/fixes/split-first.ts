import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Call, Expression, FlowUnit } from '../flow/program.ts';
import { descendants } from '../flow/walk.ts';
import { SYNTHETIC } from '../provenance/origins.ts';
import { causeOfKind } from '../provenance/trace.ts';
import {
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  statementAt,
  textOf,
  unitText,
} from './fix-context.ts';
import { bindings, uses } from './names.ts';

/** Moves a resampler behind the split, so that it sees the training part only. */
export function splitFirst(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'synthetic-in-test' || report.estimate.resplits) return null;
  const resample = resampling(context);
  const split = statementAt(module, finding.place);
  if (!resample || split?.statement.kind !== 'assign') return null;
  const { statement, unit, inputs, outputs } = resample;
  const splitCall = callIn(split.statement.value);
  const parts = split.statement.targets[0];
  if (
    !splitCall ||
    parts?.kind !== 'sequence' ||
    parts.items.length !== 4 ||
    !parts.items.every((item) => item.kind === 'name')
  )
    return null;
  if (unit.cell === split.unit.cell && statement.start > split.statement.start) return null;
  const given = splitCall.arguments.filter(({ name }) => name === null).map(({ value }) => nameOf(value));
  if (given.length !== 2 || given[0] !== outputs[0] || given[1] !== outputs[1]) return null;

  const renames = new Map(outputs.map((name, index) => [name, inputs[index]!]));
  const inSplit = [...descendants(splitCall)].filter((node) => node.kind === 'name' && renames.has(node.name));
  const edits: Edit[] = inSplit.map((node) =>
    replace(context, split.unit, node, renames.get((node as { name: string }).name)!),
  );
  if (!stillUsed(context, resample, inSplit.length)) edits.push(removal(context, unit, statement));
  edits.push(insertion(context, split.unit, split.statement, resample, parts.items as readonly { name: string }[]));
  return { title: 'Split first, and resample the training part only', kind: 'repair', safety: 'suggested', edits };
}

interface Resampling {
  readonly unit: FlowUnit;
  readonly statement: Assign;
  readonly call: Call;
  /** Text of the two arguments. */
  readonly inputs: readonly string[];
  /** Names of the two results. */
  readonly outputs: readonly string[];
}

/** The statement `X_new, y_new = sampler.fit_resample(X, y)` behind a finding. */
export function resampling(context: FixContext): Resampling | null {
  const pool = causeOfKind(context.report.value, SYNTHETIC, 'pool');
  const located = pool?.place ? statementAt(context.module, pool.place) : null;
  if (located?.statement.kind !== 'assign') return null;
  const { statement, unit } = located;
  const call = callIn(statement.value);
  const [target] = statement.targets;
  if (call?.callee.kind !== 'attribute' || !/^fit_(re)?sample$/.test(call.callee.name) || call.arguments.length !== 2)
    return null;
  if (target?.kind !== 'sequence' || target.items.length !== 2) return null;
  const outputs = target.items.map(nameOf);
  if (outputs.some((name) => name === null)) return null;
  return {
    unit,
    statement,
    call,
    inputs: call.arguments.map(({ value }) => textOf(context, unit, value)),
    outputs: outputs as string[],
  };
}

const callIn = (node: Expression): Call | null => (node.kind === 'call' ? node : null);
const nameOf = (node: Expression): string | null => (node.kind === 'name' ? node.name : null);

/** Are the resampled arrays used anywhere but in the split? Then their statement has to stay. */
function stillUsed(context: FixContext, { inputs, outputs }: Resampling, inSplit: number): boolean {
  if (outputs.every((name, index) => name === inputs[index])) return false;
  const all = outputs.reduce((sum, name) => sum + uses(context.module, name), 0);
  return all > inSplit + outputs.length || outputs.some((name) => bindings(context.module, name).length > 1);
}

function removal(context: FixContext, unit: FlowUnit, statement: Assign): Edit {
  const text = unitText(context, unit.cell);
  const start = lineStart(text, statement.start);
  const end = nextLine(text, statement.end);
  const alone =
    text.slice(start, statement.start).trim() === '' &&
    /^\s*(#.*)?$/.test(text.slice(statement.end, end).replace(/\r?\n$/, ''));
  return replace(context, unit, alone ? { start, end } : statement, alone ? '' : 'pass');
}

function insertion(
  context: FixContext,
  unit: FlowUnit,
  split: Assign,
  resample: Resampling,
  parts: readonly { name: string }[],
): Edit {
  const text = unitText(context, unit.cell);
  const at = nextLine(text, split.end);
  const [train, trainLabels] = [parts[0]!.name, parts[2]!.name];
  const callee = textOf(context, resample.unit, resample.call.callee);
  const line = `${indentAt(text, split.start)}${train}, ${trainLabels} = ${callee}(${train}, ${trainLabels})`;
  const atEnd = at === text.length && !text.endsWith('\n');
  const newText = atEnd ? `${lineBreak(text)}${line}` : `${line}${lineBreak(text)}`;
  return replace(context, unit, { start: at, end: at }, newText);
}
