/** Of each interval between zeros of the sine. */
const NODES = 128;
/** Terms below this share of 1 are left out. */
const LEAST = 745;

/**
 * P(W > x) of the limit that the Cramér-von Mises statistic has under "the same continuous distribution", by Smirnov's
 * integral (2/π) Σ (-1)^(k-1) ∫ exp(-x t²/2) / sqrt(-t sin t) dt, t from (2k - 1)π to 2kπ. It keeps its precision in the
 * far tail. Source: Smirnov, Matematicheskii Sbornik 2 (1937); the same distribution is tabulated by Anderson and Darling,
 * Annals of Mathematical Statistics 23 (1952).
 */
export function cramerVonMisesTail(x: number): number {
  // Below, where the lower tail is less than 1e-16, the sum would take ever more terms.
  if (x < 0.0025) {
    return 1;
  }
  let sum = 0;
  for (let k = 1; (x * ((2 * k - 1) * Math.PI) ** 2) / 2 < LEAST; k++) {
    sum += (k % 2 === 1 ? 1 : -1) * between(x, (2 * k - 1) * Math.PI);
  }
  return Math.min(1, (2 / Math.PI) * sum);
}

/** The integral from `start` on, by Gauss-Chebyshev: the square roots at both ends are the weight of that rule. */
function between(x: number, start: number): number {
  let sum = 0;
  for (let i = 0; i < NODES; i++) {
    const angle = ((2 * i + 1) * Math.PI) / (2 * NODES);
    const past = Math.PI * Math.sin(angle / 2) ** 2;
    const left = Math.PI * Math.cos(angle / 2) ** 2;
    const t = start + past;
    // -sin t = sin(past), taken from the nearer end.
    sum += Math.exp((-x * t * t) / 2) * Math.sqrt((past * left) / (t * Math.sin(Math.min(past, left))));
  }
  return (Math.PI / NODES) * sum;
}
