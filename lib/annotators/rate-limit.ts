import { AppError } from "@/lib/kernel/errors";

/**
 * Requests a minute, by what is asked for; counted per account, or per address of the network for those not signed in. A
 * school or an office is one address: a hundred people may sign in from it at once.
 */
export const LIMITS = {
  /** Everything that is asked with one API key, together. */
  api: 1_200,
  /** Everything else that is asked without a key. */
  open: 6_000,
  nonce: 600,
  signIn: 600,
  key: 30,
  draft: 120,
  import: 30,
  publish: 30,
  claim: 1_200,
  /** Submits and exchanges, each with up to 20 answers: above what a program on a fast machine sends for one account. */
  submit: 6_000,
  verify: 120,
  faucet: 60,
  relay: 10,
  accept: 30,
  challenge: 30,
  /** Webhooks made, tried, and messages sent again. */
  webhook: 60,
  /** Exports ordered, and checksums that are found by writing the file. */
  export: 30,
} as const satisfies Record<string, number>;

export type Limited = keyof typeof LIMITS;

/** Counts requests in fixed windows of a minute, shared by all processes. */
export type RateWindows = {
  /** Counts one more; answers how many there were in this minute, this one included. */
  hit(key: string, minute: bigint): Promise<number>;
  /** Forgets minutes before this one. */
  forget(before: bigint): Promise<void>;
};

/** Minutes kept beside the current one. */
const KEPT_MINUTES = 5n;

/** How a limit stands after a request was counted. */
export type Spent = {
  readonly what: Limited;
  /** Requests that are left in this window; negative when this one is too many. */
  readonly left: number;
  /** Seconds until the window is over. */
  readonly resetS: number;
};

/** Seconds of a window. */
export const WINDOW_S = 60;

/** Counts a request of `who`, whether it is one too many or not. */
export async function count(
  deps: { readonly rates: RateWindows; now(): number },
  what: Limited,
  who: string,
): Promise<Spent> {
  const nowMs = deps.now();
  const minute = BigInt(Math.floor(nowMs / 60_000));
  const hits = await deps.rates.hit(`${what}:${who}`, minute);
  if (hits === 1) await deps.rates.forget(minute - KEPT_MINUTES);
  const resetS = Math.ceil((Number(minute + 1n) * 60_000 - nowMs) / 1000);
  return { what, left: LIMITS[what] - hits, resetS };
}

/** Throws `rate_limited`, with the seconds to wait, when the request was one too many. */
export function checkSpent({ what, left, resetS }: Spent): void {
  if (left >= 0) return;
  const words = `At most ${LIMITS[what]} of these a minute. Wait ${resetS} s.`;
  throw new AppError("rate_limited", words, { retryAfterS: resetS });
}

/** Throws `rate_limited`, with the seconds to wait, when `who` has asked too often this minute. */
export async function spend(
  deps: { readonly rates: RateWindows; now(): number },
  what: Limited,
  who: string,
): Promise<void> {
  checkSpent(await count(deps, what, who));
}

/**
 * The same counts in one process: for what is asked so often that a row in the database would cost more than the answer.
 * With several web processes the limit is that of each.
 */
export function windowsInMemory(): RateWindows {
  const counts = new Map<bigint, Map<string, number>>();
  return {
    hit: async (key, minute) => {
      const window = counts.get(minute) ?? new Map<string, number>();
      counts.set(minute, window);
      const hits = (window.get(key) ?? 0) + 1;
      window.set(key, hits);
      return hits;
    },
    forget: async (before) => {
      for (const minute of counts.keys()) if (minute < before) counts.delete(minute);
    },
  };
}
