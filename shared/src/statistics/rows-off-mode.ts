/** How many of the values differ from the most frequent one. */
export function rowsOffMode(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
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
