import { type Comparison, type ComparisonOptions, compareSamples } from './compare-samples.ts';
import { finish } from './finish.ts';

/** The comparison of two samples, all steps of it, by the mean unless an option says otherwise. */
export function compare(
  real: readonly number[],
  synthetic: readonly number[],
  options: Partial<ComparisonOptions>,
): Comparison {
  const all: ComparisonOptions = { estimand: 'mean', margin: undefined, alpha: 0.05, seed: 1, ...options };
  return finish(compareSamples(Float64Array.from(real), Float64Array.from(synthetic), all));
}
