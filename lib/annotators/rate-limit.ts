import { AppError } from "@/lib/kernel/errors";

/** Requests a minute, by what is asked for; counted per account, or per address of the network for those not signed in. */
export const LIMITS = {
  nonce: 60,
  signIn: 30,
  key: 30,
  draft: 120,
  import: 30,
  publish: 30,
  claim: 600,
  submit: 1_200,
  verify: 120,
  faucet: 60,
  relay: 10,
  accept: 30,
  challenge: 30,
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

/** Throws `rate_limited`, with the seconds to wait, when `who` has asked too often this minute. */
export async function spend(
  deps: { readonly rates: RateWindows; now(): number },
  what: Limited,
  who: string,
): Promise<void> {
  const nowMs = deps.now();
  const minute = BigInt(Math.floor(nowMs / 60_000));
  const count = await deps.rates.hit(`${what}:${who}`, minute);
  if (count === 1) await deps.rates.forget(minute - KEPT_MINUTES);
  if (count <= LIMITS[what]) return;
  const waitS = Math.ceil((Number(minute + 1n) * 60_000 - nowMs) / 1000);
  throw new AppError("rate_limited", `At most ${LIMITS[what]} of these a minute. Wait ${waitS} s.`);
}
