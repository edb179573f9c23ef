import type { Estimate } from '../flow/observation.ts';
import { samePlace } from '../provenance/trace.ts';
import type { FixContext } from './fix-context.ts';

/** The estimate of a finding with those worked out from it by hand (`rate * (1 - rate) / n`), or that it was worked out from. */
export function relatedEstimates({ report, estimates }: FixContext): readonly Estimate[] {
  const root = rootOf(report.estimate);
  const related = estimates.filter(
    (other) => other.site.unit === root.site.unit && samePlace(rootOf(other).site.place, root.site.place),
  );
  const others = related.filter(({ site }) => !samePlace(site.place, root.site.place));
  const distinct = others.filter(
    (a, index) => others.findIndex((b) => samePlace(a.site.place, b.site.place)) === index,
  );
  return [root, ...distinct];
}

const rootOf = (estimate: Estimate): Estimate => estimate.of ?? estimate;
