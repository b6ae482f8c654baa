/**
 * The least that labeling over HTTP can cost on this machine: clients that sign their batches as browsers do, and beside the
 * database nothing but a server that reads the JSON, checks the signature and runs the one statement (`http-floor-alone.ts`):
 * no sign-in, no checks of answers, no sealed tokens, no worker. What Assay's HTTP path is measured beside.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { answerDigest, submissionMessage } from "@/lib/annotations/digest";
import { createApi } from "@/lib/client/api";
import { makeKeyPair } from "@/lib/client/make-session-key";
import { submitKey } from "@/lib/client/session-key";
import { keepAliveFetch } from "./keep-alive-fetch";

/** What one request brings; digests are over these, as over real answers. */
export type FloorBatch = {
  readonly annotator: number;
  readonly publicKey: string;
  readonly signature: string;
  readonly answers: readonly {
    readonly item: number;
    readonly key: string;
    readonly answer: string;
    readonly leadMs: number;
  }[];
  readonly count: number;
};

export type FloorReply = {
  readonly outcomes: readonly string[];
  readonly items: readonly number[];
  readonly contents: unknown;
};

/** Any bounty's hash and an item's: signed by the clients, checked by the server. */
export const FLOOR_BOUNTY = `0x${"ab".repeat(32)}`;
export const floorDigest = ({ item, key, answer }: FloorBatch["answers"][number]) =>
  answerDigest({ bounty: FLOOR_BOUNTY, item: String(item).padStart(64, "0"), answer, shown: null, key });

type Options = {
  readonly connections: number;
  readonly batch: number;
  readonly warmMs?: number;
  readonly measureMs?: number;
};

/** Answers a second, on a database that `benchDispatch` has filled; annotators 1 … `connections` work. */
export async function answersOverBareHttp(url: string, options: Options): Promise<number> {
  const { connections, warmMs = 1_000, measureMs = 6_000 } = options;
  const child = spawn(process.execPath, ["--import", "tsx", "tests/bench/http-floor-alone.ts", url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const api = createApi(`http://127.0.0.1:${String(port).trim()}`, keepAliveFetch(connections));
    const from = performance.now() + warmMs;
    const work = { ...options, from, to: from + measureMs };
    const counts = await Promise.all(Array.from({ length: connections }, (_, i) => answered(api, i + 1, work)));
    return Math.round((counts.reduce((sum, count) => sum + count, 0) * 1000) / measureMs);
  } finally {
    child.kill();
  }
}

type Span = { readonly batch: number; readonly from: number; readonly to: number };

async function answered(
  api: ReturnType<typeof createApi>,
  annotator: number,
  { batch, from, to }: Span,
): Promise<number> {
  const pair = await makeKeyPair();
  const key = submitKey("", pair.privateKey);
  let items: readonly number[] = [];
  let count = 0;
  while (performance.now() < to) {
    const answers = items.map((item) => ({ item, key: randomUUID(), answer: "yes", leadMs: 900 }));
    const signature = await key.sign(submissionMessage(FLOOR_BOUNTY, answers.map(floorDigest)));
    const body: FloorBatch = { annotator, publicKey: pair.publicKey, signature, answers, count: batch };
    const reply = await api.send<FloorReply>("POST", "/", body);
    const nowMs = performance.now();
    if (nowMs >= from && nowMs < to) count += reply.outcomes.length;
    items = reply.items;
  }
  return count;
}
