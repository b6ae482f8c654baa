// An Assay that a benchmark has for itself: started as a user starts it, on data of its own, gone afterwards.
import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort } from "@/bin/launch/ports.mjs";

const START_MS = 600_000;

/** Does the work on an Assay at `base` (`pid`: its process, where it is its own): the one that ASSAY_BENCH_URL names, else one of its own, built first where the build is old. */
export async function withOwnAssay<T>(work: (base: string, pid: number | null) => Promise<T>): Promise<T> {
  if (process.env.ASSAY_BENCH_URL) return work(process.env.ASSAY_BENCH_URL, null);
  const dir = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
  await chmod(dir, 0o755);
  const port = await findFreePort();
  const base = `http://localhost:${port}`;
  const env = { ...process.env, ASSAY_DATA_DIR: path.join(dir, "data"), PORT: String(port), NEXTAUTH_URL: base };
  const child = spawn(process.execPath, ["bin/start.mjs"], { env, stdio: "ignore" });
  try {
    await untilReady(base, child);
    return await work(base, child.pid ?? null);
  } finally {
    await ended(child);
    await rm(dir, { recursive: true, force: true });
  }
}

async function untilReady(base: string, child: ChildProcess): Promise<void> {
  for (const endAt = performance.now() + START_MS; performance.now() < endAt; ) {
    if (child.exitCode !== null)
      throw new Error(`bin/start.mjs ended with ${child.exitCode}; run npm start to see why`);
    const ready = await fetch(`${base}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resume) => setTimeout(resume, 250));
  }
  throw new Error("the server did not become ready in ten minutes");
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}
