/**
 * Verification of a signed batch, in Node and in a real Chromium: seconds and share of each stage, beside the least it could
 * be, which is the same number of bare signature checks by the same WebCrypto in the same run.
 */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { findChromium } from "@/bin/parts/chromium.mjs";
import { verifyDeps } from "@/lib/client/verify-batch";
import { verifyEvidence } from "@/lib/settlement/verify";
import type { CrowdShape } from "./signed-crowd";
import { bareVerifySeconds, type StageTimes, stageWatch } from "./verify-stages";

export type Row = {
  readonly where: "node" | "chromium";
  readonly stage: string;
  readonly value: number;
  readonly unit: "s" | "MiB";
  /** Of the whole, per cent. */
  readonly share: number | null;
  readonly ratio: number | null;
};

const ANSWERS = Number(process.env.ASSAY_BENCH_ANSWERS ?? 100_000);

/** `ASSAY_BENCH_ANSWERS` answers (100,000), ten an item and ten under a signature. `ASSAY_BENCH_IN=node` leaves the browser out. */
export async function benchVerify(): Promise<Row[]> {
  const items = Math.max(20, Math.ceil(ANSWERS / 10));
  const shape: CrowdShape = { items, annotators: Math.min(500, items), perItem: 10, perSubmission: 10 };
  const folder = await mkdtemp(path.join(tmpdir(), "assay-bench-verify-"));
  try {
    const file = path.join(folder, "evidence.jsonl.gz");
    const signatures = await writeCrowd(shape, file);
    const rows = await inNode(file, signatures);
    return process.env.ASSAY_BENCH_IN === "node" ? rows : [...rows, ...(await inChromium(file, signatures))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Has another process make the crowd, so that neither its wallets nor its records are in the memory that is measured here.
 * Resolves to the number of signatures.
 */
async function writeCrowd(shape: CrowdShape, file: string): Promise<number> {
  const script = fileURLToPath(new URL("./signed-crowd-file.ts", import.meta.url));
  const made = promisify(execFile);
  const { stdout } = await made(process.execPath, ["--import", "tsx", script, JSON.stringify(shape), file]);
  return Number(stdout);
}

async function inNode(file: string, signatures: number): Promise<Row[]> {
  const watch = stageWatch();
  const report = await verifyEvidence(createReadStream(file), verifyDeps(undefined, watch.onProgress));
  const times = watch.end();
  if (report.verdict !== "match") throw new Error(`the crowd does not verify: ${JSON.stringify(report.mismatch)}`);
  const rows = rowsOf("node", times, await bareVerifySeconds(signatures));
  return [
    ...rows,
    { ...row("node", "memory at most", process.resourceUsage().maxRSS / 1024, null, null), unit: "MiB" },
  ];
}

/** The app's own verify worker, bundled as it is, in a page with nothing else in it. */
async function inChromium(file: string, signatures: number): Promise<Row[]> {
  const executablePath = findChromium();
  const [worker, stages] = await Promise.all([
    bundled("lib/client/verify.worker.ts"),
    bundled("tests/bench/verify-stages.ts"),
  ]);
  const server = createServer(({ url }, response) => {
    if (url === "/worker.js") response.setHeader("content-type", "text/javascript").end(worker);
    else if (url === "/evidence") {
      createReadStream(file).pipe(response.setHeader("content-type", "application/octet-stream"));
    } else response.setHeader("content-type", "text/html").end(`<!doctype html><script>${stages}</script>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const crashed = new Promise<never>((_, fail) => {
      page.once("crash", () => fail(new Error("the page crashed, most likely for want of memory")));
      browser.once("disconnected", () => fail(new Error("the browser ended by itself")));
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const found = await Promise.race([page.evaluate((n) => globalThis.stages.verifyInPage(n), signatures), crashed]);
    const rows = rowsOf("chromium", found.times, found.bareSeconds);
    return [...rows, row("chromium", "longest wait of a frame", found.longestFrameMs / 1000, null, null)];
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundled(entry: string): Promise<string> {
  const built = await build({
    ...{ entryPoints: [entry], bundle: true, write: false, format: "iife", target: "es2023", minify: true },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return built.outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? "";
}

function rowsOf(where: Row["where"], times: StageTimes, bareSeconds: number): Row[] {
  const whole = Object.values(times).reduce((sum, seconds) => sum + seconds, 0);
  return [
    ...Object.entries(times).map(([stage, seconds]) => row(where, stage, seconds, (100 * seconds) / whole, null)),
    row(where, "all", whole, 100, whole / bareSeconds),
    row(where, "limit: the bare signature checks", bareSeconds, null, 1),
  ];
}

const row = (where: Row["where"], stage: string, seconds: number, share: number | null, ratio: number | null): Row => ({
  where,
  stage,
  value: Math.round(seconds * 100) / 100,
  unit: "s",
  share: share && Math.round(share),
  ratio: ratio && Math.round(ratio * 100) / 100,
});
