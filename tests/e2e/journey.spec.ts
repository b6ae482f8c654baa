// The whole journey: post, fund, label, settle, claim, download, verify. Three browsers, three wallets, one chain.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { EarningsView } from "@/lib/settlement/earnings";
import { answerByKeys, benchIsDone, connectionOn, sendNow } from "./bench-page";
import { GARDEN_LABELS, GOLD, labelOf, TWELVE } from "./garden-texts";
import { type BrowserPerson, openPerson, signIn, takeTestTokens, tokenOnChain } from "./people";

const TITLE = "What is the gardener asking about?";
const OVERLAP = 2;

test("an owner posts, two annotators label, the referee settles, the vault pays, anybody verifies", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const [owner, ada, ben] = await Promise.all(["Owner", "Ada", "Ben"].map((name) => openPerson(browser, base, name)));
  if (!owner || !ada || !ben) throw new Error("three people are needed");
  const bounty = await test.step("the owner posts and funds twelve items", () => postAndFund(owner));
  await test.step("Ada labels by keys and loses the network for a while", () => labelWithABreak(ada, bounty));
  await test.step("Ben labels by keys", () => labelAll(ben, bounty));
  await test.step("the owner looks at the quality and settles", () => settle(owner, bounty));
  await test.step("Ada claims, and the chain says so", () => claim(ada, base));
  const evidence = await test.step("anybody downloads the dataset", () => download(browser, bounty));
  await test.step("anybody verifies it in the browser", () => verifyInBrowser(browser, bounty));
  await test.step("anybody verifies it on the command line", () => verifyOnCommandLine(evidence, base));
});

/** From an empty form to an open bounty; returns its id. */
async function postAndFund(owner: BrowserPerson): Promise<string> {
  const { page, wallet } = owner;
  await page.goto("/bounties/new");
  await signIn(owner);
  await takeTestTokens(owner);
  const rows = [
    ...TWELVE.map(({ text }, i) => ({ id: `t${i + 1}`, text })),
    ...GOLD.map(({ text, label }, i) => ({ id: `g${i + 1}`, text, gold: label })),
  ];
  const buffer = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: "garden-questions.jsonl", mimeType: "application/jsonl", buffer });
  await expect(page.getByText("14 items ready")).toBeVisible();
  await fillTask(page);
  await page.getByRole("radio", { name: String(OVERLAP), exact: true }).check({ force: true });
  await page.getByLabel("Price per answer").fill("0.25");
  await page.getByRole("button", { name: /^Lock .* tUSD and open$/ }).click();
  await page.waitForURL(/\/bounties\/(?!new)[^/?]+$/, { timeout: 60_000 });
  await expect(page.getByRole("heading", { name: TITLE })).toBeVisible();
  const count = (method: string) => wallet.asked.filter((asked) => asked === method).length;
  expect([count("personal_sign"), count("eth_signTypedData_v4"), count("eth_sendTransaction")]).toEqual([1, 1, 1]);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function fillTask(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Title" }).fill(TITLE);
  await page.getByLabel("Question").fill(TITLE);
  for (const [i, label] of GARDEN_LABELS.entries()) {
    const field = page.getByLabel(`Label ${i + 1}`, { exact: true });
    if ((await field.count()) === 0) await page.getByRole("button", { name: "Add a label" }).click();
    await field.fill(label);
  }
  await page.getByLabel("Guidelines").fill("Choose what the gardener **wants to know**.");
}

/** Signs in on the bench's door, authorises this browser's key with one signature. */
async function sitDown(person: BrowserPerson, bounty: string): Promise<void> {
  const { page, wallet } = person;
  await page.goto(`/bounties/${bounty}`);
  await page.getByRole("link", { name: "Start labeling" }).click();
  await signIn(person, "Sign in to label");
  await page.getByRole("button", { name: "Start labeling" }).click();
  await expect(connectionOn(page)).toHaveText("Saved");
  expect(wallet.asked.filter((method) => method === "eth_signTypedData_v4")).toHaveLength(1);
  expect(wallet.asked).not.toContain("eth_sendTransaction");
}

async function labelWithABreak(ada: BrowserPerson, bounty: string): Promise<void> {
  const { page } = ada;
  await sitDown(ada, bounty);
  await expect(page.locator(".ui-bench-bar")).toContainText(`0 of ${TWELVE.length + GOLD.length}`);
  await answerByKeys(page, 3);
  await expect(connectionOn(page)).toContainText("3 waiting");
  await sendNow(page);
  await expect(connectionOn(page)).toHaveText("Saved");
  await page.context().setOffline(true);
  await answerByKeys(page, 3);
  await expect(connectionOn(page)).toContainText("Offline · 3 waiting");
  await page.context().setOffline(false);
  await sendNow(page);
  await expect(connectionOn(page)).toHaveText("Saved");
  await answerByKeys(page);
  await expectAllSaved(page, bounty);
}

async function labelAll(ben: BrowserPerson, bounty: string): Promise<void> {
  await sitDown(ben, bounty);
  await answerByKeys(ben.page);
  await expectAllSaved(ben.page, bounty);
}

/** Twelve answers at least (control items come on top), all with the server. */
async function expectAllSaved(page: Page, bounty: string): Promise<void> {
  await expect(benchIsDone(page)).toBeVisible();
  await expect(connectionOn(page)).toHaveText("Saved");
  const progress = await page.request.get(`/api/v1/bounties/${bounty}/progress`);
  expect((await progress.json()).answered).toBeGreaterThanOrEqual(TWELVE.length);
}

async function settle({ page, wallet }: BrowserPerson, bounty: string): Promise<void> {
  await page.goto(`/bounties/${bounty}/quality`);
  await expect(page.getByRole("heading", { name: TITLE })).toBeVisible();
  await page.getByRole("button", { name: "Settle", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close and pay" }).click();
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/bounties/${bounty}`)).json()).state, { timeout: 60_000 })
    .toBe("settled");
  expect(wallet.asked.filter((method) => method === "eth_sendTransaction")).toHaveLength(1);
}

/** Ada never had gas: the claim says so and loses nothing. With gas it pays what was promised, to the last unit. */
async function claim(ada: BrowserPerson, base: string): Promise<void> {
  const { page, wallet } = ada;
  const token = await tokenOnChain(base);
  await page.goto("/earnings");
  const button = page.getByRole("button", { name: /^Claim [\d.]+ tUSD$/ });
  await button.click();
  await expect(page.getByText("The account has too little of the chain's own coin to pay for gas.")).toBeVisible();
  await takeTestTokens(ada);
  const before = await token.balanceOf(wallet.address);
  const earnings = (await (await page.request.get("/api/v1/earnings")).json()) as EarningsView;
  const owed = earnings.claimable.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
  expect(owed).toBeGreaterThan(0n);
  await button.click();
  await expect(page.getByText(/tUSD claimed\.$/)).toBeVisible();
  expect((await token.balanceOf(wallet.address)) - before).toBe(owed);
}

/** A stranger without a wallet: JSON Lines, CSV, evidence. Returns the evidence's text. */
async function download(browser: Browser, bounty: string): Promise<string> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/datasets/${bounty}`);
  await expect(page.getByRole("heading", { name: TITLE })).toBeVisible();
  const jsonl = (await downloaded(page, /JSON ?L/i)).trim().split("\n");
  const rows = jsonl.map((line) => JSON.parse(line) as { payload: { text: string }; gold: boolean; label: string });
  expect(rows.filter(({ gold }) => !gold)).toHaveLength(TWELVE.length);
  for (const { payload, label } of rows) expect(label, payload.text).toBe(labelOf(payload.text));
  const csv = await downloaded(page, /CSV/i);
  for (const { text } of TWELVE) expect(csv).toContain(text);
  const evidence = await downloaded(page, /evidence/i);
  await page.context().close();
  return evidence;
}

async function downloaded(page: Page, name: RegExp): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).first().click()]);
  return readFileSync(await file.path(), "utf8");
}

async function verifyInBrowser(browser: Browser, bounty: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/datasets/${bounty}`);
  await page
    .getByRole("link", { name: /^Verify/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Matches the chain." })).toBeVisible();
  await page.context().close();
}

/** Exit code 0 for what the vault committed to, 1 for the same with one byte turned. */
async function verifyOnCommandLine(evidence: string, base: string): Promise<void> {
  const { rpcUrl } = await tokenOnChain(base);
  const file = test.info().outputPath("evidence.jsonl");
  const forged = test.info().outputPath("forged.jsonl");
  writeFileSync(file, evidence);
  const at = Math.floor(evidence.length / 2);
  const turned = evidence[at] === "7" ? "8" : "7";
  writeFileSync(forged, `${evidence.slice(0, at)}${turned}${evidence.slice(at + 1)}`);
  expect(assay("verify", file, "--rpc", rpcUrl).status).toBe(0);
  const differs = assay("verify", forged, "--rpc", rpcUrl, "--json");
  expect(differs.status).toBe(1);
  expect(JSON.parse(differs.stdout).verdict).not.toBe("match");
}

const assay = (...args: string[]) => spawnSync("bin/assay", args, { encoding: "utf8", timeout: 60_000 });
