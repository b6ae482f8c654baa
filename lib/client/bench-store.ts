import { afterFrame } from "./after-paint";
import type { ClaimReply } from "./bench-api";
import { type Given, isAnswer } from "./given";
import { localStore, type StoredAnswer, type StoredLease, type StoredRelease } from "./local-store";

/** What an earlier visit left behind. */
export type KeptWork = {
  leases: StoredLease[];
  waiting: StoredAnswer[];
  releases: StoredRelease[];
  refused: StoredAnswer[];
};

/** Where the bench keeps leases and what was done with them between visits. */
export type BenchStore = {
  load(nowMs: number): Promise<KeptWork>;
  leased(leases: readonly StoredLease[]): Promise<void>;
  given(given: Given): Promise<void>;
  undone(given: Given): Promise<void>;
  /** Answers and releases that the server has. */
  sent(keys: readonly string[]): Promise<void>;
  refused(answers: readonly StoredAnswer[]): Promise<void>;
};

/** Leases with less than this left are not shown again: the answer could come too late. */
const TOO_SHORT_MS = 20_000;

/**
 * What a claim has brought, as it is kept: in the order it came, behind the `last` that is here. When a lease ends is kept by this
 * device's own clock, however wrong that is.
 */
export function leasesOf(
  { expiresAt, expiresInMs, leases }: ClaimReply,
  owner: string,
  last: number,
  nowMs: number,
): StoredLease[] {
  const told = expiresAt ? Date.parse(expiresAt) : 0;
  const expiresAtMs = typeof expiresInMs === "number" ? nowMs + expiresInMs : told;
  return leases.map((lease, i) => ({ ...lease, owner, expiresAtMs, order: last + 1 + i }));
}

/** The bench's part of the browser's database, for one bounty and one account (`<bountyId>:<address>`). */
export const openBenchStore = (owner: string): BenchStore => behindFrames(storeOf(owner));

/** Writes one after the other, each behind the frame that shows what is written: to begin a write costs as much as to draw. */
function behindFrames(store: BenchStore): BenchStore {
  let last: Promise<unknown> = Promise.resolve();
  const queued =
    <Args extends unknown[]>(write: (...args: Args) => Promise<void>) =>
    (...args: Args): Promise<void> => {
      const mine = Promise.all([new Promise<void>(afterFrame), last]).then(() => write(...args));
      last = mine.catch(() => undefined); // one that failed stops none behind it
      return mine;
    };
  const { load, leased, given, undone, sent, refused } = store;
  return {
    load,
    ...{ leased: queued(leased), given: queued(given), undone: queued(undone) },
    ...{ sent: queued(sent), refused: queued(refused) },
  };
}

function storeOf(owner: string): BenchStore {
  return {
    async load(nowMs) {
      const { leases, answers, releases } = await localStore();
      const [held, kept, back] = await Promise.all([
        leases.where({ owner }).sortBy("order"),
        answers.where({ owner }).sortBy("atMs"),
        releases.where({ owner }).sortBy("atMs"),
      ]);
      const live = held.filter((lease) => lease.expiresAtMs > nowMs + TOO_SHORT_MS);
      await leases.bulkDelete(held.filter((lease) => !live.includes(lease)).map((lease) => lease.token));
      return {
        leases: live,
        waiting: kept.filter((answer) => answer.state === "waiting"),
        releases: back,
        refused: kept.filter((answer) => answer.state === "refused"),
      };
    },
    leased: async (fresh) => void (await (await localStore()).leases.bulkPut([...fresh])),
    async given({ act }) {
      const store = await localStore();
      await store.transaction("rw", store.leases, store.answers, store.releases, async () => {
        await (isAnswer(act) ? store.answers.put(act) : store.releases.put(act));
        await store.leases.delete(act.token);
      });
    },
    async undone({ lease, act }) {
      const store = await localStore();
      await store.transaction("rw", store.leases, store.answers, store.releases, async () => {
        await store.leases.put(lease);
        await (isAnswer(act) ? store.answers : store.releases).delete(act.key);
      });
    },
    async sent(keys) {
      const { answers, releases } = await localStore();
      await Promise.all([answers.bulkDelete([...keys]), releases.bulkDelete([...keys])]);
    },
    refused: async (list) => void (await (await localStore()).answers.bulkPut([...list])),
  };
}
