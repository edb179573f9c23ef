/** Effects that differ from study to study: their mean with its standard error, and how they spread. */
export interface RandomEffects {
  readonly mean: number;
  readonly se: number;
  /** Variance of the true effects. */
  readonly tau2: number;
  /** Cochran's Q. */
  readonly q: number;
}

/** DerSimonian and Laird's (1986) estimates from effects with standard errors above 0; at least two. */
export function randomEffects(effects: readonly { readonly estimate: number; readonly se: number }[]): RandomEffects {
  const fixed = pooled(effects, 0);
  const q = effects.reduce((sum, { estimate, se }) => sum + ((estimate - fixed.mean) / se) ** 2, 0);
  const scale = fixed.weight - effects.reduce((sum, { se }) => sum + 1 / se ** 4, 0) / fixed.weight;
  const tau2 = Math.max(0, (q - (effects.length - 1)) / scale);
  const { mean, weight } = pooled(effects, tau2);
  return { mean, se: 1 / Math.sqrt(weight), tau2, q };
}

function pooled(effects: readonly { readonly estimate: number; readonly se: number }[], tau2: number) {
  let weight = 0;
  let sum = 0;
  for (const { estimate, se } of effects) {
    const own = 1 / (se * se + tau2);
    weight += own;
    sum += own * estimate;
  }
  return { mean: sum / weight, weight };
}
