/** Settings in which synthetic rows have other covariates, and else are like real ones: weighting by them is right. */
import { normalQuantile } from '../../shared/src/statistics/normal-quantile.ts';
import { normalTail } from '../../shared/src/statistics/normal-tail.ts';
import type { Drawn, Setting } from './compare-setting.ts';
import { binary, EXPONENTIAL, type Law, moved, NORMAL, UNIFORM } from './laws.ts';

/** Real and synthetic rows by category. */
const MIX = { real: [0.5, 0.3, 0.2], synthetic: [0.2, 0.3, 0.5] } as const;
/** How frequent the rarer outcome is in each category, in parts of its rate in all real rows. */
const RARER = [0.6, 1.1, 1.85] as const;
/** Mean of a continuous covariate in the real rows; 0 in the synthetic ones. */
const AHEAD = 0.5;

export function weightedSettings(n: number): readonly Setting[] {
  return [
    ...[0.05, 0.2, 0.5, 0.8, 0.95].flatMap((p) => {
      const rarer = Math.min(p, 1 - p);
      const laws = RARER.map((part) => binary(p < 0.5 ? part * rarer : 1 - part * rarer));
      // Of ones at the covariate x: Phi(a + 0.5 x), which is p on average over the real rows.
      const a = -normalQuantile(p) * Math.hypot(1, 0.5) - 0.5 * AHEAD;
      const one = (x: number, normal: () => number) => Number(normal() < a + 0.5 * x);
      return [
        {
          ...common(n, 'frequency'),
          kind: 'binary',
          p,
          name: `p ${p}`,
          truth: real(p),
          draw: byCategory('proportion', n, laws),
        },
        {
          ...common(n, 'odds'),
          kind: 'binary',
          p,
          name: `p ${p}`,
          truth: real(p),
          draw: byNumber('proportion', n, one),
        },
      ] as const;
    }),
    ...([NORMAL, UNIFORM, EXPONENTIAL] as const).flatMap((law) => {
      const kind = law === EXPONENTIAL ? 'apart' : 'continuous';
      const laws = [moved(law, -0.5), law, moved(law, 1)];
      const mean = -0.5 * MIX.real[0] + MIX.real[2];
      const linear = (x: number, normal: () => number) => 0.5 * x + law.draw(normal(), normal);
      return [
        {
          ...common(n, 'frequency'),
          kind,
          p: Number.NaN,
          name: law.name,
          truth: real(mean),
          draw: byCategory('mean', n, laws),
        },
        {
          ...common(n, 'odds'),
          kind,
          p: Number.NaN,
          name: law.name,
          truth: real(0.5 * AHEAD),
          draw: byNumber('mean', n, linear),
        },
      ] as const;
    }),
  ];
}

function common(n: number, by: string) {
  return { of: `weighted by ${by}`, sizes: { real: n, synthetic: 5 * n }, part: by === 'odds' ? 0.25 : 1 } as const;
}

function real(mean: number): Setting['truth'] {
  return { shift: Number.NaN, real: mean };
}

function byCategory(estimand: Drawn['estimand'], n: number, laws: readonly Law[]): Setting['draw'] {
  return (normal) => {
    const names = ['a', 'b', 'c'];
    const side = (rows: number, [first, second]: readonly [number, number, number]) =>
      Array.from({ length: rows }, () => {
        const u = normalTail(normal());
        return u < first ? 0 : u < first + second ? 1 : 2;
      });
    const codes = { real: side(n, MIX.real), synthetic: side(5 * n, MIX.synthetic) };
    const drawn = (of: readonly number[]) => Float64Array.from(of, (code) => laws[code]!.draw(normal(), normal));
    const named = (of: readonly number[]) => of.map((code) => names[code]!);
    return {
      ...rows(estimand, drawn(codes.real), drawn(codes.synthetic)),
      covariates: [{ kind: 'categorical', real: named(codes.real), synthetic: named(codes.synthetic) }],
    };
  };
}

function byNumber(
  estimand: Drawn['estimand'],
  n: number,
  value: (x: number, normal: () => number) => number,
): Setting['draw'] {
  return (normal) => {
    const covariate = {
      kind: 'continuous',
      real: Float64Array.from({ length: n }, () => normal() + AHEAD),
      synthetic: Float64Array.from({ length: 5 * n }, normal),
    } as const;
    const drawn = (x: Float64Array) => x.map((one) => value(one, normal));
    return { ...rows(estimand, drawn(covariate.real), drawn(covariate.synthetic)), covariates: [covariate] };
  };
}

function rows(estimand: Drawn['estimand'], real: Float64Array, synthetic: Float64Array): Drawn {
  return { real, synthetic, estimand, clusters: null, versus: null, regression: null };
}
