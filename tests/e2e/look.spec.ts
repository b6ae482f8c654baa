// Every screen, wide and narrow, light and dark: no error in the console, nothing beside the page, nothing that shuts
// people out.
import { expect, type Page, test } from "@playwright/test";
import { itemOn } from "./bench-page";
import { keyOfName } from "./crowd";
import { GARDEN_LABELS, TWELVE } from "./garden-texts";
import { lookAt } from "./look-at";
import { ANNOTATOR, OWNER, type Stage, setStage } from "./look-stage";
import { type BrowserPerson, openPerson, signIn } from "./people";

let stage: Stage;
let owner: BrowserPerson;
let annotator: BrowserPerson;
const errors: string[] = [];

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const base = baseURL ?? "";
  stage = await setStage(base);
  [owner, annotator] = await Promise.all([person(OWNER), person(ANNOTATOR)]);

  async function person(name: string): Promise<BrowserPerson> {
    const opened = await openPerson(browser, base, name, keyOfName(name));
    listen(opened.page);
    await opened.page.goto("/datasets");
    await signIn(opened);
    return opened;
  }
});
test.afterAll(async () => {
  for (const { page } of [owner, annotator]) await page.context().close();
});

test("market", async () => {
  await annotator.page.goto("/");
  await expect(annotator.page.getByText("Letters to the garden shop").first()).toBeVisible();
  await look(annotator.page, "market");
});

test("bounty", async () => {
  await annotator.page.goto(`/bounties/${stage.open.id}`);
  await expect(annotator.page.getByRole("link", { name: "Start labeling" })).toBeVisible();
  await look(annotator.page, "bounty");
});

test("new bounty", async () => {
  const { page } = owner;
  await page.goto("/bounties/new");
  const rows = TWELVE.map(({ text, label }, i) => ({ text, ...(i < 4 ? { gold: label } : {}) }));
  const buffer = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  const file = { name: "garden-questions.jsonl", mimeType: "application/jsonl", buffer };
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await expect(page.getByText("12 items ready")).toBeVisible();
  await expect(page.getByLabel("Label 4", { exact: true })).toHaveValue(GARDEN_LABELS[3]);
  await look(page, "new-bounty");
});

/** The open bounty's bench; the first time its door stands before it. */
async function sitDown(): Promise<void> {
  const { page } = annotator;
  await page.goto(`/label/${stage.open.id}`);
  const start = page.getByRole("button", { name: "Start labeling" });
  const ready = start.and(page.locator(':not([aria-busy="true"])'));
  await expect(ready.or(itemOn(page))).toBeVisible();
  if (!(await itemOn(page).isVisible())) await start.click();
  await expect(itemOn(page)).toBeVisible();
}

test("bench", async () => {
  const { page } = annotator;
  await sitDown();
  const ghost = page.locator(".ui-option[data-ghost]");
  const blind = page.getByText("No suggestion on this one, on purpose");
  await expect(ghost.or(blind)).toBeVisible();
  while (await blind.isVisible()) {
    const text = await itemOn(page).innerText();
    await page.keyboard.press("1");
    await expect(itemOn(page)).not.toHaveText(text);
    await expect(ghost.or(blind)).toBeVisible();
  }
  await look(page, "bench");
});

test("hands: undo and redo, keys that are moved, a report the owner reads", async () => {
  const { page } = annotator;
  await sitDown();
  const text = await itemOn(page).innerText();
  await page.keyboard.press("1");
  await expect(itemOn(page)).not.toHaveText(text);
  await page.keyboard.press("u");
  await expect(itemOn(page)).toHaveText(text);
  await expect(page.locator('.ui-option[aria-pressed="true"]')).toHaveCount(1);
  await page.keyboard.press("y");
  await expect(itemOn(page)).not.toHaveText(text);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.getByRole("button", { name: /^Change S: skip/ }).click();
  await page.keyboard.press("2");
  await expect(keys.getByRole("status")).toContainText("2 is taken");
  await look(page, "bench-keys");
  await page.keyboard.press("x");
  await expect(keys.getByRole("button", { name: /^Change X: skip/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("button", { name: "X Skip" })).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByRole("dialog", { name: "Why skip it?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.press("2");
  await page.getByLabel("In your words, if you like").fill("this is about cars");
  await look(page, "bench-report");
  await page.getByRole("button", { name: "Report and go on" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const told = page.waitForResponse((reply) => reply.url().endsWith("/release"));
  await page.goto("/");
  await page.goto(`/label/${stage.open.id}`);
  expect((await told).status()).toBe(200);
  await expect(itemOn(page)).toBeVisible();
});

test("quality", async () => {
  await owner.page.goto(`/bounties/${stage.open.id}/quality`);
  await expect(owner.page.getByRole("button", { name: "Settle" })).toBeVisible();
  await expect(owner.page.getByText("this is about cars")).toBeVisible();
  await look(owner.page, "quality");
});

test("earnings", async () => {
  await annotator.page.goto("/earnings");
  await expect(annotator.page.getByRole("button", { name: /^Claim \d/ })).toBeVisible();
  await annotator.page
    .getByRole("button", { name: /^Show why/ })
    .first()
    .click();
  await look(annotator.page, "earnings");
});

test("dataset", async () => {
  await owner.page.goto(`/datasets/${stage.settled.id}`);
  await expect(owner.page.getByRole("link", { name: "Verify it yourself" })).toBeVisible();
  await expect(owner.page.getByText("being weighed")).toHaveCount(0);
  await look(owner.page, "dataset");
});

test("verify", async () => {
  await owner.page.goto(`/verify/${stage.batchId}`);
  await expect(owner.page.getByRole("heading", { name: "Matches the chain." })).toBeVisible();
  await look(owner.page, "verify");
});

test("webhooks", async () => {
  const { page } = owner;
  await page.goto("/developers/webhooks");
  await page.getByLabel("Name").fill("Training pipeline");
  // An address of the public kind that nobody has: told, it is not reached.
  await page.getByLabel("Address").fill("https://[3ffe::1]/assay");
  await page.getByRole("button", { name: "Make the webhook" }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole("button", { name: "Try Training pipeline" }).click();
  await expect(page.getByRole("table", { name: "Messages to Training pipeline" })).toContainText("webhook.test");
  await look(page, "webhooks");
});

/** Looks at what stands on the page; and nothing may have gone wrong on the way there. */
async function look(page: Page, name: string): Promise<void> {
  await lookAt(page, name);
  expect(errors.splice(0)).toEqual([]);
}

function listen(page: Page): void {
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
}
