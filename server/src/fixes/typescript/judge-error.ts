import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { descendants } from '../../flow/walk.ts';
import { type FixContext, replace } from '../fix-context.ts';
import { labelled } from './carry-labels.ts';
import { freeName, imported, STATISTICS } from './imports.ts';
import { judgedRows } from './judge-field.ts';
import { lineBefore } from './line-before.ts';
import { scoresAt } from './scores.ts';
import { assigned } from './values.ts';

/**
 * Carries how sure the judge's sensitivity and specificity are into the corrected rate: they are counted in the human
 * labels on the rows themselves, by `judgeCorrected`, instead of being numbers without an error.
 */
export function countJudgeError(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'fixed-judge-error') return null;
  const { node, unit } = report.site;
  const raw = descendants(node)
    .map((each) => assigned(each, unit, context))
    .map((each) => scoresAt(each, unit, context))
    .find((scores) => scores?.isRate);
  const found = raw && labelled(raw, context);
  if (!found || !judgedRows(raw, context)) return null;
  const imports = imported(context, [{ module: STATISTICS, names: ['judgeCorrected', 'judgedRows', 'unlessRefused'] }]);
  const name = freeName(context, 'rate');
  const line = lineBefore(
    node,
    unit,
    [
      `const ${name} = ${imports.name('unlessRefused')}(`,
      `  ${imports.name('judgeCorrected')}(`,
      `    ${imports.name('judgedRows')}(`,
      `      ${found.judged.with(found.human.path)},`,
      `      ${found.judged.judge},`,
      '    ),',
      '  ),',
      ')',
    ],
    context,
  );
  return (
    line && {
      title: `Count the judge's errors in the human labels in "${found.human.path}", with an interval`,
      kind: 'repair',
      safety: 'suggested',
      edits: [...imports.edits, line, replace(context, unit, node, `${name}.estimate`)],
    }
  );
}
