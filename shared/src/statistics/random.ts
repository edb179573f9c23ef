/** A seeded source of random integers: `below(k)` is uniform on 0 … k-1. */
export interface Random {
  below(limit: number): number;
}

/** Chris Doty-Humphrey's sfc32, its state spread from one integer seed and warmed up. Not for secrets. */
export function random(seed: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 15; i++) {
    next();
  }
  // The bias of the multiplication is below limit / 2^32.
  return { below: (limit) => Math.floor((next() / 2 ** 32) * limit) };
}
