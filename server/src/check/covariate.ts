import { cellValue } from '@unpool/shared/data/cell-value.ts';
import type { Samples } from '@unpool/shared/data/sample.ts';
import type { Covariate } from '@unpool/shared/statistics/importance-weighted.ts';

/** Numbers with more different values than this are no categories. */
const MOST_CATEGORIES = 10;

/** A column by which rows are weighted: numbers with many different values are continuous, all else is categories. */
export function covariateOf(samples: Samples, column: string): Covariate {
  const real = samples.real.labels.get(column)!;
  const synthetic = samples.synthetic.labels.get(column)!;
  const different = new Set([...real, ...synthetic]);
  const isContinuous =
    different.size > MOST_CATEGORIES && [...different].every((text) => Number.isFinite(numberIn(text)));
  return isContinuous
    ? { kind: 'continuous', real: Float64Array.from(real, numberIn), synthetic: Float64Array.from(synthetic, numberIn) }
    : { kind: 'categorical', real, synthetic };
}

function numberIn(text: string): number {
  const value = cellValue(text);
  return value.kind === 'number' ? value.number : Number.NaN;
}
