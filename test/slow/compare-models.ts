/** Settings in which two models are scored on the same rows. */
import { clustersOf, type Design, latentSides, type Sizes, values } from './compare-draws.ts';
import { FACTORS, named, type Setting, SHAPES, shiftedRates } from './compare-setting.ts';
import { binary, type Law, moved } from './laws.ts';
import { RATES } from './simulation.ts';

/** The second model's score on a row, from the first one's. */
interface Second {
  readonly name: string;
  score(first: number, normal: () => number): number;
  /** Its mean, from the first one's. */
  mean(first: number): number;
}

/** Right and wrong: how the models agree. `p` is the real rows' rate of the first. */
function seconds(p: number): readonly Second[] {
  const own = binary(p);
  return [
    { name: 'unlike models', score: (_, normal) => own.draw(normal(), normal), mean: () => p },
    {
      name: 'models that agree on 9 of 10 rows or more',
      // Normal numbers are above 1.2816 one time in ten, and above 1.6449 one time in twenty.
      score: (first, normal) => (normal() > 1.2816 ? own.draw(normal(), normal) : first),
      mean: (first) => 0.9 * first + 0.1 * p,
    },
    {
      name: 'one model fails where the other passes, on 1 of 20 rows',
      score: (first, normal) => (normal() > 1.6449 ? 0 : first),
      mean: (first) => 0.95 * first,
    },
  ];
}

const ALIKE: Second = {
  name: 'correlation 0.6',
  score: (first, normal) => 0.6 * first + 0.8 * normal(),
  mean: (first) => 0.6 * first,
};

export function differenceSettings(n: number): readonly Setting[] {
  return (['rows', 'clusters', 'pairs'] as const).flatMap((design) => [
    ...SHAPES.flatMap(({ law, kind }) =>
      settings(design, n, { real: law, synthetic: moved(law, 0.5) }, ALIKE, { kind, p: Number.NaN }),
    ),
    ...RATES.flatMap((p) =>
      seconds(p)
        // Clusters are averaged, however the models agree.
        .filter((_, i) => design === 'rows' || i === 1)
        .flatMap((second) => {
          const laws = { real: binary(p), synthetic: binary(shiftedRates(p)[1]!) };
          return settings(design, n, laws, second, { kind: 'binary', p, part: 0.25 }).slice(-1);
        }),
    ),
  ]);
}

function settings(
  design: Design,
  n: number,
  laws: { readonly real: Law; readonly synthetic: Law },
  second: Second,
  what: Pick<Setting, 'kind' | 'p' | 'part'>,
): readonly Setting[] {
  const ofReal = laws.real.mean - second.mean(laws.real.mean);
  const ofSynthetic = laws.synthetic.mean - second.mean(laws.synthetic.mean);
  return (design === 'pairs' ? [1] : FACTORS).map((factor) => {
    const sizes: Sizes = { real: n, synthetic: factor * n };
    return {
      of: named('difference', design),
      sizes,
      name: `${laws.real.name}, ${second.name}`,
      truth: { shift: ofSynthetic - ofReal, real: ofReal },
      draw(normal) {
        const latent = latentSides(design, sizes, normal);
        const real = values(laws.real, latent.real, normal);
        const synthetic = values(laws.synthetic, latent.synthetic, normal);
        const versus = (scores: Float64Array) => scores.map((score) => second.score(score, normal));
        return {
          real,
          synthetic,
          estimand: 'mean',
          clusters: clustersOf(design, latent),
          versus: { real: versus(real), synthetic: versus(synthetic) },
          regression: null,
        };
      },
      ...what,
    };
  });
}
