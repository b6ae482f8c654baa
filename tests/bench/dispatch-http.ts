/**
 * The HTTP path of labeling: an Assay of its own (durable PostgreSQL, chain, worker, built web server), annotators that
 * sign every batch and exchange it for the next one. Client, server, worker and database share the machine's cores.
 */
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Crowd } from "@/bin/commands/crowd-folder";
import { sessionKey } from "@/bin/commands/replay-annotator";
import { postBounty } from "@/bin/commands/replay-owner";
import { enter, type Person } from "@/bin/commands/replay-person";
import { benchApi, type LeaseDto } from "@/lib/client/bench-api";
import type { SubmitKey } from "@/lib/client/session-key";
import { signedAnswers } from "@/lib/client/signed-answers";
import { type CpuByPart, cpuByPart, cpuEach } from "./cpu-by-part";
import { keepAliveFetch } from "./keep-alive-fetch";
import { withOwnAssay } from "./own-assay";

export type HttpBenchRow = {
  readonly path: "http exchange";
  readonly batch: number;
  readonly connections: number;
  readonly answersPerSecond: number;
  readonly cycleP50Ms: number;
  readonly cycleP99Ms: number;
  /** CPU milliseconds of each part for one request, those shared out among all requests of the measured time; null where unknown. */
  readonly cpuMs: CpuByPart | null;
};

export type HttpBenchOptions = {
  readonly items?: number;
  readonly annotators?: number;
  readonly batch?: number;
  readonly warmMs?: number;
  readonly measureMs?: number;
};

/** Starts everything, measures, removes everything. Builds first where the build is old. */
export async function benchHttp(options: HttpBenchOptions = {}): Promise<HttpBenchRow> {
  return withOwnAssay((base, pid) => measure(base, pid, options));
}

async function measure(base: string, pid: number | null, options: HttpBenchOptions): Promise<HttpBenchRow> {
  const { items = 20_000, annotators = 16, batch = 10, warmMs = 2_000, measureMs = 10_000 } = options;
  const owner = await enter(base);
  const bounty = await postBounty(owner, crowdOf(items), () => undefined);
  const send = keepAliveFetch(annotators);
  const people: { person: Person; key: SubmitKey }[] = [];
  for (let i = 0; i < annotators; i++) {
    const person = await enter(base, send);
    people.push({ person, key: await sessionKey(person) });
  }
  const start = performance.now();
  const cycles: number[] = [];
  let answered = 0;
  const working = Promise.all(people.map(({ person, key }) => work(person, key)));
  await setTimeout(warmMs);
  const before = pid === null ? null : cpuByPart(pid);
  await working;
  const after = pid === null ? null : cpuByPart(pid);
  cycles.sort((a, b) => a - b);
  const quantile = (q: number) => Math.round((cycles[Math.floor(q * cycles.length)] ?? 0) * 10) / 10;
  return {
    path: "http exchange",
    batch,
    connections: annotators,
    answersPerSecond: Math.round((answered * 1000) / measureMs),
    cycleP50Ms: quantile(0.5),
    cycleP99Ms: quantile(0.99),
    cpuMs: before && after && cpuEach(before, after, cycles.length),
  };

  async function work({ api }: Person, key: SubmitKey): Promise<void> {
    const bench = benchApi(api, bounty.id);
    let leases: readonly LeaseDto[] = (await bench.claim(batch)).leases;
    while (leases.length > 0 && performance.now() < start + warmMs + measureMs) {
      const sentAt = performance.now();
      const answers = leases.map(({ token, item }) => ({
        token,
        item,
        key: randomUUID(),
        answer: "yes",
        leadMs: 900,
        shown: null,
      }));
      const reply = await bench.exchange(await signedAnswers(key, bounty.manifestHash, answers), batch);
      const nowMs = performance.now();
      if (sentAt > start + warmMs && nowMs < start + warmMs + measureMs) {
        cycles.push(nowMs - sentAt);
        answered += reply.verdicts.filter(({ outcome }) => outcome === "counted").length;
      }
      leases = reply.leases;
    }
  }
}

/** Texts that want three answers each; nobody has answered yet but in the first one's record, which sets the overlap. */
function crowdOf(count: number): Crowd {
  const items = Array.from({ length: count }, (_, i) => ({
    id: `i${i}`,
    kind: "text" as const,
    text: `Message number ${i}: fine?`,
  }));
  const answers = ["a", "b", "c"].map((worker) => ({ item: "i0", worker, label: "yes" }));
  return { name: "bench", labels: ["yes", "no"], items, answers };
}
