import type { Covariate } from '../importance-weighted.ts';
import { isList, numbersLike, sameLength, shown } from './checked.ts';
import type { Samples } from './samples.ts';

/** One thing that is known of every row: texts are categories, numbers are continuous. */
export interface CovariateValues {
  readonly real: ArrayLike<string> | ArrayLike<number>;
  readonly synthetic: ArrayLike<string> | ArrayLike<number>;
}

export function covariatesOf(covariates: readonly CovariateValues[], samples: Samples): readonly Covariate[] {
  if (!Array.isArray(covariates) || covariates.length === 0) {
    const found = Array.isArray(covariates) ? 'empty' : shown(covariates);
    throw new TypeError(`covariates is ${found}; expected an array with { real, synthetic } for each covariate`);
  }
  return covariates.map(({ real, synthetic }, i) => {
    const [ofReal, ofSynthetic] = [`covariates[${i}].real`, `covariates[${i}].synthetic`];
    return typeof real[0] === 'string'
      ? {
          kind: 'categorical',
          real: texts(real, ofReal, samples.real.length, 'real'),
          synthetic: texts(synthetic, ofSynthetic, samples.synthetic.length, 'synthetic'),
        }
      : {
          kind: 'continuous',
          real: numbersLike(real as ArrayLike<number>, ofReal, samples.real.length, 'real'),
          synthetic: numbersLike(synthetic as ArrayLike<number>, ofSynthetic, samples.synthetic.length, 'synthetic'),
        };
  });
}

function texts(values: ArrayLike<unknown>, name: string, length: number, other: string): readonly string[] {
  if (!isList(values)) {
    throw new TypeError(`${name} is ${shown(values)}; expected an array of texts`);
  }
  sameLength(values.length, name, length, `like ${other}`);
  return Array.from(values, (value, i) => {
    if (typeof value !== 'string') {
      throw new TypeError(`${name}[${i}] is ${shown(value)}; expected a text, as the first real row has`);
    }
    return value;
  });
}
