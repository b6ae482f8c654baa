// A dataset's items on its page: as many as there are, few of them in the document, by wheel, finger and keyboard.
import { expect, type Page, test } from "@playwright/test";
import { settleBounty } from "@/bin/commands/replay-owner";
import { answerAll, enter, postBounty, textOf } from "./crowd";
import { photograph } from "./photograph";

const ITEMS = 140;

test("all items of a dataset are reached by scrolling, a label's alone by the filter, and few are in the document", async ({
  page,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "viewer owner");
  const bounty = await postBounty(owner, {
    terms: {
      ...{ title: "Long enough to scroll", guidelines: "Pick one.", priceUnits: "1000" },
      config: { question: "Even or odd?", labels: ["Even", "Odd"] },
      policy: { overlap: 1, suggestions: false, goldBps: 0 },
    },
    rows: Array.from({ length: ITEMS }, (_, i) => ({ text: `the number ${i}` })),
  });
  const parity = (text: string) => (Number(/\d+/.exec(text)?.[0]) % 2 === 0 ? "Even" : "Odd");
  expect(await answerAll(await enter(base, "viewer annotator"), bounty, (lease) => parity(textOf(lease)))).toBe(ITEMS);
  const unasked = { escrowUnits: "0", recordOf: () => "", recordNamed: () => "" };
  await settleBounty(owner, { ...bounty, ...unasked }, () => undefined);

  await page.goto(`/datasets/${bounty.id}`);
  const table = page.getByRole("table", { name: "Items of Long enough to scroll" });
  await expect(table).toHaveAttribute("aria-rowcount", String(ITEMS + 1));
  await page.getByRole("region", { name: "Items of Long enough to scroll" }).focus();
  await reachEnd(page, ITEMS);
  expect(await table.getByRole("row").count()).toBeLessThan(60);
  await page.keyboard.press("Home");
  await expect(table.locator('tr[aria-rowindex="2"]')).toBeVisible();
  for (const theme of ["light", "dark"] as const) await photograph(page, "dataset", "viewer", theme);

  await page.getByRole("combobox", { name: "Label" }).selectOption("Odd");
  await expect(table.getByText(/number \d*[13579]$/).first()).toBeVisible();
  await page.getByRole("region", { name: "Items of Long enough to scroll" }).focus();
  await reachEnd(page, ITEMS / 2);
  await expect(table.getByText(/number \d*[02468]$/)).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(table.getByRole("row").nth(3)).toBeVisible();
  for (const theme of ["light", "dark"] as const) await photograph(page, "dataset", "viewer", theme);
});

/** Presses End until all rows are here and the last one is seen. */
async function reachEnd(page: Page, rows: number): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(page.locator(`tr[aria-rowindex="${rows + 1}"]`)).toBeInViewport({ timeout: 200 });
  }).toPass();
  await expect(page.getByText(`All ${rows} are loaded`)).toBeVisible();
}
