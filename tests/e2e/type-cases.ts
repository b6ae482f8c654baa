// What each task type is tried with: rows, the form as an owner fills it in, hands on the keyboard and on glass.
import { expect, type Page } from "@playwright/test";
import { zipSync } from "fflate";
import type { TaskTypeId } from "@/lib/task-types/registry";
import { wavFile } from "../import/wav-file";
import { PICTURE, pictureZip } from "./pictures";
import { drag, middleOfWord } from "./touch";

type Look = () => Promise<void>;

export type TypeCase = {
  readonly id: TaskTypeId;
  /** What it is tried on, where a type is tried twice. */
  readonly on?: string;
  /** The type's name in the form. */
  readonly name: string;
  /** The file that the owner drops. */
  file(): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }>;
  readonly items: number;
  fillForm(page: Page): Promise<void>;
  /** Answers the item on the bench with keys alone; `look` when all but the last is done. */
  byKeys(page: Page, look: Look): Promise<void>;
  /** Answers it by touch, with the same answer. */
  byTouch(page: Page, look: Look): Promise<void>;
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
  async byKeys(page, look) {
    await press(page, "1", "2", "2", "3");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    await tap(page, "price");
    await tap(page, "delivery");
    await look();
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
  async byKeys(page, look) {
    await expect(page.getByRole("button", { name: "Both are bad" })).toHaveCount(0);
    await look();
    const left = await page.getByRole("region", { name: "Left" }).innerText();
    await press(page, left.includes("careful") ? "ArrowLeft" : "ArrowRight");
  },
  async byTouch(page, look) {
    await look();
    const left = await page.getByRole("region", { name: "Left" }).innerText();
    await tap(page, left.includes("careful") ? /^Upper is better/ : /^Lower is better/);
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
  async byKeys(page, look) {
    await press(page, "4", "1", "Backspace");
    await look();
    await press(page, "2", "Enter");
  },
  async byTouch(page, look) {
    await look();
    await page.getByRole("group", { name: "Clear" }).getByRole("button", { name: "4", exact: true }).tap();
    await page.getByRole("group", { name: "Polite" }).getByRole("button", { name: "2", exact: true }).tap();
    await tap(page, "Done");
  },
  row: { "rating Clear": 4, "rating Polite": 2 },
};

const ranking: TypeCase = {
  id: "ranking",
  name: "Ranking",
  file: jsonl(
    "three-replies",
    ["Why is the sky blue?", "How do I prune a rose?", "When do tulips bloom?"].map((prompt) => ({
      ranking: {
        prompt,
        things: ["Middling", "Best", "Another"].map((word) => ({ id: word, text: `${word} reply to: ${prompt}` })),
      },
    })),
  ),
  items: 3,
  fillForm: async (page) => expect(page.getByLabel("Things may share a place")).toBeChecked(),
  async byKeys(page, look) {
    const shown = await page.getByRole("main").getByRole("button").allInnerTexts();
    const keyOf = (word: string) => String(1 + shown.findIndex((text) => text.includes(word)));
    await press(page, keyOf("Middling"), keyOf("Best"), "ArrowUp", keyOf("Another"), "t");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    for (const word of ["Best", "Middling", "Another"]) await tap(page, new RegExp(`${word} reply`));
    await expect(page.getByRole("listitem").first()).toContainText("Best");
    await tap(page, /^Another.*share the place above/);
    await look();
    await tap(page, "Done");
  },
  row: { places: "1 0 1" },
};

const MEETINGS = ["Ada met Bo in Łódź.", "Bea met Cy in Rome 👋.", "Dan met Eve in Oslo."];

const spans: TypeCase = {
  id: "spans",
  name: "Text spans",
  file: jsonl("meetings", [
    ...MEETINGS.map((text) => ({ text })),
    { text: "👋 Al went.", gold: { spans: [{ label: "person", start: 2, end: 4 }] } },
  ]),
  items: 3,
  fillForm: (page) => fillNames(page, "label", ["person", "place"]),
  async byKeys(page, look) {
    const isMeeting = (await page.locator(".ui-bench-item-body").innerText()).includes("met");
    await press(page, "ArrowRight", "1");
    if (isMeeting) await press(page, "ArrowRight", "ArrowRight", "1", "ArrowRight", "ArrowRight");
    if (isMeeting) await look();
    await press(page, ...(isMeeting ? ["2"] : []), "Enter");
  },
  async byTouch(page, look) {
    const text = (await page.locator(".ui-bench-item-body p").innerText()).trim();
    const isMeeting = text.includes("met");
    const words = isMeeting
      ? ([
          [0, "person"],
          [2, "person"],
          [4, "place"],
        ] as const)
      : ([[1, "person"]] as const);
    for (const [word, label] of words) {
      const { x, y } = await middleOfWord(page, text, word);
      await page.touchscreen.tap(x, y);
      await tap(page, label);
    }
    if (isMeeting) await look();
    await tap(page, /^Done/);
  },
  row: { spans: expect.stringMatching(/^\[\["person",0,3\],\["person",8,1\d\],\["place",1\d,1\d\]\]$/) },
};

const relations: TypeCase = {
  id: "relations",
  name: "Relations",
  file: jsonl("who-knows-whom", [{ text: "Ada met Bo." }, { text: "Cat met Al." }]),
  items: 2,
  async fillForm(page) {
    await fillNames(page, "span label", ["person", "place"]);
    await fillNames(page, "relation", ["knows", "lives in"]);
  },
  async byKeys(page, look) {
    await press(page, "ArrowRight", "1", "ArrowRight", "ArrowRight", "1", ",", "Space", ".", "4", "/", "/", "3");
    await look();
    await press(page, "Control+z", "Control+Shift+Z", "Enter");
  },
  async byTouch(page, look) {
    const text = (await page.locator(".ui-bench-item-body p").innerText()).trim();
    const touch = async (word: number) => {
      const { x, y } = await middleOfWord(page, text, word);
      await page.touchscreen.tap(x, y);
    };
    for (const word of [0, 2]) {
      await touch(word);
      await tap(page, "person");
    }
    await touch(0);
    await tap(page, "From here");
    await touch(2);
    await tap(page, "knows");
    await look();
    await tap(page, /^Done/);
  },
  row: { spans: '[["person",0,3],["person",8,10]]', relations: '[["knows",0,1]]' },
};

const streets = async () => ({ name: "streets.zip", mimeType: "application/zip", buffer: await pictureZip() });

/** Where a pixel of the picture stands in the window. */
async function placesOn(page: Page) {
  const frame = await page.locator(".ui-stage svg").boundingBox();
  if (!frame) throw new Error("the picture is not in sight");
  const scale = Math.min(frame.width / PICTURE.width, frame.height / PICTURE.height);
  const left = frame.x + (frame.width - PICTURE.width * scale) / 2;
  const top = frame.y + (frame.height - PICTURE.height * scale) / 2;
  return (x: number, y: number) => ({ x: left + x * scale, y: top + y * scale });
}

const times = (count: number, key: string): string[] => Array(count).fill(key);

const boxes: TypeCase = {
  id: "boxes",
  name: "Boxes",
  file: streets,
  items: 3,
  fillForm: (page) => fillNames(page, "label", ["person", "car"]),
  async byKeys(page, look) {
    await press(page, " ", " ", ...times(8, "ArrowRight"), ...times(5, "ArrowDown"), " ", "2");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    const at = await placesOn(page);
    await tap(page, "car");
    await drag(page, at(320, 240), at(368, 270));
    await look();
    await tap(page, /^Done/);
  },
  row: { boxes: expect.stringMatching(/^\[\["car",(319|32[01]),(239|24[01]),36[6-9],(269|27[01])\]\]$/) },
};

/** What may stand for a coordinate in a row: a finger's place is a pixel or two off. */
const near = (at: number): string => `(${[-2, -1, 0, 1, 2].map((by) => at + by).join("|")})`;

const polygons: TypeCase = {
  id: "polygons",
  name: "Polygons",
  file: streets,
  items: 3,
  fillForm: (page) => fillNames(page, "label", ["roof", "car"]),
  async byKeys(page, look) {
    const [across, down] = [times(13, "ArrowRight"), times(8, "ArrowDown")];
    await press(page, "2", " ", " ", ...across, "Shift+ArrowRight", "Shift+ArrowRight", " ", ...down, " ");
    await press(page, "Shift+ArrowDown", "Shift+ArrowDown", " ", "Enter");
    await expect(page.getByRole("listitem").filter({ hasText: "4 corners" })).toBeVisible();
    await press(page, "PageDown", "PageDown", "PageDown", "Backspace", "Control+z");
    await press(page, ",", "PageUp", "PageUp", "Backspace");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    const at = await placesOn(page);
    await tap(page, "car");
    for (const { x, y } of [at(320, 240), at(400, 240), at(400, 290), at(200, 100)]) await page.touchscreen.tap(x, y);
    await tap(page, "Remove corner");
    await tap(page, /^Close the outline/);
    await look();
    await tap(page, /^Done/);
  },
  row: {
    polygons: expect.stringMatching(
      new RegExp(`^\\[\\["car",${[320, 240, 400, 240, 400, 290].map(near).join(",")}\\]\\]$`),
    ),
  },
};

const keypoints: TypeCase = {
  id: "keypoints",
  name: "Keypoints",
  file: streets,
  items: 3,
  async fillForm(page) {
    await fillNames(page, "point", ["front", "back", "roof"]);
    await page.getByLabel("Bones").fill("front - roof\nroof - back");
  },
  async byKeys(page, look) {
    await press(page, " ", " ", ...times(10, "ArrowRight"), " ", "0", ...times(5, "ArrowUp"), " ");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    const at = await placesOn(page);
    for (const { x, y } of [at(320, 240), at(380, 240)]) await page.touchscreen.tap(x, y);
    await tap(page, "Hidden");
    await drag(page, at(350, 150), at(380, 210));
    await look();
    await tap(page, /^Done/);
  },
  row: {
    figures: expect.stringMatching(
      new RegExp(`^\\[\\[${near(320)},${near(240)},2,${near(380)},${near(240)},1,${near(380)},${near(210)},2\\]\\]$`),
    ),
  },
};

const transcription: TypeCase = {
  id: "transcription",
  name: "Free text",
  file: jsonl(
    "notes",
    NOTES.map((text) => ({ text })),
  ),
  items: 3,
  fillForm: async (page) => page.getByLabel("Longest answer, characters").fill("80"),
  async byKeys(page, look) {
    await page.keyboard.type("Late, dear");
    await look();
    await press(page, "Control+Enter");
  },
  async byTouch(page, look) {
    await page.getByLabel("Your words").tap();
    await page.keyboard.type("Late, dear");
    await look();
    await tap(page, /^Done/);
  },
  row: { text: "Late, dear" },
};

const calls = async () => ({
  name: "calls.zip",
  mimeType: "application/zip",
  buffer: Buffer.from(zipSync({ "call-1.wav": wavFile(4_000), "call-2.wav": wavFile(6_000, 330) })),
});

/** Plays, once the recording can be heard, until the player has moved on, and stops. */
async function listen(page: Page, press: () => Promise<void>): Promise<void> {
  const place = page.getByRole("slider", { name: "Place in the recording" });
  await expect(page.getByRole("button", { name: "Play" })).toBeEnabled();
  await press();
  await expect.poll(async () => Number(await place.inputValue())).toBeGreaterThan(100);
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await press();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
}

const recordings: TypeCase = {
  id: "transcription",
  on: "recordings",
  name: "Free text",
  file: calls,
  items: 2,
  async fillForm(page) {
    await page.getByLabel("Longest answer, characters").fill("80");
    const address = await page.locator("audio").first().getAttribute("src");
    const part = await page.request.get(address ?? "", { headers: { range: "bytes=100-199" } });
    expect([part.status(), (await part.body()).length]).toEqual([206, 100]);
    expect(part.headers()["content-range"]).toMatch(/^bytes 100-199\/\d+$/);
  },
  async byKeys(page, look) {
    await listen(page, () => press(page, "Alt+k"));
    await press(page, "Alt+j", "Alt+Comma");
    await expect(page.getByText("0.75 ×")).toBeVisible();
    await page.keyboard.type("Late, dear");
    await look();
    await press(page, "Control+Enter");
  },
  async byTouch(page, look) {
    await listen(page, () => tap(page, /^(Play|Pause)$/));
    await page.getByLabel("Your words").tap();
    await page.keyboard.type("Late, dear");
    await look();
    await tap(page, /^Done/);
  },
  row: { text: "Late, dear" },
};

const audioSegments: TypeCase = {
  id: "audio-segments",
  name: "Audio segments",
  file: calls,
  items: 2,
  fillForm: (page) => fillNames(page, "label", ["caller", "agent"]),
  async byKeys(page, look) {
    const place = page.getByRole("slider", { name: "Place in the recording" });
    await expect(page.getByRole("button", { name: "Play" })).toBeEnabled();
    await press(page, "ArrowRight", "[", "ArrowRight", "ArrowRight", "]", "2");
    await expect(place).toHaveValue("3000");
    await press(page, "Shift+ArrowLeft", "]", "Control+z", ",");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    await expect(page.getByRole("button", { name: "Play" })).toBeEnabled();
    await page.getByRole("slider", { name: "Place in the recording" }).fill("1000");
    await tap(page, "Begin here");
    await page.getByRole("slider", { name: "Place in the recording" }).fill("3000");
    await tap(page, "End here");
    await tap(page, "agent");
    await look();
    await tap(page, /^Done/);
  },
  row: { segments: '[["agent",1000,3000]]' },
};

const chat: TypeCase = {
  id: "chat",
  name: "Chat",
  file: jsonl(
    "chats",
    ["roses", "tulips", "lawns"].map((plant) => ({
      messages: [
        { role: "user", content: `What do ${plant} need in March?` },
        { role: "assistant", content: `For ${plant}: light, and water once a week. 🌱` },
        { role: "user", content: "And in winter?" },
        { role: "assistant", content: "Nothing. Ask me in spring." },
      ],
    })),
  ),
  items: 3,
  async fillForm(page) {
    await page.getByRole("button", { name: "Begin with an example" }).click();
    await fillNames(page, "verdict", ["solved", "partly", "not solved"]);
  },
  async byKeys(page, look) {
    await press(page, "5", "1", "Backspace", "Backspace", "4", "2");
    await expect(page.getByRole("status").filter({ hasText: "What is the verdict?" })).toBeVisible();
    await press(page, "2");
    await look();
    await press(page, "Enter");
  },
  async byTouch(page, look) {
    for (const [message, step] of [
      [2, "4"],
      [4, "2"],
    ] as const) {
      const scale = page.getByRole("group", { name: `Rating of message ${message}` });
      await scale.getByRole("button", { name: step, exact: true }).tap();
    }
    await tap(page, "partly");
    await look();
    await tap(page, "Done");
  },
  row: { verdict: "partly", ratings: "4 2" },
};

export const TYPE_CASES: readonly TypeCase[] = [
  ...[multiLabel, pairwise, rating, ranking, spans, relations, boxes, polygons, keypoints, transcription, recordings],
  audioSegments,
  chat,
];
