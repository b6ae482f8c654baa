import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/parts/chromium.mjs";

// This file is read again in every worker: what is drawn by chance is handed on by the environment.
process.env.ASSAY_E2E_PORT ??= String(20_000 + (process.pid % 10_000));
process.env.ASSAY_E2E_DIR ??= freshFolder();

const port = process.env.ASSAY_E2E_PORT;
const dataDir = path.join(process.env.ASSAY_E2E_DIR, "data");
const address = `http://localhost:${port}`;
const chromium = findChromium();

/** The whole of Assay on data of its own, started as a user starts it, driven in a real browser. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "tests/e2e/.out",
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: address,
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
  webServer: {
    command: "node bin/start.mjs",
    url: `${address}/api/health`,
    env: { PORT: port, ASSAY_DATA_DIR: dataDir, NEXTAUTH_URL: address },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 60_000 },
    stdout: "pipe",
  },
});

function freshFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "assay-e2e-"));
  chmodSync(dir, 0o755); // root's PostgreSQL runs as another user
  return dir;
}
