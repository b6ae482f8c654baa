// People change their minds in the wallet: a clear message, nothing half done, and the same button works again.

import { expect, test } from "@playwright/test";
import { enter, keyOfName, postBounty, publishBounty } from "./crowd";
import { TWELVE } from "./garden-texts";
import { accountButton, openPerson, signIn, tokenOnChain } from "./people";
import { photograph } from "./photograph";

const TERMS = {
  title: "A bounty that is hard to fund",
  config: { question: "Which is it?", labels: ["Watering", "Pests"] },
  policy: { overlap: 1, goldBps: 0 },
  priceUnits: "100000",
};
const ROWS = TWELVE.map(({ text }) => ({ text }));
const SAID_NO = "You said no in your wallet. Nothing was signed and nothing moved.";

test("the sign-in is refused, then given; a wallet on another chain is asked to switch", async ({
  browser,
  baseURL,
}) => {
  const person = await openPerson(browser, baseURL ?? "", "Mallory");
  const { page, wallet, walletName } = person;
  await page.goto("/");
  wallet.rejectNext("personal_sign");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: walletName }).click();
  await expect(dialog.getByText(SAID_NO)).toBeVisible();
  expect((await (await page.request.get("/api/v1/me")).json()).account).toBeNull();

  wallet.setChain(1);
  wallet.rejectNext("wallet_switchEthereumChain");
  await dialog.getByRole("button", { name: walletName }).click();
  await expect(dialog.getByText("Your wallet is on another chain.")).toBeVisible();
  expect((await (await page.request.get("/api/v1/me")).json()).account).toBeNull();

  await dialog.getByRole("button", { name: walletName }).click();
  await expect(accountButton(page, wallet.address)).toBeVisible();
  expect(wallet.asked).toContain("wallet_switchEthereumChain");
  await page.context().close();
});

test("permit and transaction are refused; nothing moves until both are given, and then once", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const name = "hesitant owner";
  const { id, escrowUnits } = await publishBounty(await enter(base, name), { terms: TERMS, rows: ROWS });
  const owner = await openPerson(browser, base, name, keyOfName(name));
  const { page, wallet } = owner;
  const token = await tokenOnChain(base);
  const before = await token.balanceOf(wallet.address);
  const state = async () => (await (await page.request.get(`/api/v1/bounties/${id}`)).json()).state;
  await page.goto("/bounties");
  await signIn(owner);
  await page.goto(`/bounties/${id}`);
  const lock = page.getByRole("button", { name: /^Lock [\d.,]+ tUSD and open$/ });

  for (const method of ["eth_signTypedData_v4", "eth_sendTransaction"]) {
    wallet.rejectNext(method);
    await lock.click();
    await expect(page.getByText(SAID_NO)).toBeVisible();
    expect(await state()).toBe("published");
    expect(await token.balanceOf(wallet.address)).toBe(before);
  }
  await lock.click();
  await expect.poll(state).toBe("open");
  expect(before - (await token.balanceOf(wallet.address))).toBe(BigInt(escrowUnits));
  await page.context().close();
});

test("the bench's key is refused, then given", async ({ browser, baseURL }) => {
  const base = baseURL ?? "";
  const bounty = await postBounty(await enter(base, "key owner"), { terms: TERMS, rows: ROWS });
  const person = await openPerson(browser, base, "Trent");
  const { page, wallet } = person;
  await page.goto(`/label/${bounty.id}`);
  await signIn(person, "Sign in to label");
  wallet.rejectNext("eth_signTypedData_v4");
  await page.getByRole("button", { name: "Start labeling" }).click();
  await expect(page.getByText(SAID_NO)).toBeVisible();
  expect((await (await page.request.get("/api/v1/me")).json()).sessionKeys).toBe(0);
  await page.getByRole("button", { name: "Start labeling" }).click();
  await expect(page.getByRole("main", { name: "Item" })).toBeVisible();
  await page.context().close();
});

test("a bad file on the form: rows are told, nothing is kept unless the owner says so", async ({
  browser,
  baseURL,
}) => {
  const person = await openPerson(browser, baseURL ?? "", "Careless");
  const { page } = person;
  await page.goto("/bounties/new");
  await signIn(person);
  const drop = (name: string, text: string) =>
    page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await drop("questions.exe", "MZ");
  await expect(
    page.getByText("questions.exe is neither CSV, TSV, JSONL nor a zip of images or recordings."),
  ).toBeVisible();
  await drop("questions.csv", 'text,gold\nA first row,Yes\nA second row,No\n"an open "quote,Yes\n');
  await expect(page.getByText(/^1 rows? cannot be used\.$/)).toBeVisible();
  await expect(page.getByText("row 4", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Discard and mend the file" }).click();
  await expect(page.getByText(/rows? cannot be used/)).toHaveCount(0);
  await page.getByRole("checkbox", { name: /^Only look first/ }).check();
  await drop("questions.csv", "text,gold\nA first row,Yes\nA second row,No\nA third row,\n");
  await expect(page.getByText("3 rows of questions.csv would come in.")).toBeVisible();
  await expect(page.getByText("Nothing was brought in yet.")).toBeVisible();
  await expect(page.getByText("3 items ready")).toHaveCount(0);
  await photograph(page, "import", "only-look", "light");
  await page.getByRole("button", { name: "Bring them in" }).click();
  await expect(page.getByText("3 items ready")).toBeVisible();
  await page.context().close();
});
