// A server that forgets nothing, and a browser's database, for benches that come and go.
import { OfflineError } from "@/lib/client/api";
import { BenchEngine } from "@/lib/client/bench-engine";
import type { EngineParts } from "@/lib/client/bench-parts";
import type { BenchStore } from "@/lib/client/bench-store";
import { isAnswer } from "@/lib/client/given";
import type { StoredAnswer, StoredLease, StoredRelease } from "@/lib/client/local-store";
import type { SubmitKey } from "@/lib/client/session-key";
import { signedAnswers } from "@/lib/client/signed-answers";

export const PROGRESS = { answered: 0, waiting: 0, skipped: 0, itemsLeft: 0 };

const KEY: SubmitKey = { keyId: "cd".repeat(32), sign: async () => "signature" };

type Sent = { readonly token: string; readonly key: string; readonly answer: unknown };

/** A server with `items` items, and the browser's database; both outlive the engine. */
export function world(first: number) {
  let items = first;
  const [answered, released] = [new Map<string, Sent>(), new Set<string>()];
  const outcomes: string[] = [];
  const [leases, answers, releases] = [
    new Map<string, StoredLease>(),
    new Map<string, StoredAnswer>(),
    new Map<string, StoredRelease>(),
  ];
  const line = { up: true };
  let issued = 0;
  const through = async () => {
    if (!line.up) throw new OfflineError("no line");
  };
  const take = ({ token, key, answer }: Sent) => {
    const first = answered.get(token);
    if (!first) answered.set(token, { token, key, answer });
    const outcome = !first ? "counted" : first.key === key ? "again" : "conflict";
    outcomes.push(outcome);
    return { token, outcome };
  };
  const deal = (count: number) => {
    const more = Math.min(count, items - issued);
    const dealt = Array.from({ length: more }, (_, i) => ({
      ...{ token: `t${issued + i}`, item: "ab".repeat(32) },
      ...{ payload: null, blind: false },
    }));
    issued += more;
    const expiresAt = more > 0 ? new Date(Date.now() + 600_000).toISOString() : null;
    return { outcome: more > 0 ? "ok" : "none-left", leases: dealt, expiresAt, model: null, progress: PROGRESS };
  };
  const api = {
    claim: async (count: number) => {
      await through();
      return deal(count);
    },
    submit: async (signed: { answers: readonly Sent[] }) => {
      await through();
      return { verdicts: signed.answers.map(take), progress: PROGRESS };
    },
    exchange: async (signed: { answers: readonly Sent[] }, count: number) => {
      await through();
      return { verdicts: signed.answers.map(take), ...deal(count) };
    },
    release: async ([token]: readonly string[]) => {
      await through();
      released.add(token ?? "");
      return { released: 1 };
    },
  };
  const store: BenchStore = {
    load: async () => ({
      leases: [...leases.values()].sort((a, b) => a.order - b.order),
      waiting: [...answers.values()].filter(({ state }) => state === "waiting"),
      releases: [...releases.values()],
      refused: [...answers.values()].filter(({ state }) => state === "refused"),
    }),
    leased: async (fresh) => {
      for (const lease of fresh) leases.set(lease.token, lease);
    },
    given: async ({ act }) => {
      if (isAnswer(act)) answers.set(act.key, act);
      else releases.set(act.key, act);
      leases.delete(act.token);
    },
    undone: async ({ lease, act }) => {
      leases.set(lease.token, lease);
      answers.delete(act.key);
      releases.delete(act.key);
    },
    sent: async (keys) => {
      for (const key of keys) if (!answers.delete(key)) releases.delete(key);
    },
    refused: async (list) => {
      for (const answer of list) answers.set(answer.key, answer);
    },
  };
  const open = (parts: Partial<EngineParts> = {}) =>
    new BenchEngine({
      ...{ api: api as never, owner: "bty:0xa", store },
      sign: (answers) => signedAnswers(KEY, `0x${"1".repeat(64)}`, answers),
      ...parts,
    });
  return {
    answered,
    released,
    outcomes,
    leases,
    answers,
    releases,
    line,
    open,
    issued: () => issued,
    more: (count: number) => {
      items += count;
    },
  };
}
