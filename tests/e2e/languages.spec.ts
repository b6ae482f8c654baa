// The screens where annotators spend their day, in each language on a phone: nothing is clipped, nothing lies beside the
// page, and Arabic reads from right to left.
import { expect, type Page, test } from "@playwright/test";
import { benchApi } from "@/lib/client/bench-api";
import { signedAnswers } from "@/lib/client/signed-answers";
import { LOCALE_COOKIE, LOCALES, langOf } from "@/lib/locale/locales";
import { clipped } from "./clipped";
import { answerTo, type Bounty, enter, keyOfName, postBounty, sessionKey } from "./crowd";
import { GARDEN_LABELS, TWELVE } from "./garden-texts";
import { violations } from "./look-at";
import { type BrowserPerson, openPerson, signIn } from "./people";
import { photograph } from "./photograph";

const ANNOTATOR = "languages annotator";

let bounty: Bounty;
let person: BrowserPerson;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const base = baseURL ?? "";
  const [owner, annotator] = await Promise.all([enter(base, "languages owner"), enter(base, ANNOTATOR)]);
  bounty = await postBounty(owner, {
    terms: {
      title: "Letters to the garden shop",
      config: { question: "What does the gardener want to know?", labels: [...GARDEN_LABELS] },
      guidelines: "Choose what the gardener **wants to know**.",
      policy: { overlap: 3 },
      priceUnits: "50000",
    },
    rows: TWELVE.map(({ text }) => ({ text })),
  });
  const bench = benchApi(annotator.api, bounty.id);
  const { leases } = await bench.claim(2);
  const given = leases.map((lease) => answerTo(lease, GARDEN_LABELS[0]));
  await bench.submit(await signedAnswers(await sessionKey(annotator), bounty.manifestHash, given));
  person = await openPerson(browser, base, ANNOTATOR, keyOfName(ANNOTATOR));
  await person.page.goto("/datasets");
  await signIn(person);
  await person.page.goto(`/label/${bounty.id}`);
  await person.page.getByRole("button", { name: "Start labeling" }).and(READY(person.page)).click();
  await expect(person.page.locator(".ui-bench")).toBeVisible();
});
test.afterAll(() => person.page.context().close());

const READY = (page: Page) => page.locator(':not([aria-busy="true"])');

for (const locale of LOCALES) {
  test(`${locale.name}: every screen fits a phone`, async ({ baseURL }) => {
    const { page } = person;
    await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale.id, url: baseURL ?? "" }]);
    await page.setViewportSize({ width: 390, height: 844 });
    const screens = [
      ["market", "/", page.locator(".ui-doors")],
      ["bounty", `/bounties/${bounty.id}`, page.locator(".ui-facts").first()],
      ["bench", `/label/${bounty.id}`, page.locator(".ui-bench .ui-option").first()],
      ["earnings", "/earnings", page.locator(".ui-table").first()],
      ["new-bounty", "/bounties/new", page.locator(".ui-step").first()],
      ["own-bounties", "/bounties", page.locator("main h1").first()],
      ["money", `/bounties/${bounty.id}/money`, page.locator(".ui-table").first()],
      ["quality", `/bounties/${bounty.id}/quality`, page.locator("main h1").first()],
      ["developers", "/developers", page.locator(".ui-table").first()],
      ["keys", "/developers/keys", page.locator("form").last()],
      ["webhooks", "/developers/webhooks", page.locator("form").last()],
      ["datasets", "/datasets", page.locator("main h1").first()],
      ["verify", "/verify", page.locator("form").last()],
    ] as const;
    for (const [name, path, shown] of screens) {
      await page.goto(path, { waitUntil: "domcontentloaded" });
      await expect(shown).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", langOf(locale));
      await expect(page.locator("html")).toHaveAttribute("dir", locale.dir);
      expect.soft(await page.evaluate(clipped), `${name} in ${locale.id}`).toEqual([]);
      await photograph(page, "languages", `${name}-${locale.id}`, "light");
      if (locale.id === "en") await expectNobodyShutOut(page, name);
    }
  });
}

/** By axe; with the page enlarged to 200 % on a screen of 1440 × 900; and for who asked for no motion, as these tests do. */
async function expectNobodyShutOut(page: Page, name: string): Promise<void> {
  expect.soft(await violations(page), `${name}, by axe`).toEqual([]);
  await page.setViewportSize({ width: 720, height: 450 });
  expect.soft(await page.evaluate(clipped), `${name} at 200 %`).toEqual([]);
  expect.soft(await page.evaluate(moving), `${name} without motion`).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
}

/** Runs in the page: elements that would move or fade. */
function moving(): string[] {
  const lasts = (times: string) => times.split(",").some((time) => Number.parseFloat(time) > 0);
  return [...document.querySelectorAll("body *")]
    .filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
    })
    .map((element) => `${element.tagName}.${element.getAttribute("class")}`);
}

test("the language is chosen by its own name, and stays chosen", async () => {
  const { page } = person;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/");
  const choice = page.getByRole("banner").locator("select").first();
  await choice.selectOption({ label: "Español" });
  await expect(page.locator("html")).toHaveAttribute("lang", "es-419");
  await expect(page.getByRole("link", { name: "Mercado", exact: true })).toBeVisible();
  await choice.selectOption({ label: "English" });
  await page.reload();
  await expect(page.getByRole("link", { name: "Market", exact: true })).toBeVisible();
});
