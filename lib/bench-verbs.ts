import type { House } from "./compose";
import type { Caller } from "./kernel/caller";

export type BenchVerb = {
  readonly method: "GET" | "POST";
  /** `input` is the body with the path's `bountyId`; of a GET only that. */
  run(house: House, caller: Caller, input: unknown): Promise<unknown>;
};

/**
 * What a bench asks of the server while somebody labels: `/api/v1/bounties/{bountyId}/{name}`. One list for the two doors
 * it is served through: the web process itself (see `web.ts`) and, where Next runs alone, its route handlers.
 */
export const BENCH_VERBS = {
  /** Leases up to {count} items to the caller. */
  claim: { method: "POST", run: ({ assignments }, caller, input) => assignments.claim(caller, input) },
  /** Takes signed answers: {keyId, signature, answers}. Sent again, they count once. */
  submit: { method: "POST", run: ({ annotations }, caller, input) => annotations.submit(caller, input) },
  /** Takes signed answers and leases the next {count} items, in one transaction. */
  exchange: { method: "POST", run: ({ annotations }, caller, input) => annotations.exchange(caller, input) },
  /** Gives leases back: {tokens, reason: "skip" | "return"}. */
  release: { method: "POST", run: ({ assignments }, caller, input) => assignments.release(caller, input) },
  /** How far the caller is in this bounty, and what it may earn. */
  progress: { method: "GET", run: ({ annotations }, caller, input) => annotations.progress(caller, input) },
} as const satisfies Record<string, BenchVerb>;

export type BenchVerbName = keyof typeof BENCH_VERBS;
