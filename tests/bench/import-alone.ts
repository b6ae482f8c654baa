/**
 * One way of getting rows into PostgreSQL, in a process of its own:
 * `node --import tsx tests/bench/import-alone.ts <csv|copy> <database url> <rows>` prints `ImportAlone` as JSON. `copy` takes what
 * `csv` has made of its file.
 */

import { tmpdir } from "node:os";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import { bucketFetch } from "@/lib/adapters/bucket-fetch";
import { bucketList } from "@/lib/adapters/bucket-list";
import { sharpImages } from "@/lib/adapters/images";
import { createLinkSeal } from "@/lib/adapters/link-seal";
import { parquetReader } from "@/lib/adapters/parquet-reader";
import { prismaAssets, prismaUploads } from "@/lib/adapters/prisma/assets";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaImports } from "@/lib/adapters/prisma/items";
import { createPool } from "@/lib/adapters/prisma/pool";
import { publicFetch } from "@/lib/adapters/public-fetch";
import { measuredRecordings } from "@/lib/adapters/recordings";
import { fileSpool } from "@/lib/adapters/spool";
import { diskShelf } from "@/lib/adapters/storage/disk";
import { partFiles } from "@/lib/adapters/storage/parts";
import { zipReader } from "@/lib/adapters/unzip";
import { ingest } from "@/lib/items/service";
import type { AccountNo, Address } from "@/lib/kernel/ids";
import { cpuMs } from "./cpu-ms";
import { BENCH_BOUNTY, csvFile, type ImportAlone } from "./import-rows";

const [way = "csv", url = "", count = "200000"] = process.argv.slice(2);
const rows = Number(count);
const cpuBefore = cpuMs();
const start = performance.now();
let bytes = 0;
if (way === "copy") await copied();
else await imported();
const found: ImportAlone = {
  ...{ way, rows, bytes },
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (cpuMs() - cpuBefore) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(found));
process.exit(0);

async function imported(): Promise<void> {
  const pool = createPool(url, 4);
  const db = createPrisma(pool);
  const owner = { kind: "account", no: 1n as AccountNo, address: `0x${"0".repeat(40)}` as Address } as const;
  const deps = {
    imports: prismaImports(db, pool),
    assets: prismaAssets(db),
    files: { put: async () => undefined, get: async () => undefined },
    images: sharpImages(),
    unzip: zipReader(),
    fetchUrl: publicFetch(),
    fetchBucket: bucketFetch(),
    listBucket: bucketList(),
    links: createLinkSeal("bench"),
    uploads: prismaUploads(db),
    parts: partFiles(diskShelf(tmpdir())),
    now: Date.now,
    spool: fileSpool(),
    readParquet: parquetReader(),
    recordings: measuredRecordings(),
    random: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
  };
  const file = csvFile(rows, (size) => {
    bytes += size;
  });
  const report = await ingest(deps, owner, "bty_bench", { name: "bench", format: "csv" }, file);
  if (report.accepted !== rows) throw new Error(`${report.accepted} rows came in, ${report.rejected} were refused`);
}

/** The same columns of the same rows, into a table with the same keys, as fast as PostgreSQL can take them from a process. */
async function copied(): Promise<void> {
  const [source, target] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([source.connect(), target.connect()]);
  await target.query("CREATE TABLE copied (LIKE item_content INCLUDING ALL)");
  const COLUMNS = "bounty_no, hash, import_no, line, external_id, payload, gold";
  const out = source.query(
    to(`COPY (SELECT ${COLUMNS} FROM item_content WHERE bounty_no = ${BENCH_BOUNTY}) TO STDOUT`),
  );
  out.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
  });
  await pipeline(out, target.query(from(`COPY copied (${COLUMNS}) FROM STDIN`)));
}
