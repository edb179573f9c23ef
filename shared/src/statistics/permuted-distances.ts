import { tied } from './cramer-von-mises.ts';
import type { Pool } from './pool.ts';

/**
 * The distances of the two distribution functions that one permutation test takes together: as `ksStatistic`,
 * `energyDistance`, `cramerVonMisesRanks` and `andersonDarlingDistance` (with its `weights`) have them, the second squared
 * and without its factor. In one pass, which takes half the time of four.
 */
export function permutedDistances(
  { values, ends, first, second }: Pool,
  marked: Uint32Array,
  weights: Float64Array,
): readonly [ks: number, energy: number, cramerVonMises: number, andersonDarling: number] {
  const total = first + second;
  let ofFirst = 0;
  let start = 0;
  let before = 0;
  let greatest = 0;
  let energy = 0;
  let ofRanks = 0;
  let ofOtherRanks = 0;
  let weighted = 0;
  for (let i = 0; i < ends.length; i++) {
    const rows = marked[i]!;
    const end = ends[i]!;
    const below = ofFirst + rows / 2;
    const othersBelow = (start + end) / 2 - below;
    const others = end - start - rows;
    ofRanks += rows * othersBelow * othersBelow;
    ofOtherRanks += others * below * below;
    if (end - start > 1) {
      ofRanks += tied(rows);
      ofOtherRanks += tied(others);
    }
    ofFirst += rows;
    start = end;
    const distance = ofFirst * total - end * first;
    const square = distance * distance;
    const halfway = before + distance;
    weighted += halfway * halfway * weights[i]!;
    before = distance;
    if (distance !== 0) {
      greatest = Math.max(greatest, Math.abs(distance));
      energy += square * (values[i + 1]! - values[i]!);
    }
  }
  return [greatest, energy, first * ofRanks + second * ofOtherRanks, weighted];
}
