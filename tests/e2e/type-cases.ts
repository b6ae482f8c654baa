// What each task type is tried with: rows, the form as an owner fills it in, hands on the keyboard and on glass.
import { expect, type Page } from "@playwright/test";
import type { TaskTypeId } from "@/lib/task-types/registry";

export type TypeCase = {
  readonly id: TaskTypeId;
  /** The type's name in the form. */
  readonly name: string;
  /** The file that the owner drops. */
  file(): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }>;
  readonly items: number;
  fillForm(page: Page): Promise<void>;
  /** Answers the item on the bench with keys alone. */
  byKeys(page: Page): Promise<void>;
  /** Answers it by touch, with the same answer. */
  byTouch(page: Page): Promise<void>;
  /** What every exported row holds. */
  readonly row: Readonly<Record<string, unknown>>;
};

const jsonl = (name: string, rows: readonly unknown[]) => async () => ({
  name: `${name}.jsonl`,
  mimeType: "application/jsonl",
  buffer: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
});

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const tap = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().tap();

/** Fills a list of names; one field more is asked for where there are too few. */
async function fillNames(page: Page, one: string, names: readonly string[]): Promise<void> {
  const called = `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
  for (const [i, name] of names.entries()) {
    const field = page.getByLabel(`${called} ${i + 1}`, { exact: true });
    if ((await field.count()) === 0) await page.getByRole("button", { name: `Add a ${one}` }).click();
    await field.fill(name);
  }
}

const NOTES = [
  "Cheap, but it came a week late.",
  "A fine rake, fairly priced, and the courier was late again.",
  "Twice the price of last year, and it took ten days.",
];

const multiLabel: TypeCase = {
  id: "multi-label",
  name: "Multiple labels",
  file: jsonl("shop-notes", [
    ...NOTES.map((text) => ({ text })),
    { text: "Late and dear.", gold: ["price", "delivery"] },
  ]),
  items: 3,
  fillForm: (page) => fillNames(page, "label", ["price", "quality", "delivery", "service"]),
  byKeys: (page) => press(page, "1", "2", "2", "3", "Enter"),
  async byTouch(page) {
    await tap(page, "price");
    await tap(page, "delivery");
    await tap(page, "Done");
  },
  row: { "label price": true, "label quality": false, "label delivery": true, "label service": false },
};

const pairwise: TypeCase = {
  id: "pairwise",
  name: "Pairwise preference",
  file: jsonl(
    "replies",
    ["Why is the sky blue?", "How do I prune a rose?", "When do tulips bloom?"].map((prompt) => ({
      prompt,
      a: { by: "model-1", text: `A careful reply to: ${prompt}` },
      b: { by: "model-2", text: `A hasty reply to: ${prompt}` },
    })),
  ),
  items: 3,
  fillForm: (page) => page.getByLabel("Both are bad is an answer").uncheck(),
  async byKeys(page) {
    await expect(page.getByRole("button", { name: "Both are bad" })).toHaveCount(0);
    const left = await page.getByRole("region", { name: "Left" }).innerText();
    await press(page, left.includes("careful") ? "ArrowLeft" : "ArrowRight");
  },
  async byTouch(page) {
    const left = await page.getByRole("region", { name: "Left" }).innerText();
    await tap(page, left.includes("careful") ? "Left is better" : "Right is better");
  },
  row: { preferred: "a" },
};

const rating: TypeCase = {
  id: "rating",
  name: "Rating",
  file: jsonl(
    "answers",
    NOTES.map((text) => ({ text })),
  ),
  items: 3,
  fillForm: (page) => fillNames(page, "criterion", ["Clear", "Polite"]),
  byKeys: (page) => press(page, "4", "1", "Backspace", "2", "Enter"),
  async byTouch(page) {
    await page.getByRole("group", { name: "Clear" }).getByRole("button", { name: "4", exact: true }).tap();
    await page.getByRole("group", { name: "Polite" }).getByRole("button", { name: "2", exact: true }).tap();
    await tap(page, "Done");
  },
  row: { "rating Clear": 4, "rating Polite": 2 },
};

export const TYPE_CASES: readonly TypeCase[] = [multiLabel, pairwise, rating];
