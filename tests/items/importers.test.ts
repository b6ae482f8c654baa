import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { isGoodId } from "@/lib/import/columns";
import { readJsonElements } from "@/lib/import/json-elements";
import { IMPORTERS, listImporters } from "@/lib/items/importers";
import { FORMATS, type Format } from "@/lib/items/item";
import { ingest, sample } from "@/lib/items/service";
import { TASK_TYPES } from "@/lib/task-types/registry";
import { draft, memoryRooms, type Rooms } from "../bounties/rooms";
import { COCO, cocoZip, parquet, picture, sampleFiles, TASKS } from "./sample-files";

let files: Awaited<ReturnType<typeof sampleFiles>>;
beforeAll(async () => {
  files = await sampleFiles();
});

async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A room whose network holds two pictures. */
async function rooms(): Promise<Rooms> {
  return {
    ...(await memoryRooms()),
    fetchUrl: async (url) => ({ name: url, bytes: inPieces(await picture(Number(/(\d)\.png/.exec(url)?.[1])), 1_000) }),
  };
}

async function bring(house: Rooms, format: Format, bytes: Uint8Array, more: Record<string, unknown> = {}) {
  const id = await draft(house, { config: { question: "How is it?", labels: ["good", "bad"] } });
  const size = bytes.length > 5_000 ? 4_096 : 7;
  const report = await ingest(house, house.people.owner, id, { name: "file", format, ...more }, inPieces(bytes, size));
  return { report, rows: await sample(house, house.people.owner, id, { count: 50 }) };
}

describe("every kind of file", () => {
  test.each(FORMATS)("%s: a sound one is taken whole", async (format) => {
    const { report, rows } = await bring(await rooms(), format, files[format].bytes);
    expect(report).toMatchObject({ state: "accepted", accepted: files[format].rows, rejected: 0, errors: [] });
    expect(rows.length).toBe(files[format].rows);
    expect(rows.every(({ id }) => isGoodId(id))).toBe(true);
  });

  test("the list names each with the kinds of bounty that take it", () => {
    const listed = listImporters();
    expect(listed.map(({ id }) => id)).toEqual(Object.keys(IMPORTERS));
    expect(listed.every(({ direction }) => direction === "import")).toBe(true);
    const named = new Set(listed.flatMap(({ taskTypes }) => taskTypes));
    expect([...named].toSorted()).toEqual(Object.keys(TASK_TYPES).toSorted());
  });
});

test("parquet: whole numbers become the class names that the file's own words give them", async () => {
  const { report } = await bring(await rooms(), "parquet", files.parquet.bytes);
  expect(report).toMatchObject({ gold: 4, columns: { text: "text", id: "id", gold: "gold" } });
});

test("parquet: row groups are read one after the other, and rows keep their order and numbers", async () => {
  const texts = Array.from({ length: 1_000 }, (_, i) => `text ${i}`);
  const bytes = parquet(texts, { rowGroupSize: 37 });
  const { report, rows } = await bring(await rooms(), "parquet", bytes);
  expect(report.accepted).toBe(1_000);
  expect(rows.map(({ line, payload }) => [line, (payload as { text: string }).text])).toEqual(
    texts.slice(0, 50).map((text, i) => [i + 1, text]),
  );
});

test("hf: shards are one table in the order of their names", async () => {
  const { report, rows } = await bring(await rooms(), "hf", files.hf.bytes);
  expect(rows.map(({ line, id }) => [line, id])).toEqual([0, 1, 2, 3].map((i) => [i + 1, `row ${i}`]));
  expect(report.leftOut).toBe("1 file beside the Parquet shards");
});

describe("hf: shards by their addresses", () => {
  const URLS = [0, 1].map((i) => `https://hub.example/datasets/x/train-0000${i}-of-00002.parquet`);
  const hub = async (): Promise<Rooms> => ({
    ...(await rooms()),
    fetchUrl: async (url) => {
      if (url === URLS[0]) return { name: url, bytes: inPieces(parquet(["a", "b"]), 500) };
      const columnData = [
        { name: "id", data: ["c", "d"], type: "STRING" as const },
        { name: "text", data: ["c", "d"], type: "STRING" as const },
      ];
      return { name: url, bytes: inPieces(parquet([], { columnData }), 500) };
    },
  });

  test.each([
    ["one a line", URLS.join("\n")],
    ["as the hub lists them", JSON.stringify(URLS)],
  ])("%s: they are fetched in that order as one table", async (_, list) => {
    const { report, rows: items } = await bring(await hub(), "hf", strToU8(list));
    expect(report).toMatchObject({ state: "accepted", accepted: 4 });
    expect(items.map(({ line, id }) => [line, id])).toEqual([
      [1, "row 0"],
      [2, "row 1"],
      [3, "c"],
      [4, "d"],
    ]);
  });

  test("one file alone is a dataset of one shard", async () => {
    expect((await bring(await hub(), "hf", parquet(["a", "b", "c"]))).report.accepted).toBe(3);
  });

  test.each(["", "[]", "[1]", '{"a":1}', "rows.parquet", `${URLS[0]}\nfile:///etc/passwd`])(
    "behavior: %j is no list of addresses, and the refusal says what would be",
    async (list) => {
      await expect(bring(await hub(), "hf", strToU8(list))).rejects.toThrow(/addresses/);
    },
  );
});

test("label studio: the ground truth is gold, cancelled answers are none", async () => {
  const { report, rows } = await bring(await rooms(), "label-studio", files["label-studio"].bytes);
  expect(rows.map(({ id, gold }) => [id, gold])).toEqual([
    ["7", true],
    ["8", false],
    ["9", false],
  ]);
  expect(report.leftOut).toBeNull();
});

test("label studio: a task without data, an answer that is no label, an image on another disk: rows with a reason", async () => {
  const tasks = [
    ...TASKS,
    { id: 10 },
    { id: 11, data: { text: "x" }, annotations: [{ result: [{ value: { choices: ["ugly"] } }] }] },
    { id: 12, data: { image: "/data/local-files/?d=a.png" } },
    5,
  ];
  const { report } = await bring(await rooms(), "label-studio", strToU8(JSON.stringify(tasks)));
  expect(report).toMatchObject({ state: "review", accepted: 3, rejected: 4 });
  expect(report.errors.map(({ at }) => at)).toEqual(["data", "gold", "image", "line 1"]);
});

test("coco: the one category of an image is its known answer; what names nothing is told", async () => {
  const list = {
    ...COCO,
    annotations: [...COCO.annotations, { image_id: 99, category_id: 1 }, { image_id: 3, category_id: 7 }],
  };
  const { report, rows } = await bring(await rooms(), "coco", await cocoZip(list));
  expect(rows.map(({ id, gold }) => [id, gold])).toEqual([
    ["one.png", true],
    ["in/two.png", true],
    ["three.png", false],
  ]);
  expect(report.errors.map(({ at, reason }) => [at, reason])).toEqual([
    ["image_id", "there is no image 99"],
    ["category_id", "there is no category 7"],
  ]);
});

test("coco: a list alone is enough when it says where its images lie", async () => {
  const images = COCO.images.map((image, i) => ({ ...image, coco_url: `https://pictures.example/${i + 1}.png` }));
  const { report } = await bring(await rooms(), "coco", strToU8(JSON.stringify({ ...COCO, images })));
  expect(report).toMatchObject({ accepted: 3, gold: 2 });
  await expect(bring(await rooms(), "coco", strToU8(JSON.stringify(COCO)))).rejects.toThrow(/coco_url/);
});

test("urls: an image that is not to be had is a row with its reason, the others come", async () => {
  const house = await rooms();
  const { fetchUrl } = house;
  const some = {
    ...house,
    fetchUrl: (url: string, limits: { maxBytes: number }) =>
      url.includes("1.png") ? fetchUrl(url, limits) : memoryRooms().then((bare) => bare.fetchUrl(url, limits)),
  };
  const { report } = await bring(some, "urls", files.urls.bytes);
  expect(report).toMatchObject({ state: "review", accepted: 1, rejected: 1 });
  expect(report.errors[0]).toMatchObject({ line: 3, at: "url", reason: expect.stringContaining("no network") });
});

describe("a JSON document in pieces", () => {
  const read = async (text: string, size = 1) => {
    const out: unknown[] = [];
    async function* chunks() {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    }
    for await (const each of readJsonElements(chunks()))
      out.push(each.kind === "bad" ? each.reason : [each.list, each.value]);
    return out;
  };

  test.each([1, 3, 1_000])("default: what JSON.parse finds, in chunks of %i", async (size) => {
    const list = [1, 'a,]}\\"', { a: [{ b: "[" }] }, [], null, "\u2028", -1.5e3];
    expect(await read(JSON.stringify(list), size)).toEqual(list.map((value) => [undefined, value]));
    expect(await read(JSON.stringify(list, null, 2), size)).toEqual(list.map((value) => [undefined, value]));
    const object = { info: { list: [1, 2] }, images: list, 'a"[': [7], n: 5, s: "x", empty: [], last: [[1], {}] };
    const wanted = [...list.map((value) => ["images", value]), ['a"[', 7], ["last", [1]], ["last", {}]];
    expect(await read(JSON.stringify(object), size)).toEqual(wanted);
  });

  test("behavior: cut off anywhere, it is refused", async () => {
    const whole = JSON.stringify({ a: [1, { b: "c" }], d: "e" });
    for (let end = 0; end < whole.length; end++) await expect(read(whole.slice(0, end))).rejects.toThrow(/./);
  });

  test("behavior: an element that is broken, too long or too deep costs itself only", async () => {
    const deep = "[".repeat(5_000) + "]".repeat(5_000);
    const long = JSON.stringify("x".repeat(1_000_001));
    expect(await read(`[1, tru, ${deep}, ${long}, 2]`, 4_096)).toEqual([
      [undefined, 1],
      "not JSON, at tru",
      "nested deeper than 200 levels",
      "longer than 1,000,000 characters",
      [undefined, 2],
    ]);
  });
});

test("a bomb, a path out of the archive and two lists are refused before anything is read", async () => {
  const house = await rooms();
  const bomb = zipSync({ "a.parquet": new Uint8Array(60_000_000) }, { level: 6 });
  await expect(bring(house, "hf", bomb)).rejects.toMatchObject({ code: "invalid_input", message: /times its size/ });
  await expect(bring(house, "coco", zipSync({ "../a.json": strToU8("{}") }))).rejects.toThrow(/leads out/);
  await expect(bring(house, "coco", zipSync({ "a.json": strToU8("{}"), "b.json": strToU8("{}") }))).rejects.toThrow(
    /holds 2/,
  );
});
