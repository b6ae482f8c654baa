/** Spearman's rank correlation, ties sharing their mean rank; null where one side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length + 1) / 2;
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, rank, i) => sum + (rank - middle) * ((q[i] ?? middle) - middle), 0);
  const scale = Math.sqrt(product(x, x) * product(y, y));
  return scale === 0 ? null : product(x, y) / scale;
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) found[order[i] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return found;
}
