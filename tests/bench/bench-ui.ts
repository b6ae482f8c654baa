/**
 * From a keypress to the next item painted, on the real bench in a Chromium slowed down four times, beside a page that does
 * nothing but change a word: the same browser, the same run, the same marks. A mark ends after the frame that shows the next
 * item was made, so it holds the wait for that frame; what the bench itself costs is what it takes beyond the idle page.
 */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { findChromium } from "@/bin/parts/chromium.mjs";
import { enter, keyOfName, postBounty } from "../e2e/crowd";
import { signIn } from "../e2e/people";
import { injectWallet } from "../e2e/test-wallet";
import { measureStages, type StageRow } from "./bench-stages";
import { withOwnAssay } from "./own-assay";

export type UiRow = {
  readonly page: "idle" | "choice" | "pairwise" | "rating";
  readonly keys: number;
  /** Keypress to frame, milliseconds, as the page's own clock tells. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The browser's Event Timing of the same keys: rounded to 8 ms, told from 16 ms on. */
  readonly eventP95Ms: number;
  /** p95 beyond the idle page's; asked: one frame, 16.7 ms. */
  readonly beyondIdleMs: number | null;
};

const SLOWER = 4;
const KEYS = 60;
/** Between two keys, as fast as a quick annotator. */
const PACE_MS = 350;

const TASKS = [
  {
    page: "choice",
    keys: ["1"],
    config: { question: "Is it fine?", labels: ["yes", "no", "cannot tell"] },
    rows: (i: number) => ({ text: `Message number ${i}: is it fine?` }),
  },
  {
    page: "pairwise",
    keys: ["ArrowLeft"],
    config: { question: "Which is better?", tie: true, bothBad: true },
    rows: (i: number) => ({
      prompt: `Question number ${i}`,
      a: { by: "one", text: `A careful reply to ${i}.` },
      b: { by: "two", text: `A hasty reply to ${i}.` },
    }),
  },
  {
    page: "rating",
    keys: ["4", "Enter"],
    config: { question: "How good is it?", criteria: ["Helpful"], lowest: 1, highest: 5 },
    rows: (i: number) => ({ text: `Reply number ${i}, to be rated.` }),
  },
] as const;

/** `ASSAY_BENCH_URL` names an Assay that runs already; else one is started. */
export const benchUi = (): Promise<Measured> => withOwnAssay(measureAll);

type Measured = { readonly rows: UiRow[]; readonly stages: StageRow[] };

async function measureAll(base: string): Promise<Measured> {
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
  try {
    const run = `${Date.now()}`;
    const context = await browser.newContext({ baseURL: base });
    await context.addInitScript("globalThis.__name = (named) => named"); // what tsx calls in functions sent to a page
    const walletName = "Bench wallet";
    const key = keyOfName(`bench ui ${run}`);
    const wallet = await injectWallet(context, { name: walletName, rpcUrl: `${base}/api/v1/rpc`, key });
    const person = { page: await context.newPage(), wallet, walletName };
    const idle = rowOf("idle", await idleMarks(context), null);
    const owner = await enter(base, `bench ui owner ${run}`);
    const rows = [idle];
    for (const [i, task] of TASKS.entries()) {
      const { id } = await postBounty(owner, {
        terms: {
          ...{ title: `Measuring ${task.page}`, taskType: task.page, config: task.config, priceUnits: "100" },
          policy: { overlap: 1, goldBps: 0, suggestions: false },
        },
        rows: Array.from({ length: KEYS + 20 }, (_, n) => task.rows(n) as never),
      });
      await sitDown(person.page, id, i === 0 ? () => signIn(person, "Sign in to label") : undefined);
      rows.push(rowOf(task.page, await marksOf(person.page, "main.ui-bench-item", task.keys), idle.p95Ms));
    }
    return { rows, stages: await measureStages(context, owner, sitDown) };
  } finally {
    await browser.close();
  }
}

/** Comes to the bench of a bounty and to its first item. */
async function sitDown(page: Page, bounty: string, signsIn?: () => Promise<void>): Promise<void> {
  await page.goto(`/label/${bounty}`);
  await signsIn?.();
  const start = page.getByRole("button", { name: "Start labeling" }).and(page.locator(':not([aria-busy="true"])'));
  await start.or(page.locator(".ui-bench-item-body")).first().waitFor();
  if (await start.isVisible()) await start.click();
  await page.locator(".ui-bench-item-body").waitFor();
}

async function idleMarks(context: BrowserContext): Promise<Marks> {
  const page = await context.newPage();
  await page.setContent(
    '<main>0</main><script>let n = 0; addEventListener("keydown", () => { document.querySelector("main").textContent = String(++n); });</script>',
  );
  const marks = await marksOf(page, "main", ["1"]);
  await page.close();
  return marks;
}

type Marks = { readonly frames: readonly number[]; readonly events: readonly number[] };

/** Presses the keys over and over; the last of them brings the next item. */
async function marksOf(page: Page, watched: string, keys: readonly string[]): Promise<Marks> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.evaluate(watch, watched);
  for (let i = 1; i <= KEYS; i++) {
    for (const key of keys) {
      await page.waitForTimeout(PACE_MS);
      await page.keyboard.press(key);
    }
    await page.waitForFunction((n) => (window as unknown as Watched).assayFrames.length >= n, i);
  }
  await page.waitForTimeout(PACE_MS);
  const marks = await page.evaluate(() => {
    const { assayFrames: frames, assayEvents: events } = window as unknown as Watched;
    return { frames, events };
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await session.detach();
  return marks;
}

type Watched = { assayFrames: number[]; assayEvents: number[] };

/** Runs in the page: marks every keypress that changes what is watched, once the frame with the change was made. */
function watch(selector: string): void {
  const found: Watched = { assayFrames: [], assayEvents: [] };
  Object.assign(window, found);
  let pressedAt: number | undefined;
  addEventListener("keydown", (event) => (pressedAt = event.timeStamp), { capture: true });
  const changed = () => {
    const from = pressedAt;
    pressedAt = undefined;
    if (from === undefined) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => found.assayFrames.push(performance.now() - from);
      port2.postMessage(null);
    });
  };
  const place = document.querySelector(selector);
  if (place) new MutationObserver(changed).observe(place, { childList: true, subtree: true, characterData: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") found.assayEvents.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
}

function rowOf(page: UiRow["page"], { frames, events }: Marks, idleP95Ms: number | null): UiRow {
  const [p50Ms, p95Ms] = [quantile(frames, 0.5), quantile(frames, 0.95)];
  const unheard = Array.from({ length: Math.max(0, frames.length - events.length) }, () => 8);
  return {
    page,
    keys: frames.length,
    p50Ms,
    p95Ms,
    eventP95Ms: quantile([...unheard, ...events], 0.95),
    beyondIdleMs: idleP95Ms === null ? null : Math.round((p95Ms - idleP95Ms) * 10) / 10,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
}
