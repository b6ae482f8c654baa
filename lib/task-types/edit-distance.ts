/**
 * Levenshtein distance of two lists of symbols: fewest insertions, deletions and replacements. O(n·m) time after equal ends
 * are cut off, O(n) memory. Own, because the usual packages count UTF-16 units: a different unit is half a face.
 */
export function editDistance(a: readonly number[], b: readonly number[]): number {
  let from = 0;
  let endA = a.length;
  let endB = b.length;
  while (from < endA && from < endB && a[from] === b[from]) from++;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [short, long] =
    endA - from <= endB - from
      ? [a.slice(from, endA), b.slice(from, endB)]
      : [b.slice(from, endB), a.slice(from, endA)];
  const row = Int32Array.from({ length: short.length + 1 }, (_, i) => i);
  for (let j = 1; j <= long.length; j++) {
    let diagonal = row[0] as number;
    row[0] = j;
    for (let i = 1; i <= short.length; i++) {
      const above = row[i] as number;
      const replaced = diagonal + (short[i - 1] === long[j - 1] ? 0 : 1);
      row[i] = Math.min(replaced, above + 1, (row[i - 1] as number) + 1);
      diagonal = above;
    }
  }
  return row[short.length] as number;
}
