// Money in flight, walked on the pages: topped up, accepted early, claimed without gas to another address; challenged,
// ruled invalid, void; refunded. What the pages say is compared with the chain.
import { type Browser, expect, test } from "@playwright/test";
import { type Hex, keccak256, toHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import type { Person } from "@/bin/commands/replay-person";
import type { BatchView } from "@/lib/settlement/batch";
import type { EarningsView } from "@/lib/settlement/earnings";
import { answerAll, type Bounty, enter, keyOfName, postBounty } from "./crowd";
import { devChain } from "./dev-chain";
import { lookAt } from "./look-at";
import { type BrowserPerson, openPerson, signIn, tokenOnChain } from "./people";

const SAID_NO = "You said no in your wallet. Nothing was signed and nothing moved.";
/** anvil's accounts 7 and 8: two of the development committee's three. */
const JUDGES: readonly Hex[] = [
  "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
];
/** Where Ada wants to be paid; nobody has its key here. */
const ELSEWHERE = privateKeyToAddress(keccak256(toHex("assay e2e the other address")));
const HOURS_2 = 7_200;
const GRACE_S = 60;
const SLOW = { timeout: 90_000 };

const token = (base: string) => tokenOnChain(base);
let owner: BrowserPerson;
let api: { readonly owner: Person; readonly ada: Person };
let paid: Bounty;
let voided: Bounty;

test.describe.configure({ mode: "serial", timeout: 480_000 });

test.beforeAll(async ({ browser, baseURL }) => {
  const base = baseURL ?? "";
  api = { owner: await enter(base, "money owner"), ada: await enter(base, "money ada") };
  await enter(base, "money ben");
  paid = await postBounty(api.owner, posting("Letters worth paying for"));
  voided = await postBounty(api.owner, posting("Letters that nobody read"));
  owner = await person(browser, base, "money owner", `/bounties/${paid.id}/money`);
});
test.afterAll(async () => {
  await devChain().letClockRun();
  await owner.page.context().close();
});

test("the owner tops up: too much, a change of mind, then as wanted", async ({ baseURL }) => {
  const { page, wallet } = owner;
  const books = await token(baseURL ?? "");
  const before = await books.balanceOf(wallet.address);
  await page.getByRole("button", { name: "Top up", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Amount").fill("1,000,000");
  await dialog.getByRole("button", { name: "Top up by 1,000,000.000 tUSD" }).click();
  await expect(dialog.getByText(/^Your wallet holds [\d.,]+ tUSD; this takes 1,000,000\.000 tUSD\./)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Get 1,000 test tokens and gas" })).toBeVisible();
  expect(wallet.asked).not.toContain("eth_signTypedData_v4");

  await dialog.getByLabel("Amount").fill("5");
  wallet.rejectNext("eth_signTypedData_v4");
  const topUp = dialog.getByRole("button", { name: "Top up by 5.000 tUSD" });
  await topUp.click();
  await expect(dialog.getByText(SAID_NO)).toBeVisible();
  expect(await books.balanceOf(wallet.address)).toBe(before);
  await topUp.click();
  await expect(page.getByText("5.000 tUSD more are locked.")).toBeVisible(SLOW);
  await expect(dialog).toHaveCount(0);
  expect(before - (await books.balanceOf(wallet.address))).toBe(5_000_000n);
  await expect(page.getByRole("row", { name: /^Funded 5\.000 tUSD/ })).toBeVisible(SLOW);
});

test("two answers settle; the owner accepts early; they are paid elsewhere, without gas", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const { page } = owner;
  await devChain().holdClock();
  const id = await postBatch(paid);
  await expect(page.getByText("in challenge", { exact: true })).toBeVisible(SLOW);
  await lookAt(page, "money-in-challenge");
  await page.getByRole("button", { name: "Accept now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign and accept" }).click();
  await expect(page.getByText("Signed. The operator ends the window now.")).toBeVisible(SLOW);
  await reaches(id, "final");
  await expect(page.getByText("claimable", { exact: true })).toBeVisible(SLOW);

  const ada = await person(browser, base, "money ada", "/earnings");
  const { claimable } = await api.ada.api.get<EarningsView>("/api/v1/earnings");
  const owed = claimable.reduce((sum, { amountUnits }) => sum + BigInt(amountUnits), 0n);
  expect(owed).toBeGreaterThan(0n);
  await ada.page.getByRole("button", { name: "Claim to another address" }).click();
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByLabel("Pay to").fill(ELSEWHERE.slice(0, -1));
  await expect(dialog.getByText(/this has 41 characters/)).toBeVisible();
  await dialog.getByLabel("Pay to").fill(ELSEWHERE.toLowerCase());
  await expect(dialog.getByText(/has no checksum/)).toBeVisible();
  await dialog.getByLabel(/^I have compared/).check();
  await lookAt(ada.page, "claim-elsewhere");
  await dialog.getByRole("button", { name: /^Claim [\d.]+ tUSD$/ }).click();
  await expect(ada.page.getByText("Signed and handed in: the operator sends it now.")).toBeVisible(SLOW);
  await expect(ada.page.getByRole("table", { name: "Claims that the operator sends" }).getByText("paid")).toBeVisible(
    SLOW,
  );
  await lookAt(ada.page, "earnings-sent-for-you");
  expect(await (await token(base)).balanceOf(ELSEWHERE)).toBe(owed);
  expect(ada.wallet.asked).not.toContain("eth_sendTransaction");
  await ada.page.context().close();
});

test("another batch is challenged, ruled invalid by the committee, and void", async ({ browser, baseURL }) => {
  const base = baseURL ?? "";
  await devChain().holdClock();
  const id = await postBatch(voided);
  const ben = await person(browser, base, "money ben", `/batches/${id}`);
  await ben.page
    .getByLabel("What is wrong with it?")
    .fill("Both labels were sold.\nSee lines 3 and 4 of the evidence.");
  await lookAt(ben.page, "batch-challengeable");
  await ben.page.getByRole("button", { name: "Challenge this batch" }).click();
  await ben.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Challenge with 10\.000 tUSD$/ })
    .click();
  await expect(ben.page.getByText(/^The batch is frozen\./)).toBeVisible(SLOW);
  await expect(ben.page.getByText("This batch is frozen: somebody has challenged it.")).toBeVisible(SLOW);

  for (const [i, key] of JUDGES.entries()) {
    const judge = await openPerson(browser, base, `Judge ${i + 1}`, key);
    await judge.page.goto(`/batches/${id}`);
    await signIn(judge);
    await expect(judge.page.getByText("Both labels were sold.")).toBeVisible(SLOW);
    await judge.page.getByRole("button", { name: "It is invalid" }).click();
    if (i === 0) await lookAt(judge.page, "batch-vote");
    await judge.page.getByRole("dialog").getByRole("button", { name: "Vote: It is invalid" }).click();
    await expect(judge.page.getByText("Your vote is on the chain.")).toBeVisible(SLOW);
    await judge.page.context().close();
  }
  await reaches(id, "void");
  await expect(ben.page.getByText("This batch is void: it pays nobody.")).toBeVisible(SLOW);
  const books = await token(base);
  const before = await books.balanceOf(ben.wallet.address);
  await ben.page.getByRole("button", { name: "Take it out" }).click();
  await lookAt(ben.page, "batch-void");
  await ben.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Take out 10\.000 tUSD/ })
    .click();
  await expect(ben.page.getByText("It is in your wallet.")).toBeVisible(SLOW);
  expect((await books.balanceOf(ben.wallet.address)) - before).toBe(10_000_000n);
  await ben.page.context().close();
});

test("after the deadline and its grace the owner takes the rest back", async ({ baseURL }) => {
  const { page, wallet } = owner;
  const chain = devChain();
  await chain.letClockRun();
  await page.goto(`/bounties/${voided.id}/money`);
  await expect(page.getByText("void", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Settle again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Refund", exact: true })).toBeDisabled();
  await chain.pass(HOURS_2 + GRACE_S);
  const refund = page.getByRole("button", { name: /^Refund [\d.]+ tUSD$/ });
  await expect(refund).toBeEnabled(SLOW);
  const books = await token(baseURL ?? "");
  const before = await books.balanceOf(wallet.address);
  const view = await api.owner.api.get<{ availableUnits: string }>(`/api/v1/bounties/${voided.id}/money`);
  await refund.click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Refund [\d.]+ tUSD$/ })
    .click();
  await expect(page.getByText(/tUSD are back in your wallet\.$/)).toBeVisible(SLOW);
  expect((await books.balanceOf(wallet.address)) - before).toBe(BigInt(view.availableUnits));
  await expect(page.getByRole("row", { name: /^Refunded [\d.]+ tUSD/ })).toBeVisible(SLOW);
});

async function person(browser: Browser, base: string, name: string, path: string): Promise<BrowserPerson> {
  const opened = await openPerson(browser, base, name, keyOfName(name));
  await opened.page.goto("/datasets");
  await signIn(opened);
  await opened.page.goto(path);
  return opened;
}

function posting(title: string) {
  const rows = ["How often do I water ferns?", "My shears are blunt."].map((text) => ({ text }));
  const config = { question: "What is it about?", labels: ["Watering", "Pruning"] };
  const policy = { overlap: 1, goldBps: 0, payRule: "flat-v1" };
  const deadlineS = Math.floor(Date.now() / 1000) + HOURS_2;
  return { terms: { title, config, policy, deadlineS, priceUnits: "500000" }, rows };
}

/** Ada answers everything; the owner settles; answers the batch once it is in its window. */
async function postBatch(bounty: Bounty): Promise<string> {
  expect(await answerAll(api.ada, bounty, () => "Watering")).toBe(2);
  const { batch } = await api.owner.api.send<{ batch: BatchView }>("POST", `/api/v1/bounties/${bounty.id}/settle`);
  await reaches(batch.id, "window");
  return batch.id;
}

async function reaches(id: string, state: BatchView["state"]): Promise<void> {
  const now = async () => (await api.owner.api.get<BatchView>(`/api/v1/batches/${id}`)).state;
  await expect.poll(now, SLOW).toBe(state);
}
