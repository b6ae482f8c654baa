// Every task type's bench on its own example: nothing is clipped on a phone in a language that reads from right to left. With
// ASSAY_PICTURES=1 also the pictures of docs/task-types, and of each type on a phone, dark, in two languages, to look at.
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { LOCALE_COOKIE } from "@/lib/locale/locales";
import { TASK_TYPES } from "@/lib/task-types/registry";
import { clipped } from "./clipped";
import { photograph, WANTED } from "./photograph";

const IDS = Object.keys(TASK_TYPES);
const MOST_BYTES = 80_000;

test("every task type fits a phone, in Arabic", async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await speak(page, baseURL, "ar");
  for (const id of IDS) {
    await look(page, id);
    expect.soft(await page.evaluate(clipped), id).toEqual([]);
    await photograph(page, "type-phones", `${id}-ar`, "dark");
  }
});

test("pictures of every task type, for the docs", async ({ page, baseURL }) => {
  test.skip(!WANTED, "pictures are taken when they are asked for");
  mkdirSync("docs/task-types", { recursive: true });
  await page.setViewportSize({ width: 1180, height: 700 });
  for (const id of IDS) {
    await look(page, id);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const small = await sharp(await page.screenshot())
      .resize({ width: 944 })
      .png({ palette: true, quality: 70, effort: 10 })
      .toBuffer();
    expect(small.length, id).toBeLessThan(MOST_BYTES);
    writeFileSync(`docs/task-types/${id}.png`, small);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await speak(page, baseURL, "zh");
  for (const id of IDS) {
    await look(page, id);
    await photograph(page, "type-phones", `${id}-zh`, "dark");
  }
});

const speak = (page: Page, url = "", value: string) => page.context().addCookies([{ name: LOCALE_COOKIE, value, url }]);

async function look(page: Page, id: string): Promise<void> {
  await page.goto(`/dev/types?type=${id}`);
  await expect(page.locator(".ui-bench-answer button, .ui-bench-answer textarea").first()).toBeVisible();
  if (/audio|transcription/.test(id)) await expect(page.locator(".ui-sound-place")).toBeEnabled();
}
