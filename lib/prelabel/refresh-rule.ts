const MIN_NEW_LABELS = 8;
const MIN_GROWTH = 0.2;

/**
 * Whether enough was learned since the last version to fit the next: at least 8 new labels and 20 % more. The second
 * half keeps the number of versions logarithmic in the number of items.
 */
export function worthRefreshing(labelled: number, labelledBefore: number): boolean {
  return labelled - labelledBefore >= Math.max(MIN_NEW_LABELS, labelledBefore * MIN_GROWTH);
}
