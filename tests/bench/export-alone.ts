/**
 * One way of getting every row of a dataset out of PostgreSQL, in a process of its own:
 * `node --import tsx tests/bench/export-alone.ts <copy|jsonl|parquet> <database url>` prints `ExportAlone` as JSON.
 */
import pg from "pg";
import { to } from "pg-copy-streams";
import { datasetStream } from "@/lib/adapters/prisma/dataset-stream";
import { createPool } from "@/lib/adapters/prisma/pool";
import { ontologyOf } from "@/lib/export/ontology";
import { readOrder } from "@/lib/export/options";
import { formatOf } from "@/lib/export/registry";
import { writeOrder } from "@/lib/export/write";
import type { BountyNo } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import { cpuMs } from "./cpu-ms";
import { BENCH_BOUNTY, BENCH_CONFIG, type ExportAlone } from "./export-bounty";

const [way = "copy", url = ""] = process.argv.slice(2);
const cpuBefore = cpuMs();
const start = performance.now();
let bytes = 0;
for await (const chunk of way === "copy" ? copied() : exported(way)) bytes += chunk.length;
const seconds = (performance.now() - start) / 1000;
const cpuSeconds = (cpuMs() - cpuBefore) / 1000;
const found: ExportAlone = { way, seconds, cpuSeconds, bytes, peakMb: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(found));
process.exit(0);

/** The same rows in the same order, as fast as PostgreSQL can say them to this process. */
async function* copied(): AsyncGenerator<Uint8Array> {
  const client = new pg.Client(url);
  await client.connect();
  yield* client.query(
    to(`COPY (
      SELECT c.item_no, c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, s.tempered, s.entropy, s.answers
      FROM item_content c LEFT JOIN consensus s ON s.bounty_no = c.bounty_no AND s.item_no = c.item_no
      WHERE c.bounty_no = ${BENCH_BOUNTY} AND c.item_no IS NOT NULL ORDER BY c.hash
    ) TO STDOUT`),
  );
}

async function* exported(format: string): AsyncGenerator<string | Uint8Array> {
  const pool = createPool(url, 4);
  const order = readOrder(formatOf(format), {});
  const { chunks } = writeOrder(order, {
    about: {
      ...{ id: "bty_bench", title: "bench", guidelines: "", owner: "0x", version: null, releasedAtMs: null },
      ...{ licence: null, consent: null, manifestHash: null, blindBps: 0, items: 0, url: "", files: [] },
    },
    ontology: ontologyOf(taskTypeOf("choice"), BENCH_CONFIG),
    assetUrl: (sha256) => sha256,
    bytesOf: async () => undefined,
    mediaTypes: async () => new Map(),
    zip: () => {
      throw new Error("no archive is measured");
    },
    source: { pages: (crowd) => datasetStream(pool, BigInt(BENCH_BOUNTY) as BountyNo, { crowd }) },
  });
  yield* chunks;
}
