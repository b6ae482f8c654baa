/**
 * What hands feel on large items, on the real bench: a text of 200 kB with 2,000 spans opens, and a box among 500 follows the
 * pointer over a picture of 4,000 × 3,000. Each beside a page that does nothing else: the same text in one paragraph, the
 * same picture with one rectangle.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { zipSync } from "fflate";
import sharp from "sharp";
import type { Person } from "@/bin/commands/replay-person";
import { postBounty } from "../e2e/crowd";

export type StageRow = {
  readonly stage: "text alone" | "200 kB, 2,000 spans" | "picture alone" | "4,000 × 3,000, 500 boxes";
  /** opening: keypress to frame, asked 300 ms; dragging: from frame to frame, asked 16.7 ms. */
  readonly what: "opening" | "dragging";
  readonly times: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly askedMs: number | null;
};

type Sit = (page: Page, bounty: string) => Promise<void>;

const LETTERS = 200_000;
const SPANS = 2_000;
const TEXTS = 12;
const PICTURE = { width: 4_000, height: 3_000 };
const BOXES = 500;
const DRAGS = 8;
const MOVES = 40;
/** Between two moves of a pointer. */
const MOVE_MS = 8;

/** Measures both stages; `sit` brings somebody who is signed in to a bounty's bench. */
export async function measureStages(context: BrowserContext, owner: Person, sit: Sit): Promise<StageRow[]> {
  const page = await context.newPage();
  const rows = [...(await measureText(page, owner, sit)), ...(await measureDrag(page, owner, sit))];
  await page.close();
  return rows;
}

async function measureText(page: Page, owner: Person, sit: Sit): Promise<StageRow[]> {
  const word = "letters ";
  const text = (i: number) => `${i} `.padEnd(8, ".") + word.repeat(LETTERS / word.length - 1);
  const every = LETTERS / SPANS;
  const spans = Array.from({ length: SPANS }, (_, i) => {
    const start = i * every + word.length;
    return { label: i % 2 === 0 ? "person" : "place", start, end: start + word.length - 1 };
  });
  const { id } = await postBounty(owner, {
    terms: {
      ...{ title: "Measuring long texts", taskType: "relations", priceUnits: "100" },
      config: { question: "Who knows whom?", given: true, things: ["person", "place"], labels: ["knows"] },
      policy: { overlap: 1, goldBps: 0, suggestions: false },
    },
    rows: Array.from({ length: TEXTS }, (_, i) => ({ text: text(i), spans }) as never),
  });
  const alone = await page.context().newPage();
  await alone.setContent(
    '<main style="height: 600px; width: 700px; overflow: auto"><p style="white-space: pre-wrap"></p></main>',
  );
  await alone.evaluate(
    (texts) => {
      const place = document.querySelector("p");
      addEventListener("keydown", () => {
        if (place) place.textContent = texts.shift() ?? "";
      });
    },
    Array.from({ length: TEXTS }, (_, i) => text(i)),
  );
  const idle = await openings(alone, "p", 0);
  await alone.close();
  await sit(page, id);
  const bench = await openings(page, ".ui-bench-item-body p", SPANS);
  return [rowOf("text alone", "opening", idle, null), rowOf("200 kB, 2,000 spans", "opening", bench, 300)];
}

/** Presses Enter for one text after the other: from the key to the frame that shows the next one with its marks. */
async function openings(page: Page, selector: string, marks: number): Promise<number[]> {
  await page.waitForFunction(
    (most) => [...CSS.highlights.values()].reduce((n, { size }) => n + size, 0) >= most,
    marks,
  );
  const times: number[] = [];
  for (let i = 1; i < TEXTS; i++) {
    await page.evaluate(listenForNext, { place: selector, most: marks });
    await page.keyboard.press("Enter");
    times.push(await page.evaluate(() => (window as unknown as Awaiting).assayOpened));
  }
  return times;
}

type Awaiting = { assayOpened: Promise<number> };

/** Runs in the page: at the next key begins to wait for the frame in which another text stands there with its marks. */
function listenForNext({ place, most }: { place: string; most: number }): void {
  const shown = () => document.querySelector(place)?.textContent?.slice(0, 8);
  const marks = () => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
  const before = shown();
  const assayOpened = new Promise<number>((resolve) => {
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      const look = () => {
        if (shown() === before || marks() < most) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        return port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", onKey, { once: true, capture: true });
  });
  Object.assign(window, { assayOpened });
}

async function measureDrag(page: Page, owner: Person, sit: Sit): Promise<StageRow[]> {
  const picture = await sharp({
    create: { ...PICTURE, channels: 3, background: "#8fa", noise: { type: "gaussian", mean: 128, sigma: 30 } },
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  const file = {
    name: "pictures.zip",
    format: "zip",
    bytes: Uint8Array.from(zipSync({ "large.jpg": picture }, { level: 0 })),
  };
  const { id } = await postBounty(owner, {
    terms: {
      ...{ title: "Measuring large pictures", taskType: "boxes", priceUnits: "100" },
      config: { question: "Where?", labels: ["car", "person"] },
      policy: { overlap: 1, goldBps: 0, suggestions: false },
    },
    file,
  });
  await sit(page, id);
  await page.locator(".ui-stage image").waitFor();
  await page.evaluate(keepBoxes, { ...PICTURE, count: BOXES });
  await page.reload();
  await page.waitForFunction((count) => document.querySelectorAll(".ui-stage .ui-shape").length >= count, BOXES);
  const src = (await page.locator(".ui-stage image").getAttribute("href")) ?? "";
  const bench = await frames(page);
  await page.goto("/api/health");
  await page.setContent(
    `<body style="margin: 0"><div class="ui-stage"><svg style="width: 900px; height: 700px" viewBox="0 0 4000 3000"><image href="${src}" width="4000" height="3000"/><rect width="300" height="300" fill="none" stroke="red" stroke-width="8"/></svg></div></body>`,
  );
  await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
  }, src);
  await page.evaluate(() =>
    window.addEventListener("pointermove", ({ clientX, clientY }) =>
      document.querySelector("rect")?.setAttribute("transform", `translate(${clientX * 4} ${clientY * 4})`),
    ),
  );
  const idle = await frames(page);
  return [rowOf("picture alone", "dragging", idle, null), rowOf("4,000 × 3,000, 500 boxes", "dragging", bench, 16.7)];
}

/** Runs in the page: puts boxes among what this browser keeps of unfinished answers, for every item it has. */
async function keepBoxes({ width, height, count }: { width: number; height: number; count: number }): Promise<void> {
  const columns = 25;
  const [w, h] = [width / columns, (height * columns) / count];
  const boxes = Array.from({ length: count }, (_, i) => {
    const [x, y] = [Math.floor((i % columns) * w), Math.floor(Math.floor(i / columns) * h)];
    return {
      label: i % 2 === 0 ? "car" : "person",
      x1: x + 4,
      y1: y + 4,
      x2: x + Math.floor(w) - 4,
      y2: y + Math.floor(h) - 4,
    };
  });
  const store = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("assay");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const change = store.transaction(["leases", "drafts"], "readwrite");
  const tokens = change.objectStore("leases").getAllKeys();
  tokens.onsuccess = () => {
    for (const token of tokens.result) {
      const value = { boxes, label: "car", at: Math.floor(count / 2), cursor: null, anchor: null };
      change.objectStore("drafts").put({ id: `work:${String(token)}`, value, atMs: Date.now() });
    }
  };
  await new Promise((done) => change.addEventListener("complete", done, { once: true }));
  store.close();
}

/** Drags what is in the middle of the stage to and fro: milliseconds from frame to frame while the pointer is down. */
async function frames(page: Page): Promise<number[]> {
  const frame = await page.locator(".ui-stage svg").boundingBox();
  if (!frame) throw new Error("the picture is not in sight");
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  const found: number[] = [];
  for (let i = 0; i < DRAGS; i++) {
    await page.mouse.move(x, y);
    await page.evaluate(countFrames);
    await page.mouse.down();
    for (let move = 1; move <= MOVES; move++) {
      const far = move <= MOVES / 2 ? move : MOVES - move;
      await page.mouse.move(x + 4 * far, y + 2 * far);
      await page.waitForTimeout(MOVE_MS);
    }
    await page.mouse.up();
    found.push(...(await page.evaluate(() => (window as unknown as Counting).assayFrameGaps)));
  }
  return found;
}

type Counting = { assayFrameGaps: Promise<number[]> };

/** Runs in the page: from the next press of the pointer to its release, the time from each frame to the one behind it. */
function countFrames(): void {
  const assayFrameGaps = new Promise<number[]>((resolve) => {
    const gaps: number[] = [];
    let on = true;
    let last: number | undefined;
    const step = (now: number) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (on) requestAnimationFrame(step);
      else resolve(gaps);
    };
    const once = { once: true, capture: true } as const;
    window.addEventListener("pointerdown", () => requestAnimationFrame(step), once);
    window.addEventListener(
      "pointerup",
      () => {
        on = false;
      },
      once,
    );
  });
  Object.assign(window, { assayFrameGaps });
}

function rowOf(
  stage: StageRow["stage"],
  what: StageRow["what"],
  times: readonly number[],
  askedMs: number | null,
): StageRow {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
  return { stage, what, times: times.length, p50Ms: at(0.5), p95Ms: at(0.95), askedMs };
}
