// Every task type from form to dataset: an owner sets it up and sees the real bench on the first item, one person answers
// with keys alone, another on a phone, the referee settles, and the exported rows hold what was answered.
import { expect, type Page, test } from "@playwright/test";
import { settleBounty } from "@/bin/commands/replay-owner";
import type { Person } from "@/bin/commands/replay-person";
import { benchIsDone, connectionOn } from "./bench-page";
import { enter, keyOfName } from "./crowd";
import { violations } from "./look-at";
import { type BrowserPerson, openPerson, signIn, takeTestTokens } from "./people";
import { photograph, WANTED } from "./photograph";
import { TYPE_CASES, type TypeCase } from "./type-cases";

const DESK = { viewport: { width: 1440, height: 900 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const OWNER = "types owner";
const NOT_ASKED = { escrowUnits: "0", recordOf: () => "", recordNamed: () => "", manifestHash: "" };

const nameOf = ({ id, on }: TypeCase) => (on === undefined ? id : `${id} of ${on}`);

type Crew = Readonly<Record<"owner" | "keys" | "touch", BrowserPerson>>;
let crew: Crew;

// The same three people do all types, as they would: signing in is another test's matter.
test.beforeAll(async ({ browser }, { project }) => {
  const base = project.use.baseURL ?? "";
  const open = (name: string, options = {}) => openPerson(browser, base, name, keyOfName(name), options);
  crew = { owner: await open(OWNER), keys: await open("types keys", DESK), touch: await open("types touch", PHONE) };
  await Promise.all(
    Object.values(crew).map(async (person) => {
      await person.page.goto("/bounties");
      await signIn(person);
    }),
  );
  await takeTestTokens(crew.owner);
});

test.afterAll(() => Promise.all(Object.values(crew).map(({ page }) => page.context().close())));

/** What was posted and answered, and waits to be settled. */
const labelled: { readonly typeCase: TypeCase; readonly bounty: string }[] = [];

for (const typeCase of TYPE_CASES) {
  test(`${nameOf(typeCase)}: form, keys, touch`, async () => {
    const bounty = await test.step("the owner posts", () => post(crew.owner, typeCase));
    // One after the other: who comes in the very moment in which another is dealt all there is finds nothing.
    for (const { page } of [crew.keys, crew.touch]) await test.step("sit down", () => sitDown(page, bounty));
    await test.step("one answers by keys, one by touch, at the same time", () =>
      Promise.all([
        label(crew.keys, { typeCase, bounty, hands: "keys" }),
        label(crew.touch, { typeCase, bounty, hands: "touch" }),
      ]));
    labelled.push({ typeCase, bounty });
  });
}

// Their windows run side by side: one after the other they would take minutes.
test("consensus and export: every dataset holds the answers", async ({ baseURL }) => {
  const base = baseURL ?? "";
  const owner = await enter(base, OWNER);
  await Promise.all(
    labelled.map(({ typeCase, bounty }) =>
      test.step(nameOf(typeCase), () => checkRows(owner, { typeCase, bounty, base })),
    ),
  );
  expect(labelled).toHaveLength(TYPE_CASES.length);
});

async function post({ page }: BrowserPerson, typeCase: TypeCase): Promise<string> {
  await page.goto("/bounties/new");
  await page.getByRole("radio", { name: typeCase.name, exact: true }).check({ force: true });
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(await typeCase.file());
  await expect(page.getByText(/^\d+ items ready$/)).toBeVisible();
  await page.getByRole("textbox", { name: "Title" }).fill(`Trying ${typeCase.name.toLowerCase()}`);
  await typeCase.fillForm(page);
  await expect(page.getByText("The bench, on your first item")).toBeVisible();
  await page.getByRole("radio", { name: "2", exact: true }).check({ force: true });
  await shoot(page, `${nameOf(typeCase)}-form`);
  await page.getByRole("button", { name: /^Lock .* tUSD and open$/ }).click();
  await page.waitForURL(/\/bounties\/(?!new)[^/?]+$/, { timeout: 60_000 });
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  // The page is there before the worker has dealt the items out.
  const state = async () =>
    ((await (await page.request.get(`/api/v1/bounties/${id}`)).json()) as { state: string }).state;
  await expect.poll(state).toBe("open");
  return id;
}

type Shift = { readonly typeCase: TypeCase; readonly bounty: string; readonly hands: "keys" | "touch" };

async function label({ page }: BrowserPerson, { typeCase, bounty, hands }: Shift): Promise<void> {
  for (let done = 0; !(await benchIsDone(page).isVisible()); done++) {
    const look = async () => {
      if (done > 0) return;
      await shoot(page, `${nameOf(typeCase)}-bench`);
      if (hands === "keys") expect.soft(await violations(page), `${nameOf(typeCase)} on the bench`).toEqual([]);
    };
    await (hands === "keys" ? typeCase.byKeys(page, look) : typeCase.byTouch(page, look));
    await expect(page.locator(".ui-bench-bar")).toContainText(`${done + 1} of`);
    await expect(page.locator(".ui-bench-item-body").or(benchIsDone(page))).toBeVisible();
  }
  await expect(connectionOn(page)).toHaveText("Saved");
  const progress = await (await page.request.get(`/api/v1/bounties/${bounty}/progress`)).json();
  expect(progress.answered).toBeGreaterThanOrEqual(typeCase.items);
}

/** The key that signs answers is made once a browser: from the second bounty on the item is there at once. */
async function sitDown(page: Page, bounty: string): Promise<void> {
  await page.goto(`/label/${bounty}`);
  const start = page.getByRole("button", { name: "Start labeling" });
  const item = page.locator(".ui-bench-item-body");
  await expect(start.or(item).first()).toBeVisible();
  if (await start.isVisible()) await start.click();
  await expect(item).toBeVisible();
}

type Told = { readonly typeCase: TypeCase; readonly bounty: string; readonly base: string };

async function checkRows(owner: Person, { typeCase: { row, items }, bounty, base }: Told): Promise<void> {
  await settleBounty(owner, { id: bounty, ...NOT_ASKED }, () => undefined);
  const reply = await fetch(`${base}/api/v1/datasets/${bounty}/export?format=jsonl`);
  expect(reply.status).toBe(200);
  const rows = (await reply.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ gold }) => gold !== true);
  expect(rows).toHaveLength(items);
  for (const found of rows) expect(found).toMatchObject(row);
}

/** Light, and for those who look at pictures dark, as the page stands. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const theme of WANTED ? (["light", "dark"] as const) : (["light"] as const))
    await photograph(page, "types", name, theme);
}
