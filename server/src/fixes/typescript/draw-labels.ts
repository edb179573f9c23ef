import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { relatedEstimates } from '../related.ts';
import { carryLabels, corrected, estimateEdits, namesFor } from './carry-labels.ts';
import { freeName, type Imports, imported, STATISTICS } from './imports.ts';
import { isArray, judgedRows } from './judge-field.ts';
import { isParameter, scoresBehind } from './mean-helper.ts';
import { parameterText } from './row-fields.ts';
import type { Scores } from './scores.ts';

/**
 * Where people have labelled nothing: draws rows for them to label into `to_label.csv`, and carries what they write there
 * into the mean. Until then the program stops there and says so.
 */
export function drawLabels(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'uncalibrated-judge' || report.estimate.framework || carryLabels(context)) return null;
  const [root] = relatedEstimates(context);
  const [scores, ...others] = (root && scoresBehind(root, context)) ?? [];
  if (!scores || others.length > 0 || !isArray(scores.entries)) return null;
  // a function that is called with other rows each time would draw from all of them into one file
  if (isParameter(scores.entries, scores.unit, context)) return null;
  const rows = textOf(context, scores.unit, judgedRows(scores, context)?.rows ?? scores.entries);
  const helper = freeName(context, 'humanLabels');
  const isTyped = /\.[mc]?tsx?$/.test(context.document.uri);
  const imports = imported(
    context,
    [
      { module: 'node:fs', names: ['existsSync', 'readFileSync', 'writeFileSync'] },
      { module: STATISTICS, names: [...namesFor(scores.isRate), 'labellingSheet', 'labelsIn'] },
    ],
    (name) => helperText(helper, name, isTyped, context),
  );
  const call = `${helper}(${rows}, ${SIZE})`;
  const edits = estimateEdits(context, scores, corrected(scores.isRate, imports, call, judgeText(scores, context)));
  if (!edits) return null;
  return {
    title: `Draw ${SIZE} rows for people to label (to_label.csv), and correct with their labels`,
    kind: 'repair',
    safety: 'suggested',
    edits: [
      ...imports.edits,
      ...edits.map((edit) => {
        const at = edit.newText.indexOf(call);
        const end = at + call.length - 1;
        return at < 0 ? edit : { ...edit, tabStops: [{ start: end - SIZE.length, end }] };
      }),
    ],
  };
}

/** Half the width of the interval is then some 0.1 at worst. */
const SIZE = '100';

/** The judge's scores as an array of numbers, or of true and false. */
function judgeText({ entries, each, unit }: Scores, context: FixContext): string {
  const array = textOf(context, unit, entries);
  if (!each) return array;
  const value = textOf(context, unit, each.value);
  return `${array}.map((${parameterText(each.parameter, unit, context)}) => ${each.value.kind === 'conditional' ? `(${value})` : value})`;
}

function helperText(helper: string, name: Imports['name'], isTyped: boolean, { document }: FixContext): string {
  const text = document.units.map((unit) => unit.text).join('\n');
  const quote = (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
  const end = /;[ \t]*$/m.test(text) ? ';' : '';
  const [rows, size, result] = isTyped
    ? ['rows: readonly unknown[]', 'size: number', ': (number | null)[]']
    : ['rows', 'size', ''];
  return `/** What people wrote into to_label.csv, a random part of the rows that is drawn when there is none; null for the others. */
function ${helper}(${rows}, ${size})${result} {
  const file = ${quote}to_label.csv${quote}${end}
  if (!${name('existsSync')}(file)) ${name('writeFileSync')}(file, ${name('labellingSheet')}(rows, size))${end}
  return ${name('labelsIn')}(${name('readFileSync')}(file, ${quote}utf8${quote}), rows.length)${end}
}
`;
}
