import type { Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../../flow/program.ts';
import { rateCorrectionAt } from '../../flow/rate-correction-form.ts';
import { descendants } from '../../flow/walk.ts';
import { type FixContext, indentAt, lineBreak, replace, statementAt, textOf, unitText } from '../fix-context.ts';
import { freeName } from '../names.ts';
import { namesOf } from '../occurrences.ts';
import { correctedRate } from './judge-errors.ts';
import { helperEdits } from './judge-helpers.ts';

/**
 * Gives a rate that is corrected by sensitivity and specificity an interval that knows how many labels these come from.
 * The rate itself stays as it is.
 */
export function carryJudgeError(context: FixContext): Fix | null {
  const { finding, report, module } = context;
  if (finding.rule !== 'fixed-judge-error') return null;
  const { unit, node, place } = report.site;
  const correction = rateCorrectionAt(unit, node);
  const statement = statementAt(module, place)?.statement;
  if (!correction || statement?.kind !== 'assign' || statement.value !== node || statement.operator !== null)
    return null;
  const [target, ...others] = statement.targets;
  if (target?.kind !== 'name' || others.length > 0 || statement.annotation !== null) return null;
  const text = (part: Expression) => textOf(context, unit, part);
  const total = countOf(correction.rateNode, context);
  const [right, common] = correction.errors;
  if (total === null || !right || !common) return null;

  const specificity = correction.byFalse ? `1 - ${text(common)}` : text(common);
  const counts = [right, common].map((error) => countOf(error, context));
  const helper = correctedRate(context, place);
  const [low, high] = ['low', 'high'].map((end) => freeName(module, `${target.name}_${end}`));
  const head = `${target.name}, ${low}, ${high} = ${helper.name}(${text(correction.rateNode)}, ${total}, ${text(right)}, ${specificity}, `;
  const [positives, negatives] = counts.map((count) => count ?? UNKNOWN_COUNT);
  const newLine = `${lineBreak(unitText(context, unit.cell))}${indentAt(unitText(context, unit.cell), statement.start)}`;
  const told = `print("95 % interval of ${target.name}:", ${low}, ${high})`;
  const starts = [head.length, head.length + positives!.length + 2];
  const tabStops = counts.flatMap((count, i) =>
    count === null ? [{ start: starts[i]!, end: starts[i]! + UNKNOWN_COUNT.length }] : [],
  );
  const asks = tabStops.length > 0 ? ': say how many labels they come from' : '';
  return {
    title: `Carry the judge's errors into an interval${asks}`,
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...helperEdits(context, place, [helper]),
      {
        ...replace(context, unit, statement, `${head}${positives}, ${negatives})${newLine}${told}`),
        ...(tabStops.length > 0 && { tabStops }),
      },
    ],
  };
}

/** What stands until somebody says how many labels an error rate comes from. */
const UNKNOWN_COUNT = '100';

/** How many rows a rate was worked out from, as code: of `rate = x.mean()`, `len(x)`; null where that is not in sight. */
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
  const [means, ...others] = descendants(value).filter(isMean);
  if (!means || others.length > 0 || !isMeanOrRest(value, means)) return null;
  const data = means.kind === 'call' && means.callee.kind === 'attribute' ? means.callee.object : null;
  // what a name stands for by then may be other rows
  const isSteady =
    data && names.within(unit, data).every((each) => names.bindings(names.variableOf(each)).length === 1);
  return isSteady ? `len(${textOf(context, unit, data)})` : null;
}

/** `x.mean()` */
const isMean = (node: Expression): boolean =>
  node.kind === 'call' &&
  node.callee.kind === 'attribute' &&
  node.callee.name === 'mean' &&
  node.arguments.length === 0 &&
  node.callee.object.kind !== 'operation';

/** The mean itself, or one minus it. */
const isMeanOrRest = (value: Expression, mean: Expression): boolean =>
  value === mean ||
  (value.kind === 'operation' &&
    value.operator === '-' &&
    value.operands.length === 2 &&
    value.operands[0]!.kind === 'constant' &&
    value.operands[0]!.value === 1 &&
    value.operands[1] === mean);
