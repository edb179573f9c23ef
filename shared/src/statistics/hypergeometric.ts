import type { Random } from './random.ts';

/** Draws how many of `drawn` rows are marked, when `marked` of `total` are; `total` is at most that of the generator. */
export type Hypergeometric = (total: number, marked: number, drawn: number) => number;

/**
 * Hypergeometric draws by inversion, outwards from the mode, so that the time goes with the standard deviation.
 * `most` is the greatest total.
 */
export function hypergeometric(most: number, { below }: Random): Hypergeometric {
  const logFactorial = new Float64Array(most + 1);
  for (let i = 2; i <= most; i++) {
    logFactorial[i] = logFactorial[i - 1]! + Math.log(i);
  }
  const logWays = (of: number, chosen: number) =>
    logFactorial[of]! - logFactorial[chosen]! - logFactorial[of - chosen]!;
  return (total, marked, drawn) => {
    const others = total - marked;
    const least = Math.max(0, drawn - others);
    const greatest = Math.min(marked, drawn);
    const mode = Math.floor(((drawn + 1) * (marked + 1)) / (total + 2));
    let up = Math.exp(logWays(marked, mode) + logWays(others, drawn - mode) - logWays(total, drawn));
    let down = up;
    let left = (below(2 ** 32) + 0.5) / 2 ** 32 - up;
    for (let away = 1; left > 0; away++) {
      const [above, beneath] = [mode + away, mode - away];
      if (above > greatest && beneath < least) {
        return mode; // rounding left a little over
      }
      if (above <= greatest) {
        up *= ((marked - above + 1) * (drawn - above + 1)) / (above * (others - drawn + above));
        left -= up;
        if (left <= 0) {
          return above;
        }
      }
      if (beneath >= least) {
        down *= ((beneath + 1) * (others - drawn + beneath + 1)) / ((marked - beneath) * (drawn - beneath));
        left -= down;
        if (left <= 0) {
          return beneath;
        }
      }
    }
    return mode;
  };
}
