import type { Method } from "@/lib/referee/method";

export type TwinCounts = {
  readonly votes: number;
  readonly items: number;
  readonly annotators: number;
  readonly classes: number;
};

/** What the file may take: a browser's tab stands half a gigabyte, and a reader some ten seconds. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_VOTES = 2_000_000;

/**
 * Whether the ONNX file can judge a crowd of this size in a browser; above it the kernel recomputes alone, and whoever
 * shows the result says so. An estimate from counts, bytes of WebAssembly memory at the peak: see the decision record.
 */
export function twinFits(counts: TwinCounts, method: Method = "multi-coin"): boolean {
  return counts.votes <= MOST_VOTES && twinBytes(counts, method) <= MOST_BYTES;
}

/** Bytes the file needs at its peak, about. */
function twinBytes({ votes, items, annotators, classes }: TwinCounts, method: Method = "multi-coin"): number {
  // Inputs and what is derived of them once; rows of items: prior, posteriors, evidence; a row for every annotator and label.
  const perVote = 96;
  const perItemCell = 40;
  const perPairCell = method === "majority" ? 40 : 72;
  return perVote * votes + perItemCell * items * classes + perPairCell * annotators * classes * classes + 48 * 2 ** 20;
}
