// Nothing that was answered is lost or counted twice, whatever dies: a tab, the browser, the server, the line; whatever the
// device's clock says; and in two tabs at once.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { answerByKeys, benchIsDone, connectionOn, itemOn, sendNow } from "./bench-page";
import { type Bounty, enter, keyOfName, postBounty } from "./crowd";
import { GARDEN_LABELS, TWELVE } from "./garden-texts";
import { ownBrowser } from "./own-browser";
import { ownWeb } from "./own-web";
import { type BrowserPerson, signIn } from "./people";
import { injectWallet } from "./test-wallet";

const ITEMS = TWELVE.length;

let bounty: Bounty;

test.beforeAll(async ({ baseURL }) => {
  const owner = await enter(baseURL ?? "", "zero loss owner");
  bounty = await postBounty(owner, {
    terms: {
      title: "Letters that must not be lost",
      config: { question: "What does the gardener want to know?", labels: [...GARDEN_LABELS] },
      policy: { overlap: 9, goldBps: 0, suggestions: false },
      priceUnits: "10000",
    },
    rows: TWELVE.map(({ text }) => ({ text })),
  });
});

test("a tab that is killed: what it had answered is sent by the next one", async ({ browser, baseURL }) => {
  const ann = await somebody(browser, baseURL, "tab");
  await sitDown(ann);
  await answerByKeys(ann.page, 3);
  await expect(connectionOn(ann.page)).toContainText("3 waiting");
  const crashed = ann.page.waitForEvent("crash");
  await ann.page.goto("chrome://crash").catch(() => undefined);
  await crashed;
  const page = await ann.page.context().newPage();
  await page.goto(`/label/${bounty.id}`);
  await expectOnServer(page, 3);
  await answerByKeys(page);
  await expectOnServer(page, ITEMS);
  await page.context().close();
});

test("a press on Start labeling in the moment in which the page first takes one counts", async ({
  browser,
  baseURL,
}) => {
  const ann = await somebody(browser, baseURL, "press");
  await ann.page.goto(`/label/${bounty.id}`);
  await ann.page.evaluate(pressAtOnce, "Start labeling");
  await signIn(ann, "Sign in to label");
  await expect(itemOn(ann.page)).toBeVisible();
  await ann.page.context().close();
});

test("a browser that is killed, and comes back on the same profile", async ({ baseURL }) => {
  const dir = mkdtempSync(path.join(tmpdir(), "assay-profile-"));
  const name = "browser";
  const first = await ownBrowser(dir);
  const ann = await personIn(first.context, baseURL, name);
  await sitDown(ann, baseURL);
  await answerByKeys(ann.page, 3);
  await expect(connectionOn(ann.page)).toContainText("3 waiting");
  await first.kill();
  const second = await ownBrowser(dir);
  const again = await personIn(second.context, baseURL, name);
  // The outbox was on the disk; whether the cookie of the session was, is the browser's affair.
  await sitDown(again, baseURL);
  await expectOnServer(again.page, 3, baseURL);
  await second.kill();
  rmSync(dir, { recursive: true, force: true });
});

test("a server that is killed while answers are on their way, and comes back", async ({ browser }) => {
  const web = await ownWeb();
  await web.start();
  try {
    const ann = await somebody(browser, web.base, "server");
    await sitDown(ann);
    await answerByKeys(ann.page, 2);
    await web.kill();
    await sendNow(ann.page);
    await answerByKeys(ann.page, 3);
    await expect(connectionOn(ann.page)).toContainText("Offline · 5 waiting");
    await web.start();
    await expectOnServer(ann.page, 5);
    await ann.page.context().close();
  } finally {
    await web.kill();
  }
});

test("a line that breaks after the server has heard: the same answers again count once", async ({
  browser,
  baseURL,
}) => {
  const ann = await somebody(browser, baseURL, "line");
  await sitDown(ann);
  let swallowed = 0;
  await ann.page.route(/\/(submit|exchange)$/, async (route) => {
    if (swallowed++ > 1) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  // Items that a lost reply has brought come again when their lease is over: fewer than all may be answered here.
  const answered = await answerByKeys(ann.page);
  await expectOnServer(ann.page, answered.length);
  expect([swallowed > 2, new Set(answered).size]).toEqual([true, answered.length]);
  await ann.page.context().close();
});

for (const [words, hours] of [
  ["three hours ahead", 3],
  ["three hours behind", -3],
] as const) {
  test(`a device whose clock is ${words} loses nothing, over a reload too`, async ({ browser, baseURL }) => {
    const ann = await somebody(browser, baseURL, `clock ${hours}`);
    await ann.page.context().addInitScript(skewClock, hours * 3_600_000);
    await sitDown(ann);
    await answerByKeys(ann.page, 4);
    await ann.page.reload();
    await expectOnServer(ann.page, 4);
    await answerByKeys(ann.page);
    await expectOnServer(ann.page, ITEMS);
    await ann.page.context().close();
  });
}

test("two tabs on one bounty: each item is answered once, and nothing is refused", async ({ browser, baseURL }) => {
  const ann = await somebody(browser, baseURL, "two tabs");
  await sitDown(ann);
  const other = await ann.page.context().newPage();
  await other.goto(`/label/${bounty.id}`);
  await expect(itemOn(other)).toBeVisible();
  for (let i = 0; i < 3; i++) {
    await ann.page.bringToFront();
    await answerByKeys(ann.page, 1);
    await other.bringToFront();
    await answerByKeys(other, 2);
  }
  // Each has items ahead that the other does not have.
  for (const page of [ann.page, other]) {
    await page.bringToFront();
    await answerByKeys(page);
    await expect(connectionOn(page)).toHaveText("Saved");
  }
  await expectOnServer(other, ITEMS);
  await ann.page.context().close();
});

const somebody = async (browser: Browser, base: string | undefined, name: string): Promise<BrowserPerson> =>
  personIn(await browser.newContext({ baseURL: base ?? "" }), base, name);

async function personIn(context: BrowserContext, base = "", name = ""): Promise<BrowserPerson> {
  const walletName = `Wallet of ${name}`;
  const key = keyOfName(`zero loss ${name}`);
  const wallet = await injectWallet(context, { name: walletName, rpcUrl: `${base}/api/v1/rpc`, key });
  return { page: await context.newPage(), wallet, walletName };
}

/** To the first item, by way of sign-in and key where they are asked for. `base` where the browser has none of its own. */
async function sitDown(person: BrowserPerson, base = ""): Promise<void> {
  const { page } = person;
  await page.goto(`${base}/label/${bounty.id}`);
  const ready = (name: string) =>
    page.getByRole("button", { name, exact: true }).and(page.locator(':not([aria-busy="true"])'));
  const [stranger, known] = [ready("Sign in to label"), ready("Start labeling")];
  await expect(stranger.or(known).or(itemOn(page)).first()).toBeVisible();
  if (await stranger.isVisible()) await signIn(person, "Sign in to label");
  await expect(known.or(itemOn(page)).first()).toBeVisible();
  if (await known.isVisible()) await known.click();
  await expect(itemOn(page)).toBeVisible();
}

/** All that was answered is sent, and the server counts so many. */
async function expectOnServer(page: Page, answered: number, base = ""): Promise<void> {
  await expect(itemOn(page).or(benchIsDone(page))).toBeVisible();
  const waiting = page.getByRole("button", { name: /Send now/ });
  await expect(waiting.or(connectionOn(page).filter({ hasText: "Saved" })).first()).toBeVisible();
  if (await waiting.isVisible()) await waiting.click();
  await expect(connectionOn(page)).toHaveText("Saved");
  const reply = await page.request.get(`${base}/api/v1/bounties/${bounty.id}/progress`);
  expect(((await reply.json()) as { answered: number }).answered).toBe(answered);
}

/** Runs in the page: presses the button of this name once, as soon as there is one that takes a press. */
function pressAtOnce(name: string): void {
  const watch = new MutationObserver(() => {
    const found = [...document.querySelectorAll("button")].find(
      (button) => button.innerText.trim() === name && button.getAttribute("aria-disabled") !== "true",
    );
    if (!found) return;
    watch.disconnect();
    found.click();
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Runs in the page: its clock is off by so much, as a device's that was never set. */
function skewClock(byMs: number): void {
  const Own = Date;
  globalThis.Date = class extends Own {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(Own.now() + byMs);
      else super(...(parts as [number]));
    }
    static override now(): number {
      return Own.now() + byMs;
    }
  } as DateConstructor;
}
