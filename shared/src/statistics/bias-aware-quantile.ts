import { normalTail } from './normal-tail.ts';

/** The `level` quantile of |N(t, 1)|, t >= 0: how many standard errors cover a bias of up to t of them. */
export function biasAwareQuantile(t: number, level: number): number {
  const missed = (c: number) => normalTail(c - t) + normalTail(c + t);
  let low = 0;
  let high = t + 40;
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) {
      break;
    }
    if (missed(middle) > 1 - level) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
