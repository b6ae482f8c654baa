// One finger drawn sideways over the item answers where there are two sides: of two labels, and of a pair.
import { expect, type Page, test } from "@playwright/test";
import { benchIsDone, connectionOn, itemOn } from "./bench-page";
import { enter, keyOfName, postBounty } from "./crowd";
import { openPerson, signIn } from "./people";
import { drag } from "./touch";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const policy = { overlap: 1, goldBps: 0, suggestions: false };

test("a swipe answers two labels and a pair by its side; one too short, or along the page, answers nothing", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "swipe owner");
  const choice = await postBounty(owner, {
    terms: {
      title: "Two labels",
      config: { question: "Is it fine?", labels: ["yes", "no"] },
      policy,
      priceUnits: "100",
    },
    rows: [{ text: "It came late, and in pieces." }],
  });
  const pair = await postBounty(owner, {
    terms: {
      ...{ title: "A pair", taskType: "pairwise", policy, priceUnits: "100" },
      config: { question: "Which is better?", tie: true, bothBad: true },
    },
    rows: [{ prompt: "Why?", a: { by: "one", text: "Because." }, b: { by: "two", text: "It rains." } } as never],
  });
  const person = await openPerson(browser, base, "Swiper", keyOfName("swiper"), PHONE);
  const { page } = person;
  const sent = answersSentBy(page);

  await page.goto(`/label/${choice.id}`);
  await signIn(person, "Sign in to label");
  await sitDown(page);
  await swipe(page, { x: 40, y: 0 });
  await swipe(page, { x: 70, y: 60 });
  await expect(itemOn(page)).toBeVisible();
  expect(sent).toEqual([]);
  await swipe(page, { x: 120, y: 6 });
  await saved(page);
  expect(sent).toEqual(["no"]);

  await page.goto(`/label/${pair.id}`);
  await sitDown(page);
  const upper = await page.getByRole("region", { name: "Left" }).innerText();
  await swipe(page, { x: -120, y: 6 });
  await saved(page);
  expect(sent).toEqual(["no", upper.includes("Because") ? "a" : "b"]);
  await page.context().close();
});

async function sitDown(page: Page): Promise<void> {
  const start = page.getByRole("button", { name: "Start labeling" });
  await expect(start.or(itemOn(page))).toBeVisible();
  if (await start.isVisible()) await start.click();
  await expect(itemOn(page)).toBeVisible();
}

/** A finger drawn so far from the middle of the item. */
async function swipe(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const box = await itemOn(page).boundingBox();
  if (!box) throw new Error("no item in sight");
  const from = { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 200) / 2 };
  await drag(page, from, { x: from.x + x, y: from.y + y });
}

async function saved(page: Page): Promise<void> {
  await expect(benchIsDone(page)).toBeVisible();
  await expect(connectionOn(page)).toHaveText("Saved");
}

/** What is answered in every request that leaves the page, each answer once. */
function answersSentBy(page: Page): unknown[] {
  const keys = new Set<string>();
  const answers: unknown[] = [];
  page.on("request", (request) => {
    if (!/\/(submit|exchange)$/.test(request.url())) return;
    const body = request.postDataJSON() as { answers: { key: string; answer: unknown }[] };
    for (const { key, answer } of body.answers) {
      if (!keys.has(key)) answers.push(answer);
      keys.add(key);
    }
  });
  return answers;
}
