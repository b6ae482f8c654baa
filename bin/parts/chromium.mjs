// The browser of the end-to-end tests: one that is installed, or Playwright's own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { LaunchProblem } from "../launch/problem.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"];

/**
 * @returns {string | undefined} the browser that $CHROMIUM names, or an installed one
 */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== "") return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...MAC_APPS.map((app) => `/Applications/${app}`)].find((file) => existsSync(file));
}

/**
 * Makes sure that there is a browser; root on a Debian gets one installed.
 *
 * @returns {Promise<"present" | "installed">}
 * @throws {LaunchProblem} when there is none and none can be installed
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined && existsSync(found)) return "present";
  if (found !== undefined) throw new LaunchProblem(`CHROMIUM names ${found}, which is not there.`, "Correct CHROMIUM.");
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return "present";
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update"], { env });
    const install = spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    if (install.status === 0 && findChromium() !== undefined) return "installed";
  }
  throw new LaunchProblem(
    "The end-to-end tests need Chromium or Chrome, and there is none on this machine.",
    "Install one (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium), or name it in CHROMIUM.",
  );
}
