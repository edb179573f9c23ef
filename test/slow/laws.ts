/** Distributions that the simulations of `compare` draw from. */
import { normalQuantile } from '../../shared/src/statistics/normal-quantile.ts';
import { normalTail } from '../../shared/src/statistics/normal-tail.ts';

/** A distribution whose draws come from a standard normal number, so that alike numbers give alike draws. */
export interface Law {
  readonly name: string;
  readonly mean: number;
  /** Rises with `z`, a draw from a standard normal; `normal` gives further ones. */
  draw(z: number, normal: () => number): number;
}

/** These four have a mean of 0 and a standard deviation of 1. */
export const NORMAL: Law = { name: 'normal', mean: 0, draw: (z) => z };

export const UNIFORM: Law = { name: 'uniform', mean: 0, draw: (z) => (0.5 - normalTail(z)) * Math.sqrt(12) };

export const EXPONENTIAL: Law = { name: 'exponential', mean: 0, draw: (z) => -Math.log(normalTail(z)) - 1 };

export const STUDENT: Law = {
  name: 't(5)',
  mean: 0,
  draw: (z, normal) => (z * Math.sqrt(3)) / Math.hypot(normal(), normal(), normal(), normal(), normal()),
};

/** Times `scale`, and further up by `shift`. */
export function moved({ name, mean, draw }: Law, shift: number, scale = 1): Law {
  return { name, mean: scale * mean + shift, draw: (z, normal) => scale * draw(z, normal) + shift };
}

/** Ones with probability `p`, else zeros. */
export function binary(p: number): Law {
  return { ...discrete([1 - p, p], [0, 1]), name: `p ${p}` };
}

/** Points of a win rate `p`: ties are three quarters as frequent as the rarer of wins and losses would be without them. */
export function points(p: number): Law {
  const ties = 0.75 * Math.min(p, 1 - p);
  return { ...discrete([1 - p - ties / 2, ties, p - ties / 2], [0, 0.5, 1]), name: `win rate ${p}` };
}

/** Ratings from 1 to 5 with these probabilities. */
export function ratings(name: string, probabilities: readonly number[]): Law {
  return { ...discrete(probabilities, [1, 2, 3, 4, 5]), name };
}

/** A draw from `second` with probability `share`, else from `first`. */
export function mixed(first: Law, second: Law, share: number): Law {
  const isSecond = share <= 0 ? () => false : share >= 1 ? () => true : chance(share);
  return {
    name: first.name,
    mean: first.mean + share * (second.mean - first.mean),
    draw: (z, normal) => (isSecond(normal) ? second : first).draw(z, normal),
  };
}

function chance(share: number): (normal: () => number) => boolean {
  const bound = normalQuantile(share);
  return (normal) => normal() > bound;
}

function discrete(probabilities: readonly number[], values: readonly number[]): Omit<Law, 'name'> {
  let above = 1;
  // The bound of z from which on the value is drawn.
  const bounds = probabilities.map((probability, i) => {
    const bound = i === 0 ? Number.NEGATIVE_INFINITY : normalQuantile(above);
    above -= probability;
    return bound;
  });
  return {
    mean: probabilities.reduce((sum, probability, i) => sum + probability * values[i]!, 0),
    draw(z) {
      let i = values.length - 1;
      while (z < bounds[i]!) {
        i--;
      }
      return values[i]!;
    },
  };
}
