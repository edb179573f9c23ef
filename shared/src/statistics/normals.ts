import type { Random } from './random.ts';

/** Draws from a standard normal, by Marsaglia's polar method. */
export function normals({ below }: Random): () => number {
  const side = () => ((below(2 ** 32) + 0.5) / 2 ** 32) * 2 - 1;
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const draw = spare;
      spare = undefined;
      return draw;
    }
    for (;;) {
      const x = side();
      const y = side();
      const square = x * x + y * y;
      if (square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * scale;
        return x * scale;
      }
    }
  };
}
