// A browser process of a test's own, with a profile on disk: one that may be killed and started again.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { findChromium } from "@/bin/parts/chromium.mjs";

const FLAGS = [
  ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  ...["--remote-debugging-port=0", "about:blank"],
];

export type OwnBrowser = { readonly context: BrowserContext; kill(): Promise<void> };

/** Starts Chromium on the profile in `dir` as a person would; whatever ended it the last time. */
export async function ownBrowser(dir: string): Promise<OwnBrowser> {
  const told = path.join(dir, "DevToolsActivePort");
  rmSync(told, { force: true });
  const program = findChromium() ?? chromium.executablePath();
  const child = spawn(program, [...FLAGS, `--user-data-dir=${dir}`], { stdio: "ignore", detached: true });
  const browser = await chromium.connectOverCDP(await addressIn(told, child));
  const [context] = browser.contexts();
  if (!context) throw new Error("the browser has no window");
  return {
    context,
    kill: async () => {
      const gone = new Promise((ended) => child.once("exit", ended));
      // The whole group: a browser is many processes.
      process.kill(-(child.pid ?? 0), "SIGKILL");
      await gone;
    },
  };
}

/** Where the browser listens, once it says so: its port and the path of its own target. */
async function addressIn(file: string, child: ChildProcess): Promise<string> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`);
    const [port, place] = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    if (port && place) return `ws://127.0.0.1:${port}${place}`;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
