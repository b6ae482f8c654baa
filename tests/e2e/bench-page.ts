// The bench as an annotator drives it: look, press a key, look again.
import { expect, type Page } from "@playwright/test";
import { keyOf } from "./garden-texts";

/** The text of the item on the bench. */
export const itemOn = (page: Page) => page.getByRole("main", { name: "Item" }).locator(".ui-bench-item-body");

/** What the bar says about the connection: Saved, Saving n, n waiting, Offline · n waiting. */
export const connectionOn = (page: Page) => page.locator(".ui-bench-bar").getByRole("status");

/** Sends what waits on the bench so that it can be corrected. */
export const sendNow = (page: Page) => page.getByRole("button", { name: "Send now" }).click();

export const benchIsDone = (page: Page) => page.getByText("Nothing left for you here");

/** Answers what is on the bench by its number key, `most` items or until nothing is left. Returns the texts answered. */
export async function answerByKeys(page: Page, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const answered: string[] = [];
  await expect(itemOn(page).or(benchIsDone(page))).toBeVisible();
  while (answered.length < most && !(await benchIsDone(page).isVisible())) {
    const text = await itemOn(page).innerText();
    await page.keyboard.press(keyOf(text));
    answered.push(text);
    await expect(itemOn(page).filter({ hasNotText: text }).or(benchIsDone(page))).toBeVisible();
  }
  return answered;
}
