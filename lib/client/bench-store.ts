import { localStore, type StoredAnswer, type StoredLease } from "./local-store";

/** Where the bench keeps leases and answers between visits. */
export type BenchStore = {
  load(nowMs: number): Promise<{ leases: StoredLease[]; waiting: StoredAnswer[]; refused: StoredAnswer[] }>;
  leased(leases: readonly StoredLease[]): Promise<void>;
  answered(answer: StoredAnswer): Promise<void>;
  undone(answer: StoredAnswer, lease: StoredLease): Promise<void>;
  dropped(tokens: readonly string[]): Promise<void>;
  sent(keys: readonly string[]): Promise<void>;
  refused(answers: readonly StoredAnswer[]): Promise<void>;
};

/** Leases with less than this left are not shown again: the answer could come too late. */
const TOO_SHORT_MS = 20_000;

/** The bench's part of the browser's database, for one bounty and one account (`<bountyId>:<address>`). */
export function openBenchStore(owner: string): BenchStore {
  return {
    async load(nowMs) {
      const { leases, answers } = await localStore();
      const [held, kept] = await Promise.all([
        leases.where({ owner }).sortBy("order"),
        answers.where({ owner }).sortBy("atMs"),
      ]);
      const live = held.filter((lease) => lease.expiresAtMs > nowMs + TOO_SHORT_MS);
      await leases.bulkDelete(held.filter((lease) => !live.includes(lease)).map((lease) => lease.token));
      return {
        leases: live,
        waiting: kept.filter((answer) => answer.state === "waiting"),
        refused: kept.filter((answer) => answer.state === "refused"),
      };
    },
    leased: async (fresh) => void (await (await localStore()).leases.bulkPut([...fresh])),
    async answered(answer) {
      const { leases, answers } = await localStore();
      await answers.put(answer);
      await leases.delete(answer.token);
    },
    async undone(answer, lease) {
      const { leases, answers } = await localStore();
      await leases.put(lease);
      await answers.delete(answer.key);
    },
    dropped: async (tokens) => (await localStore()).leases.bulkDelete([...tokens]),
    sent: async (keys) => (await localStore()).answers.bulkDelete([...keys]),
    refused: async (list) => void (await (await localStore()).answers.bulkPut([...list])),
  };
}
