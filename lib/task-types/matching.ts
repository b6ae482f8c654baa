/** A possible pair of a left and a right thing and what it is worth, an integer above 0. */
export type Pairing = { readonly left: number; readonly right: number; readonly value: number };

/**
 * The largest sum of values of pairs in which every thing occurs at most once (maximum-weight bipartite matching; Kuhn
 * 1955, Munkres 1957). Exact in integers: things that overlap nothing cost nothing, each connected group is solved alone.
 */
export function bestMatching(pairs: readonly Pairing[]): number {
  let sum = 0;
  for (const group of connected(pairs)) {
    const [only] = group;
    sum += group.length === 1 && only ? only.value : hungarian(group);
  }
  return sum;
}

function connected(pairs: readonly Pairing[]): Pairing[][] {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    while ((parent.get(at) ?? at) !== at) at = parent.get(at) ?? at;
    parent.set(name, at);
    return at;
  };
  for (const { left, right } of pairs) parent.set(root(`l${left}`), root(`r${right}`));
  const groups = new Map<string, Pairing[]>();
  for (const pair of pairs) {
    const name = root(`l${pair.left}`);
    const group = groups.get(name);
    if (group) group.push(pair);
    else groups.set(name, [pair]);
  }
  return [...groups.values()];
}

/** Shortest augmenting paths with potentials over the square matrix of one group; absent pairs are worth 0. */
function hungarian(group: readonly Pairing[]): number {
  const lefts = [...new Set(group.map(({ left }) => left))];
  const rights = [...new Set(group.map(({ right }) => right))];
  const n = Math.max(lefts.length, rights.length);
  const value = new Float64Array((n + 1) * (n + 1));
  for (const pair of group) {
    value[(lefts.indexOf(pair.left) + 1) * (n + 1) + rights.indexOf(pair.right) + 1] = pair.value;
  }
  const rowOf = assign(n, (i, j) => -(value[i * (n + 1) + j] as number));
  let sum = 0;
  for (let j = 1; j <= n; j++) sum += value[(rowOf[j] as number) * (n + 1) + j] as number;
  return sum;
}

/** [column 1..n] the row that costs least in all; integers in float cells, exact below 2^53. */
function assign(n: number, cost: (row: number, column: number) => number): Int32Array {
  const rowOf = new Int32Array(n + 1);
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  for (let row = 1; row <= n; row++) {
    const way = new Int32Array(n + 1);
    const least = new Float64Array(n + 1).fill(Number.MAX_SAFE_INTEGER);
    const used = new Uint8Array(n + 1);
    rowOf[0] = row;
    let column = 0;
    while ((rowOf[column] as number) !== 0) column = step(n, column, { cost, rowOf, u, v, way, least, used });
    while (column !== 0) {
      const before = way[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    }
  }
  return rowOf;
}

type Search = {
  cost(row: number, column: number): number;
  readonly rowOf: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly way: Int32Array;
  readonly least: Float64Array;
  readonly used: Uint8Array;
};

/** Grows the tree of alternating paths by the nearest column and moves the potentials; returns that column. */
function step(n: number, column: number, { cost, rowOf, u, v, way, least, used }: Search): number {
  used[column] = 1;
  const row = rowOf[column] as number;
  let delta = Number.MAX_SAFE_INTEGER;
  let nearest = 0;
  for (let j = 1; j <= n; j++) {
    if (used[j]) continue;
    const reduced = cost(row, j) - (u[row] as number) - (v[j] as number);
    if (reduced < (least[j] as number)) {
      least[j] = reduced;
      way[j] = column;
    }
    if ((least[j] as number) < delta) {
      delta = least[j] as number;
      nearest = j;
    }
  }
  for (let j = 0; j <= n; j++) {
    if (used[j]) {
      const at = rowOf[j] as number;
      u[at] = (u[at] as number) + delta;
      v[j] = (v[j] as number) - delta;
    } else least[j] = (least[j] as number) - delta;
  }
  return nearest;
}
