import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { lineBefore } from './line-before.ts';
import { scoresAt } from './scores.ts';

/** Hands weights to the mean that leaves them out: `weightedMean(values, weights)`, with what the rows are worth then. */
export function passWeights(context: FixContext): Fix | null {
  const { weights, estimate } = context.report;
  if (context.finding.rule !== 'unused-weights' || !weights) return null;
  const { node, unit } = estimate.site;
  const scores = scoresAt(node, estimate.site.unit, context);
  const isMadeOnce = namesOf(context).all.filter(({ name, role }) => name === weights.name && role === 'binds').length;
  // the weights are of these rows, each in its place
  if (!scores || scores.isRate || isMadeOnce !== 1 || textOf(context, unit, scores.entries) !== weights.table)
    return null;
  const value = scores.each && textOf(context, unit, scores.each.value);
  const parameter = scores.each && textOf(context, unit, scores.each.parameter);
  const values = value ? `${weights.table}.map((${parameter}) => ${value})` : weights.table;
  const imports = imported(context, [{ module: STATISTICS, names: ['unlessRefused', 'weightedMean'] }]);
  const name = freeName(context, 'weighted');
  const [checked, mean] = [imports.name('unlessRefused'), imports.name('weightedMean')];
  const lines = [
    ...(value
      ? [`const ${name} = ${checked}(`, `  ${mean}(`, `    ${values},`, `    ${weights.name},`, '  ),', ')']
      : [`const ${name} = ${checked}(${mean}(${values}, ${weights.name}))`]),
    `console.log('effective sample size', ${name}.effectiveSampleSize)`,
  ];
  const line = lineBefore(node, unit, lines, context);
  return (
    line && {
      title: `Pass the weights (${weights.name})`,
      kind: 'repair',
      safety: 'suggested',
      edits: [...imports.edits, line, replace(context, unit, node, `${scores.factor}${name}.estimate`)],
    }
  );
}
