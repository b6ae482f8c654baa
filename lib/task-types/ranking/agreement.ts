import { ONE_Q16 } from "@/lib/kernel/q16";
import type { Weighted } from "../task-type";
import { audible, totalWeight } from "../weighted-votes";
import type { RankingAnswer } from "./schema";

/** Up to so many things the nearest ranking is found exactly. */
const EXACT = 8;

/**
 * Kendall's distance with ties, Q16: the share of pairs of things that stand the other way round, a pair that only one of
 * the two ties counting half (Fagin, Kumar, Mahdian, Sivakumar, Vee 2004, "Comparing and aggregating rankings with ties",
 * p = 1/2).
 */
export function rankingDistance({ places: a }: RankingAnswer, { places: b }: RankingAnswer): number {
  const n = a.length;
  let halves = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) halves += Math.abs(order(a, i, j) - order(b, i, j));
  }
  return Math.floor((halves * ONE_Q16) / (n * (n - 1)));
}

/** -1 when i stands before j, 1 after, 0 tied. */
const order = (places: readonly number[], i: number, j: number): number =>
  Math.sign((places[i] ?? 0) - (places[j] ?? 0));

/**
 * The ranking with the least weighted distance to the votes (Kemeny 1959) for up to eight things, by Borda's points beyond;
 * things tie where that costs less, if `ties` allows it. Among equals the payload's order decides.
 */
export function mergeRankings(votes: readonly Weighted<RankingAnswer>[], ties: boolean): RankingAnswer {
  const heard = audible(votes);
  const n = heard[0]?.answer.places.length ?? 0;
  const before = precedence(heard, n);
  return { places: n <= EXACT ? kemeny(before, n, totalWeight(heard), ties) : borda(before, n, ties) };
}

/** [i·n + j] weight that puts i before j. */
function precedence(votes: readonly Weighted<RankingAnswer>[], n: number): Float64Array {
  const before = new Float64Array(n * n);
  for (const { answer, weightQ16 } of votes) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (order(answer.places, i, j) < 0) before[i * n + j] = (before[i * n + j] as number) + weightQ16;
      }
    }
  }
  return before;
}

/** Over sets of things already placed: the cheapest next group. In halves: one order costs the other's weight
 * twice and the ties' once, a tie each order's once. */
function kemeny(before: Float64Array, n: number, whole: number, ties: boolean): number[] {
  const full = (1 << n) - 1;
  const { after, within } = costs(before, n, whole);
  const least = new Float64Array(full + 1).fill(Number.MAX_SAFE_INTEGER);
  const group = new Int32Array(full + 1);
  least[full] = 0;
  for (let placed = full - 1; placed >= 0; placed--) {
    const rest = full & ~placed;
    for (let next = rest; next > 0; next = (next - 1) & rest) {
      if (!ties && (next & (next - 1)) !== 0) continue;
      const cost = (within[next] as number) + after(next, rest & ~next) + (least[placed | next] as number);
      // "≤" while the sets get smaller: among equals the group of the earliest things, and the smaller one, comes first.
      if (cost <= (least[placed] as number)) {
        least[placed] = cost;
        group[placed] = next;
      }
    }
  }
  const places = new Array<number>(n).fill(0);
  for (let placed = 0, place = 0; placed !== full; place++) {
    const next = group[placed] as number;
    for (let i = 0; i < n; i++) if (next & (1 << i)) places[i] = place;
    placed |= next;
  }
  return places;
}

/** What it costs to tie a set of things, and to place one set wholly before another. */
function costs(before: Float64Array, n: number, whole: number) {
  const at = (i: number, j: number) => before[i * n + j] as number;
  const voted = (i: number, j: number) => at(i, j) + at(j, i);
  const within = new Float64Array(1 << n);
  const ahead = new Float64Array(n << n);
  for (let set = 1; set < 1 << n; set++) {
    const last = 31 - Math.clz32(set);
    const rest = set & ~(1 << last);
    within[set] = within[rest] as number;
    for (let i = 0; i < last; i++) if (rest & (1 << i)) within[set] = (within[set] as number) + voted(i, last);
    for (let i = 0; i < n; i++) {
      const alone = 2 * at(last, i) + whole - voted(i, last);
      ahead[(i << n) | set] = (ahead[(i << n) | rest] as number) + alone;
    }
  }
  const after = (first: number, later: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) if (first & (1 << i)) sum += ahead[(i << n) | later] as number;
    return sum;
  };
  return { within, after };
}

function borda(before: Float64Array, n: number, ties: boolean): number[] {
  const points = Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (before[i * n + j] as number) - (before[j * n + i] as number);
    return sum;
  });
  const sorted = points.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value || a.i - b.i);
  const places = new Array<number>(n).fill(0);
  let place = -1;
  sorted.forEach(({ value, i }, k) => {
    if (!ties || value !== sorted[k - 1]?.value) place++;
    places[i] = place;
  });
  return places;
}
