// Pictures of what stands on a page, for people to look at: taken when they are asked for (ASSAY_PICTURES=1), since they
// cost about as much time as the tests.
import { expect, type Page } from "@playwright/test";

export type Theme = "light" | "dark";

/** Whether somebody wants to look. */
export const WANTED = process.env.ASSAY_PICTURES === "1";

/**
 * Photographs the whole page in this theme to tests/e2e/.out/<folder>/<name>-<width>-<theme>.png; nothing may lie beside
 * the page, whether a picture is taken or not.
 */
export async function photograph(page: Page, folder: string, name: string, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  const where = `${name}-${page.viewportSize()?.width}-${theme}`;
  if (WANTED) await page.screenshot({ path: `tests/e2e/.out/${folder}/${where}.png`, fullPage: true });
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(beside, `${where} is wider than its window`).toBeLessThanOrEqual(0);
}
