// Fingers on glass, as the browser hears them.
import type { Page } from "@playwright/test";

type Place = { readonly x: number; readonly y: number };

const STEPS = 6;
const STEP_S = 0.05;
/** How long the finger rests before it is lifted. Lifted in full swing it throws, and the browser takes the next tap for the hand that stops the throw. */
const REST_S = 0.3;

/** One finger put down at a place of the window, drawn to another in a few steps, held still there, and lifted. */
export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000 - STEPS * STEP_S - REST_S;
  const send = (type: "touchStart" | "touchMove" | "touchEnd", at: readonly Place[]) =>
    session.send("Input.dispatchTouchEvent", { type, timestamp, touchPoints: at.map(({ x, y }) => ({ x, y })) });
  await send("touchStart", [from]);
  for (let i = 1; i <= STEPS; i++) {
    timestamp += STEP_S;
    const part = i / STEPS;
    await send("touchMove", [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
  }
  timestamp += REST_S;
  await send("touchMove", [to]);
  await send("touchEnd", []);
  await session.detach();
}

/** The middle of the n-th word (from 0) of a text, in the window. */
export async function middleOfWord(page: Page, text: string, word: number): Promise<Place> {
  const found = page.getByText(text, { exact: true }).first();
  return found.evaluate((element, n) => {
    const node = element.firstChild;
    const words = [...(node?.textContent ?? "").matchAll(/\S+/g)];
    const at = words[n]?.index ?? 0;
    const range = new Range();
    if (!node) throw new Error("no text");
    range.setStart(node, at);
    range.setEnd(node, at + 2);
    const { left, top, height } = range.getBoundingClientRect();
    return { x: left + 4, y: top + height / 2 };
  }, word);
}
