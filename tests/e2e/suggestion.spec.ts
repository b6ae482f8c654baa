// The bounty's own model in the browser: fitted by the worker from the first labels, run by ONNX in a Web Worker.
import { expect, type Page, test } from "@playwright/test";
import type { LeaseDto } from "@/lib/client/bench-api";
import type { AnswerToSend } from "@/lib/client/signed-answers";
import { importedModel } from "@/lib/items/suggested";
import { benchIsDone, connectionOn, itemOn } from "./bench-page";
import { answerAll, enter, keyOfName, postBounty, textOf } from "./crowd";
import { FORTY, GARDEN_LABELS, keyOf, labelOf } from "./garden-texts";
import { openPerson, signIn } from "./people";

/** How many items of each kind the crowd leaves to the one at the bench. */
const LEFT = { open: 6, blind: 4 };

test("a suggestion by a real ONNX session stands on the bench, and none on blind items", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "suggestion owner");
  const bounty = await postBounty(owner, {
    terms: {
      title: "Forty easy garden questions",
      config: { question: "What is it about?", labels: [...GARDEN_LABELS] },
      policy: { overlap: 2, goldBps: 0, blindBps: 5_000 },
      priceUnits: "20000",
    },
    rows: FORTY.map(({ text }) => ({ text })),
  });

  const blind = new Map<string, boolean>();
  const first = await enter(base, "suggestion first");
  const seen = (lease: LeaseDto) => {
    blind.set(textOf(lease), lease.blind);
    return labelOf(textOf(lease));
  };
  expect(await answerAll(first, bounty, seen)).toBe(FORTY.length);
  const left = new Set([...textsOf(blind, false).slice(0, LEFT.open), ...textsOf(blind, true).slice(0, LEFT.blind)]);
  expect(left.size).toBe(LEFT.open + LEFT.blind);
  const second = await enter(base, "suggestion second");
  const most = (lease: LeaseDto) => (left.has(textOf(lease)) ? undefined : labelOf(textOf(lease)));
  expect(await answerAll(second, bounty, most)).toBe(FORTY.length - left.size);

  type Quality = { readonly model: { readonly accuracyCv: number; readonly baseline: number } | null };
  const quality = () => owner.api.get<Quality>(`/api/v1/bounties/${bounty.id}/quality`);
  await expect.poll(async () => (await quality()).model?.accuracyCv ?? 0, { timeout: 60_000 }).toBeGreaterThan(0.5);

  const ben = await openPerson(browser, base, "Ben", keyOfName("suggestion Ben"));
  const sent = answersSentBy(ben.page);
  await ben.page.goto(`/label/${bounty.id}`);
  await signIn(ben, "Sign in to label");
  await ben.page.getByRole("button", { name: "Start labeling" }).click();
  const shown = await labelWatching(ben.page, blind);
  await expect(connectionOn(ben.page)).toHaveText("Saved");
  expect(ben.page.workers().length).toBeGreaterThan(0);
  expect(shown).toEqual({ open: LEFT.open, blind: LEFT.blind });
  expect(sent.filter((answer) => answer.shown !== null)).toHaveLength(LEFT.open);
  expect(sent.filter((answer) => answer.shown === null)).toHaveLength(LEFT.blind);
  for (const { shown: suggestion } of sent) if (suggestion) expect(GARDEN_LABELS).toContain(suggestion.answer);
  await ben.page.context().close();
});

test("a suggestion that came with the data, Label Studio's prediction, stands on the bench under its model's name", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "suggestion owner");
  const tasks = FORTY.slice(0, 3).map(({ text }, i) => ({
    ...{ id: i + 1, data: { text } },
    predictions: [{ model_version: "garden-1", score: 0.75, result: [choiceOf(labelOf(text))] }],
  }));
  const bounty = await postBounty(owner, {
    terms: {
      ...{ title: "What a model said before", priceUnits: "20000" },
      config: { question: "What is it about?", labels: [...GARDEN_LABELS] },
      policy: { overlap: 1, goldBps: 0, blindBps: 0 },
    },
    file: { name: "tasks.json", format: "label-studio", bytes: new TextEncoder().encode(JSON.stringify(tasks)) },
  });
  const ben = await openPerson(browser, base, "Ben", keyOfName("suggestion Ben"));
  const sent = answersSentBy(ben.page);
  await ben.page.goto(`/label/${bounty.id}`);
  await signIn(ben, "Sign in to label");
  await ben.page.getByRole("button", { name: "Start labeling" }).click();
  expect(await labelWatching(ben.page, new Map())).toEqual({ open: 3, blind: 0 });
  await expect(connectionOn(ben.page)).toHaveText("Saved");
  for (const { answer, shown } of sent) expect(shown).toMatchObject({ answer, model: importedModel("garden-1") });
  expect(sent).toHaveLength(3);
  await ben.page.context().close();
});

const choiceOf = (label: string) => ({
  ...{ from_name: "topic", to_name: "text", type: "choices" },
  value: { choices: [label] },
});

/** Answers all; on each item looks whether a suggestion stands there, as it must, or none, as it must. */
async function labelWatching(page: Page, blind: ReadonlyMap<string, boolean>) {
  const shown = { open: 0, blind: 0 };
  const ghost = page.locator(".ui-option[data-ghost]");
  await expect(itemOn(page)).toBeVisible();
  while (!(await benchIsDone(page).isVisible())) {
    const text = await itemOn(page).innerText();
    if (blind.get(text)) {
      await expect(page.getByText("No suggestion on this one, on purpose")).toBeVisible();
      await expect(ghost).toHaveCount(0);
      shown.blind++;
    } else {
      await expect(ghost).toHaveCount(1);
      await expect(ghost.locator(".ui-option-confidence")).toContainText(/^(\.\d\d|1)/);
      shown.open++;
    }
    await page.keyboard.press(keyOf(text));
    await expect(itemOn(page).filter({ hasNotText: text }).or(benchIsDone(page))).toBeVisible();
  }
  return shown;
}

/** Every answer that leaves the page, by submit or exchange, once. */
function answersSentBy(page: Page): AnswerToSend[] {
  const list: AnswerToSend[] = [];
  page.on("request", (request) => {
    if (!/\/(submit|exchange)$/.test(request.url())) return;
    for (const answer of (request.postDataJSON() as { answers: AnswerToSend[] }).answers) {
      if (!list.some(({ key }) => key === answer.key)) list.push(answer);
    }
  });
  return list;
}

const textsOf = (blind: ReadonlyMap<string, boolean>, wanted: boolean): string[] =>
  [...blind].filter(([, is]) => is === wanted).map(([text]) => text);
