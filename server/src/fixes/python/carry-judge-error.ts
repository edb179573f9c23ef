import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, Span, Statement } from '../../flow/program.ts';
import { rateCorrectionAt } from '../../flow/rate-correction-form.ts';
import { descendants, nameOf, ownExpressions } from '../../flow/walk.ts';
import {
  contains,
  type FixContext,
  indentAt,
  lineBreak,
  lineStart,
  replace,
  statementAt,
  textOf,
  unitText,
} from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { correctedRate } from './judge-errors.ts';
import { helperEdits } from './judge-helpers.ts';
import { removeStatement } from './lines.ts';
import { isPure } from './pure.ts';

/**
 * Gives a rate that is corrected by sensitivity and specificity an interval that knows how many labels these come from.
 * The rate itself stays as it is; where the code has an interval around it, that one takes its place, else it is printed.
 */
export function carryJudgeError(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'fixed-judge-error') return null;
  const { unit, node, place } = report.site;
  const correction = rateCorrectionAt(unit, node);
  const statement = statementAt(module, place)?.statement;
  const target = statement && correction ? targetOf(statement, node) : null;
  if (!correction || !statement || target === null || !mayStandBefore(statement, context)) return null;
  const text = (part: Expression) => textOf(context, unit, part);
  const [right, common] = correction.errors;
  if (!right || !common) return null;

  const name = target === '' ? freeName(module, 'corrected') : target;
  const [low, high] = ['low', 'high'].map((end) => freeName(module, `${name}_${end}`));
  const specificity = correction.byFalse ? `1 - ${text(common)}` : text(common);
  const helper = correctedRate(context, place);
  const total = countOf(correction.rateNode, context);
  const counts = [total, countOf(right, context), countOf(common, context)];
  const given = [text(correction.rateNode), null, text(right), specificity, null, null];
  let call = `${name}, ${low}, ${high} = ${helper.name}(`;
  const tabStops: { start: number; end: number }[] = [];
  for (const [index, value] of given.entries()) {
    const count = value ?? counts.shift() ?? UNKNOWN_COUNT;
    if (index > 0) call += ', ';
    if (value === null && count === UNKNOWN_COUNT)
      tabStops.push({ start: call.length, end: call.length + count.length });
    call += count;
  }
  const newLine = `${lineBreak(unitText(context, unit.cell))}${indentAt(unitText(context, unit.cell), statement.start)}`;
  const around = target === '' ? [] : intervalAround([low!, high!], statement, context);
  const told = around.length > 0 ? '' : `${newLine}print("95 % interval of ${name}:", ${low}, ${high})`;
  const asks =
    tabStops.length === 0
      ? ''
      : `: say how many ${total === null ? 'rows it is of, and how many ' : ''}labels they come from`;
  const made = { ...replace(context, unit, statement, `${call})${told}`), ...(tabStops.length > 0 && { tabStops }) };
  const before = { start: statement.start, end: statement.start };
  const edits =
    target === ''
      ? [
          { ...made, ...replace(context, unit, before, `${call})${told}${newLine}`) },
          replace(context, unit, node, name),
        ]
      : [made];
  return {
    title: `Carry the judge's errors into an interval${asks}`,
    kind: 'repair',
    safety: 'suggested',
    edits: [...helperEdits(context, place, [helper]), ...edits, ...around],
  };
}

/** The name that gets the corrected rate; empty where it stands in something else that is worked out once. */
function targetOf(statement: Statement, node: Expression): string | null {
  if (statement.kind === 'assign' && statement.value === node) {
    const [target, ...others] = statement.targets;
    const isPlain = statement.operator === null && statement.annotation === null && others.length === 0;
    if (target?.kind === 'name' && isPlain) return target.name;
  }
  if (!/^(?:assign|evaluate|return)$/.test(statement.kind)) return null;
  const around = ownExpressions(statement)
    .flatMap(descendants)
    .filter((each) => contains(each, node));
  const mayNotRun = (each: Expression) =>
    /^(?:comprehension|function|conditional|assignment)$/.test(each.kind) ||
    (each.kind === 'operation' && each.form === 'logical');
  return around.some(mayNotRun) ? null : '';
}

/** Is there room for a line before a statement? */
function mayStandBefore({ start }: Span, context: FixContext): boolean {
  const text = unitText(context, context.report.site.unit.cell);
  return text.slice(lineStart(text, start), start).trim() === '';
}

/** `rate - 1.96 * se` and `rate + 1.96 * se`, behind the rate and in its scope: the new limits in their place. */
function intervalAround(limits: readonly [string, string], statement: Statement, context: FixContext): readonly Edit[] {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const text = (part: Expression) => textOf(context, unit, part);
  const target = statement.kind === 'assign' ? names.at(unit, statement.targets[0]!) : undefined;
  if (!target || names.bindings(names.variableOf(target)).length !== 1) return [];
  const found = names.of(names.variableOf(target)).flatMap(({ role, node, parents: [around] }) => {
    if (role !== 'reads' || around?.kind !== 'operation' || around.operands.length !== 2) return [];
    const [first, second] = around.operands;
    return first === node && /^[+-]$/.test(around.operator) ? [{ around, half: second! }] : [];
  });
  const [first] = found;
  const sides = new Set(found.map(({ around }) => around.operator));
  if (!first || sides.size !== 2 || !found.every(({ half }) => text(half) === text(first.half))) return [];
  return [
    ...found.map(({ around }) => replace(context, unit, around, limits[around.operator === '-' ? 0 : 1])),
    ...unread(
      found.map(({ half }) => half),
      context,
    ),
  ];
}

/** The name in a half width that nothing else reads goes with it: `se = …`. */
function unread(halves: readonly Expression[], context: FixContext): readonly Edit[] {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const variables = names.within(unit, halves[0]!).map((each) => names.variableOf(each));
  return variables.flatMap((variable) => {
    const uses = names.of(variable);
    const reads = uses.filter(({ role }) => role === 'reads');
    const [made, ...others] = uses.filter(({ role }) => role !== 'reads');
    const isOnlyThere = reads.every(({ node }) => halves.some((half) => contains(half, node!)));
    if (!isOnlyThere || others.length > 0 || made?.unit !== unit || made.statement.kind !== 'assign') return [];
    const { statement } = made;
    if (statement.targets.length !== 1 || statement.targets[0] !== made.node || !isPlainMath(statement.value))
      return [];
    return [removeStatement(context, unit, statement)];
  });
}

/** Numbers alone: taking it away leaves nothing undone. */
const isPlainMath = (node: Expression): boolean =>
  descendants(node).every(
    (each) => each.kind !== 'call' || /^(?:sqrt|len|ppf|mean|float|std|sem)$/.test(nameOf(each.callee)),
  );

/** What stands until somebody says how many labels an error rate comes from. */
const UNKNOWN_COUNT = '100';

/**
 * How many rows a rate was worked out from, as code: of `rate = x.mean()`, `len(x)`, of `tp / (tp + fn)`, what it is
 * divided by; null where that is not in sight.
 */
function countOf(rate: Expression, context: FixContext): string | null {
  const { unit } = context.report.site;
  const names = namesOf(context);
  const at = rate.kind === 'name' ? names.at(unit, rate) : undefined;
  const bindings = at ? names.bindings(names.variableOf(at)) : [];
  const [binding] = bindings;
  if (at && (bindings.length !== 1 || binding!.unit !== unit || binding!.statement.kind !== 'assign')) return null;
  const statement = binding?.statement;
  const isAlone = statement?.kind === 'assign' && statement.targets.includes(binding!.node!);
  if (at && !isAlone) return null;
  const value = statement?.kind === 'assign' ? statement.value : rate;
  // what a name stands for by then may be other rows
  const isSteady = (part: Expression) =>
    names.within(unit, part).every((each) => names.bindings(names.variableOf(each)).length <= 1);
  const worked = restOf(value);
  if (worked.kind === 'operation' && worked.operator === '/') {
    const by = worked.operands[1]!;
    return worked.operands.length === 2 && isPure(by) && isSteady(by) ? countText(by, context) : null;
  }
  const data = averagedIn(worked);
  return data && isPure(data) && isSteady(data) ? `len(${textOf(context, unit, rowsOf(data))})` : null;
}

/** Without the brackets around it. */
const countText = (by: Expression, context: FixContext): string => textOf(context, context.report.site.unit, by);

/** Of `1 - x`, the rest. */
const restOf = (value: Expression): Expression =>
  value.kind === 'operation' &&
  value.operator === '-' &&
  value.operands.length === 2 &&
  value.operands[0]!.kind === 'constant' &&
  value.operands[0]!.value === 1
    ? value.operands[1]!
    : value;

/** `x.mean()`, `np.mean(x)` */
function averagedIn(node: Expression): Expression | null {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'mean') return null;
  const [first, ...others] = node.arguments;
  if (!first) return node.callee.object;
  return others.length === 0 && first.name === null && node.callee.object.kind === 'name' ? first.value : null;
}

/** A comparison has as many rows as what is compared. */
const rowsOf = (data: Expression): Expression =>
  data.kind === 'operation' && data.form === 'comparison' && data.operands[1]?.kind === 'constant'
    ? data.operands[0]!
    : data;
