/** How many of the values (in ascending order) differ from the most frequent one. */
export function rowsOffMode(sorted: Float64Array): number {
  let longest = 0;
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i === sorted.length || sorted[i] !== sorted[start]) {
      longest = Math.max(longest, i - start);
      start = i;
    }
  }
  return sorted.length - longest;
}
