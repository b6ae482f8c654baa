const RETRY_MS = [500, 1000, 2000, 5000, 10_000];
/** A bounty may just have opened, and others give items back. */
const LOOK_MS = [1000, 3000, 10_000, 60_000];

const stepOf = (list: readonly number[], step: number) => list[Math.min(step, list.length - 1)] ?? 10_000;

/** How long to wait after so many requests that did not arrive. */
export const retryMs = (attempt: number): number => stepOf(RETRY_MS, attempt);

/** How soon to look again where nothing was left to answer, after so many looks. */
export const lookMs = (looks: number): number => stepOf(LOOK_MS, looks);
