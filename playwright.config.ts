import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/parts/chromium.mjs";

// This file is read again in every worker: what is drawn by chance is handed on by the environment. It makes nothing.
process.env.ASSAY_E2E_PORT ??= String(20_000 + (process.pid % 10_000));

/** While tests are written: the address of an Assay that runs already. Else one is started, on data of its own. */
const running = process.env.ASSAY_E2E_URL;
const address = running ?? `http://localhost:${process.env.ASSAY_E2E_PORT}`;
const chromium = findChromium();

/** The whole of Assay on data of its own, started as a user starts it, driven in a real browser. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/e2e/.out/results",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: address,
    // A trace of every step costs two fifths of the time: only on demand.
    trace: process.env.ASSAY_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
  ...(running === undefined ? { webServer: ownServer(process.env.ASSAY_E2E_PORT) } : {}),
});

function ownServer(port: string) {
  process.env.ASSAY_E2E_DIR ??= path.join(tmpdir(), `assay-e2e-${process.pid}`);
  const dataDir = path.join(process.env.ASSAY_E2E_DIR, "data");
  return {
    command: "node bin/start.mjs",
    url: `${address}/api/health`,
    env: { PORT: port, ASSAY_DATA_DIR: dataDir, NEXTAUTH_URL: address },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 60_000 },
    stdout: "pipe" as const,
  };
}
