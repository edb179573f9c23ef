import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { allStatements, contains, type FixContext, type Located, replace, textOf, unitText } from '../fix-context.ts';
import { helperIn } from './correct-by-file.ts';
import { freeName, quoteOf } from './imports.ts';
import { countJudgeError } from './judge-error.ts';
import { lineBefore } from './line-before.ts';
import { callsOf, definitionIn } from './number-helper.ts';
import { ownLine } from './own-line.ts';
import { scoresAt } from './scores.ts';
import { type Share, sharesBehind } from './shares.ts';
import { assigned } from './values.ts';

/**
 * Where nobody has labelled the rows: counts how often the judge is wrong in a file of its verdicts that people labelled,
 * too, instead of numbers without an error. Until there is one the program stops and says how to make it.
 */
export function countJudgeErrorByFile(context: FixContext): Fix | null {
  if (context.finding.rule !== 'fixed-judge-error' || countJudgeError(context)) return null;
  const spot = correctedAt(context);
  const share = spot && shareIn(spot.node, spot.unit, context);
  if (!spot || !share) return null;
  const { node, unit } = spot;
  const file = ['judge_labels', 'judge_labels_2', 'judge_labels_3'].find((name) =>
    context.document.units.every(({ text }) => !text.includes(`${name}.csv`)),
  );
  if (!file) return null;
  const { name: helper, edits } = helperIn(true, context);
  const quote = quoteOf(context);
  const [part, whole] = [share.part, share.whole].map((each) => textOf(context, share.unit, each));
  const name = freeName(context, 'byPeople');
  const line = lineBefore(
    node,
    unit,
    [`const ${name} = ${helper}(${part}, ${whole}, ${quote}${file}.csv${quote})`],
    context,
  );
  return (
    line && {
      title: `Count the judge's errors in a file of verdicts that people labelled, too (${file}.csv)`,
      kind: 'repair',
      safety: 'suggested',
      edits: [
        ...edits,
        line,
        ...spot.edits,
        replace(context, unit, node, `${name}.estimate`),
        ...spreadEdits(node, unit, name, context),
      ],
    }
  );
}

interface Spot {
  readonly node: Expression;
  readonly unit: FlowUnit;
  /** What is not needed then. */
  readonly edits: readonly Edit[];
}

/** The corrected rate; where a function of one rate corrects it, its only call. */
function correctedAt(context: FixContext): Spot | null {
  const { node } = context.report.site;
  for (const located of allStatements(context.module)) {
    const found = definitionIn(located.statement);
    if (!found || !contains(found.function, node)) continue;
    const [parameter] = found.function.parameters;
    const isOfRate =
      parameter?.target.kind === 'name' &&
      descendants(node).some((each) => each.kind === 'name' && each.name === nameOf(parameter.target));
    if (!isOfRate) continue;
    const [call, ...more] = callsOf({ name: found.name, owner: null }, context);
    const gone = removed(located, context);
    const isOfRateAlone = call?.node.arguments.length === 1 && call.node.arguments[0]!.value.kind !== 'spread';
    return isOfRateAlone && more.length === 0 && gone ? { ...call, edits: [gone] } : null;
  }
  return { ...context.report.site, edits: [] };
}

/** How many of how many the judge passes. */
function shareIn(node: Expression, unit: FlowUnit, context: FixContext): Pick<Share, 'unit' | 'part' | 'whole'> | null {
  for (const each of descendants(node)) {
    const value = assigned(each, unit, context);
    const estimate = context.estimates.find(({ site }) => site.unit === unit && site.node === value);
    const [share, ...more] = (estimate && sharesBehind(estimate, context)) ?? [];
    if (share?.isRate && share.factor === '' && share.place === 'quotient' && !share.isOfArray && more.length === 0)
      return share;
    const scores = scoresAt(value, unit, context);
    if (scores?.isRate && scores.factor === '' && value.kind === 'operation')
      return { unit, part: value.operands[0]!, whole: value.operands[1]! };
  }
  return null;
}

/** With its lines, where the correction was all that it is for. */
function removed({ statement, unit }: Located, context: FixContext): Edit | null {
  const text = unitText(context, unit.cell);
  const span = ownLine(statement, unit, context);
  if (!span || /\bexport\b/.test(text.slice(span.start, statement.end).split('\n')[0]!)) return null;
  const blank = text.slice(span.end).match(/^\r?\n/)?.[0].length ?? 0;
  return replace(context, unit, { start: span.start, end: span.end + blank }, '');
}

/** A standard error over the same divisor: nearly a quarter of the width of the interval that knows of the errors. */
function spreadEdits(node: Expression, unit: FlowUnit, name: string, context: FixContext): readonly Edit[] {
  const text = (each: Expression | undefined) => (each ? textOf(context, unit, each).replace(/[\s()]/g, '') : '');
  const divisor = node.kind === 'operation' && node.operator === '/' ? text(node.operands[1]) : '';
  if (divisor === '') return [];
  return expressionsIn(unit.body)
    .filter(
      (each) =>
        each.kind === 'operation' &&
        each.operator === '/' &&
        each.start > node.end &&
        text(each.operands[1]) === divisor &&
        descendants(each.operands[0]!).some((inner) => inner.kind === 'call' && nameOf(inner.callee) === 'sqrt'),
    )
    .map((each) => replace(context, unit, each, `(${name}.ci[1] - ${name}.ci[0]) / 3.92`));
}
