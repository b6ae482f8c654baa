import { execFileSync } from "node:child_process";
import { parse as parseCsv } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { unguard } from "@/lib/export/csv";
import { FORMATS, formatLines, formatOf, formatsOf } from "@/lib/export/registry";
import { audioSegments } from "@/lib/task-types/audio-segments/index";
import { boxes } from "@/lib/task-types/boxes/index";
import { chat } from "@/lib/task-types/chat/index";
import { choice } from "@/lib/task-types/choice/index";
import { keypoints } from "@/lib/task-types/keypoints/index";
import { multiLabel } from "@/lib/task-types/multi-label/index";
import { pairwise } from "@/lib/task-types/pairwise/index";
import { polygons } from "@/lib/task-types/polygons/index";
import { ranking } from "@/lib/task-types/ranking/index";
import { rating } from "@/lib/task-types/rating/index";
import { relations } from "@/lib/task-types/relations/index";
import { spans } from "@/lib/task-types/spans/index";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { transcription } from "@/lib/task-types/transcription/index";
import { exampleOf, exampleRows, IMAGE, unzipped, written } from "./format-stage";

const TYPES: readonly AnyTaskType[] = [
  ...[audioSegments, boxes, choice, keypoints, multiLabel, pairwise, polygons, ranking, rating, relations, spans],
  transcription,
];
const NO_ANSWER = { what: "items without an answer left out", count: 1 };

/** Python's own parsers as the consumer, where there is a Python. */
const python = (code: string, input: Buffer | string) => execFileSync("python3", ["-c", code], { input }).toString();
const hasPython = (() => {
  try {
    return python("print(1)", "").trim() === "1";
  } catch {
    return false;
  }
})();
const jsonLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("the list of formats", () => {
  test("default: ids are told apart, and each says what it leaves out and whom it is for", () => {
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
    for (const { use, leavesOut, title } of FORMATS) expect([use, leavesOut, title]).not.toContain("");
    expect(() => formatOf("xlsx")).toThrow(/There are: jsonl, csv/);
    expect(formatLines().find(({ id }) => id === "trl-dpo")?.taskTypes).toContain("pairwise");
  });

  test.each(TYPES.flatMap((type) => formatsOf(type).map((format) => [type.id, format.id, type] as const)))(
    "behavior: %s in %s: twice the same bytes, split and with media too, and a cell that is no row is no row",
    async (_, format, type) => {
      const stage = exampleOf(type);
      for (const options of [{}, { split: "80/10/10", seed: "s" }, { media: "true" }] as Record<string, string>[]) {
        const [first, second] = [
          await written(format, { ...stage, options }),
          await written(format, { ...stage, options }),
        ];
        expect(first.bytes.equals(second.bytes)).toBe(true);
        expect(first.bytes.length + first.loss.length).toBeGreaterThan(0);
        if (Object.keys(options).length > 0) expect((await unzipped(first.bytes)).size).toBeGreaterThan(0);
      }
    },
  );

  test("behavior: the parts of a split are the whole, each row once", async () => {
    const stage = exampleOf(choice);
    const rows = exampleRows(
      Array.from({ length: 200 }, () => stage.answers[0]),
      stage.payload,
    );
    const files = await unzipped((await written("jsonl", { ...stage, rows, options: { split: "80/10/10" } })).bytes);
    expect([...files.keys()]).toEqual(["train.jsonl", "validation.jsonl", "test.jsonl"]);
    const parts = [...files.values()].map((file) => jsonLines(file.toString()).map(({ id }) => id));
    expect(parts.flat().sort()).toEqual(rows.map(({ id }) => id).sort());
    const one = await written("jsonl", { ...stage, rows, options: { split: "80/10/10", part: "test" } });
    expect(one.bytes.equals(files.get("test.jsonl") ?? Buffer.alloc(0))).toBe(true);
    expect(parts[0]?.length).toBeGreaterThan(140);
  });
});

describe("tables", () => {
  test.each([
    ["csv", ","],
    ["tsv", "\t"],
  ])("round trip: %s gives every text and label back", async (format, delimiter) => {
    const nasty = ["=1+1", 'quo"te', "tab\there", "line\nbreak", "'-x", "plain, with comma"];
    const rows = nasty.flatMap((text, i) =>
      exampleRows(["x"], { kind: "text", text }).map((row) => ({
        ...row,
        id: text,
        hash: row.hash.replace(/^./, String(i)) as typeof row.hash,
      })),
    );
    const config = { question: "?", labels: ["x", "y"] };
    const { text } = await written(format, { type: choice, config, rows });
    const found = parseCsv(text, { columns: true, delimiter }) as Record<string, string>[];
    expect(found.map((row) => unguard(row.text ?? ""))).toEqual(nasty);
    expect(found.map((row) => [unguard(row.id ?? ""), row.label, row.certainty_permille])).toEqual(
      nasty.map((id) => [id, "x", "915"]),
    );
    if (hasPython) {
      const code = `import csv,sys,io,json; print(json.dumps(list(csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode(),newline=''),delimiter=${JSON.stringify(delimiter)}))))`;
      expect(JSON.parse(python(code, text))).toEqual(found);
    }
  });
});

describe("Parquet", () => {
  const stage = exampleOf(choice);
  const many = exampleRows(
    Array.from({ length: 45_000 }, (_, i) => (i % 7 === 0 ? undefined : stage.answers[0])),
    stage.payload,
  );

  test("round trip and consumer: hyparquet reads every row, group by group", async () => {
    const options = { with: "certainty,posterior,blind" };
    const { bytes } = await written("parquet", { ...stage, rows: many, options });
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const { row_groups } = parquetMetadata(file);
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual(Array.from({ length: 9 }, () => 5_000));
    const found = await parquetReadObjects({ file });
    expect(found).toHaveLength(45_000);
    expect(found.map(({ id, label }) => [id, label])).toEqual(
      many.map(({ id, consensus }) => [id, consensus ? stage.answers[0] : null]),
    );
    expect(found[1]).toMatchObject({
      certainty_permille: 915,
      gold: false,
      posterior_q16: "{}",
      blind: false,
      answers: 3,
    });
  });

  test("schema: the card's YAML names what the hub asks for, and the shards it points to are there", async () => {
    const options = { split: "8/1/1", shard: "20000" };
    const files = await unzipped(
      (await written("hugging-face", { ...stage, rows: many, options, licence: "CC-BY-4.0" })).bytes,
    );
    const card = files.get("README.md")?.toString() ?? "";
    // https://huggingface.co/docs/hub/datasets-cards: YAML between two lines of dashes, at the very beginning.
    const head = parseYaml(/^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? "");
    expect(head).toMatchObject({
      license: "cc-by-4.0",
      annotations_creators: ["crowdsourced"],
      task_categories: ["text-classification"],
      size_categories: ["10K<n<100K"],
    });
    const splits = head.configs[0].data_files as { split: string; path: string }[];
    expect(splits.map(({ split }) => split)).toEqual(["train", "validation", "test"]);
    for (const { path } of splits)
      expect([...files.keys()].some((name) => name.startsWith(path.replace("*.parquet", "")))).toBe(true);
    expect([...files.keys()].filter((name) => name.startsWith("data/train-"))).toEqual([
      "data/train-00000.parquet",
      "data/train-00001.parquet",
    ]);
    let rows = 0;
    for (const [name, data] of files) {
      if (!name.endsWith(".parquet")) continue;
      const file = Uint8Array.from(data).buffer;
      const { schema, num_rows } = parquetMetadata(file);
      rows += Number(num_rows);
      expect(schema.slice(1).map(({ name: column }) => column)).toEqual(
        head.dataset_info.features.map(({ name: column }: { name: string }) => column),
      );
    }
    expect(rows).toBe(45_000);
  });

  test("behavior: another licence goes by its name, and no shard is missing where there are no rows", async () => {
    const files = await unzipped((await written("hugging-face", { ...stage, rows: [], licence: "House rules" })).bytes);
    expect([...files.keys()]).toEqual(["README.md", "data/train-00000.parquet"]);
    expect(files.get("README.md")?.toString()).toContain("license: other\nlicense_name: House rules\n");
  });
});

describe("TRL", () => {
  // Columns of https://huggingface.co/docs/trl/dataset_formats.
  const pair = exampleOf(pairwise);
  const config = { question: "Which?", tie: true, bothBad: true };
  const payload = { prompt: "Why?", a: { by: "m1", text: "Because." }, b: { by: "m2", text: "Dunno." }, left: "a" };
  const rows = exampleRows(["a", "b", "tie", "both bad", undefined], payload);
  const stage = { ...pair, config, rows };

  test("default: DPO keeps who was chosen over whom, and counts ties and pairs that are both bad", async () => {
    const { text, loss } = await written("trl-dpo", stage);
    expect(jsonLines(text)).toEqual([
      { prompt: "Why?", chosen: "Because.", rejected: "Dunno.", id: "row 0" },
      { prompt: "Why?", chosen: "Dunno.", rejected: "Because.", id: "row 1" },
    ]);
    expect(loss).toEqual([
      { what: "items where all texts are bad left out: none is to be chosen", count: 1 },
      NO_ANSWER,
      { what: "ties left out: neither is to be chosen", count: 1 },
    ]);
  });

  test("default: KTO says of every text whether it is wanted; both bad are two that are not", async () => {
    const { text } = await written("trl-kto", stage);
    expect(jsonLines(text).map(({ id, completion, label }) => [id, completion, label])).toEqual([
      ["row 0", "Because.", true],
      ["row 0", "Dunno.", false],
      ["row 1", "Because.", false],
      ["row 1", "Dunno.", true],
      ["row 3", "Because.", false],
      ["row 3", "Dunno.", false],
    ]);
  });

  test("default: conversations are lists of messages", async () => {
    const { text } = await written("trl-sft", { ...stage, options: { style: "conversational", with: "certainty" } });
    expect(jsonLines(text)[0]).toEqual({
      prompt: [{ role: "user", content: "Why?" }],
      completion: [{ role: "assistant", content: "Because." }],
      ...{ id: "row 0", certainty_permille: 915 },
    });
  });

  test("behavior: a ranking with ties gives every pair in order, or its two ends", async () => {
    const ranked = exampleOf(ranking);
    const three = { prompt: "P", things: ["x", "y", "z"].map((id) => ({ id, text: id })) };
    const answers = exampleRows([{ places: [1, 0, 1] }], three);
    const of = async (pairs: string) =>
      jsonLines((await written("trl-dpo", { ...ranked, rows: answers, options: { pairs } })).text).map(
        ({ chosen, rejected }) => `${chosen}>${rejected}`,
      );
    expect(await of("all")).toEqual(["y>x", "y>z"]);
    expect(await of("ends")).toEqual(["y>z"]);
  });

  test("default: stepwise supervision is a prompt, steps and whether each is right", async () => {
    const type: AnyTaskType = {
      ...choice,
      reading: {
        kind: "steps",
        names: () => ({ labels: [] }),
        read: () => ({
          kind: "steps",
          prompt: "1+1+1",
          steps: [
            { text: "1+1=2", right: true },
            { text: "2+1=4", right: false },
          ],
        }),
      },
    } as AnyTaskType;
    const { text } = await written("trl-stepwise", { ...exampleOf(choice), type });
    expect(jsonLines(text)[0]).toEqual({
      prompt: "1+1+1",
      completions: ["1+1=2", "2+1=4"],
      labels: [true, false],
      id: "row 0",
    });
  });
});

describe("chats as steps", () => {
  const stage = () => exampleOf(chat as AnyTaskType);
  const first = async (options: Record<string, string> = {}) =>
    jsonLines((await written("trl-stepwise", { ...stage(), options })).text).map(({ labels }) => labels);

  test("schema: prompt is a text, completions and labels are lists of one length, labels are booleans", async () => {
    const { text, loss } = await written("trl-stepwise", stage());
    const [line] = jsonLines(text);
    expect(line).toEqual({
      prompt: "system: You help people with their gardens.\nuser: My roses have black spots. 🌹",
      completions: [
        "Take off the leaves that have them, and water the soil, not the leaves.",
        "user: And the fallen ones?\nLeave them.",
      ],
      labels: [true, false],
      id: "row 0",
    });
    expect(loss).toContainEqual({
      what: "messages that nobody rated stand before the step that follows them",
      count: 3,
    });
  });

  test("behavior: right is above the middle of the scale, or from the rating on that is asked for", async () => {
    expect(await first()).toEqual([
      [true, false],
      [true, false],
      [true, true],
    ]);
    expect(await first({ right: "5" })).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test("round trip: every rated message of every answer is a step, in its order", async () => {
    const polite = exampleOf(chat as AnyTaskType, 1);
    const lines = jsonLines((await written("trl-stepwise", polite)).text);
    expect(lines.map(({ prompt, completions }) => [prompt, completions])).toEqual(
      polite.answers.map(() => ["", ["Where is my parcel?", "No idea."]]),
    );
  });
});

describe("COCO", () => {
  test.each([
    ["boxes", boxes],
    ["polygons", polygons],
    ["keypoints", keypoints],
  ] as const)("round trip and schema: %s", async (kind, type) => {
    const stage = exampleOf(type as AnyTaskType);
    const { text, loss } = await written("coco", stage);
    const file = JSON.parse(text);
    expect(loss).toEqual([NO_ANSWER]);
    expect(file.images.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
    const names = new Map(file.categories.map(({ id, name }: { id: number; name: string }) => [id, name]));
    // Every required field of https://cocodataset.org/#format-data, and ids that lead somewhere.
    for (const mark of file.annotations) {
      expect(Object.keys(mark)).toEqual(
        expect.arrayContaining(["id", "image_id", "category_id", "segmentation", "area", "bbox", "iscrowd"]),
      );
      expect(file.images[mark.image_id - 1]?.id).toBe(mark.image_id);
      expect(names.has(mark.category_id)).toBe(true);
      expect(mark.area).toBeGreaterThan(0);
    }
    type Mark = {
      image_id: number;
      category_id: number;
      bbox: number[];
      segmentation: number[][];
      keypoints: number[];
    };
    const back = stage.answers.map((_, i) => {
      const marks = (file.annotations as Mark[]).filter(({ image_id }) => image_id === i + 1);
      const pairs = (flat: readonly number[], by: number) =>
        Array.from({ length: flat.length / by }, (_, k) => flat.slice(k * by, (k + 1) * by));
      if (kind === "boxes") {
        return {
          boxes: marks.map(({ category_id, bbox: [x = 0, y = 0, w = 0, h = 0] }) => ({
            label: names.get(category_id),
            x1: x,
            y1: y,
            x2: x + w,
            y2: y + h,
          })),
        };
      }
      if (kind === "polygons") {
        return {
          polygons: marks.map(({ category_id, segmentation }) => ({
            label: names.get(category_id),
            points: pairs(segmentation[0] ?? [], 2),
          })),
        };
      }
      return { figures: marks.map(({ keypoints: flat }) => ({ points: pairs(flat, 3) })) };
    });
    expect(back).toEqual(stage.answers);
  });
});

describe("YOLO", () => {
  test("round trip: boxes come back to the pixel, data.yaml names the classes, images lie beside their labels", async () => {
    const stage = exampleOf(boxes);
    const files = await unzipped((await written("yolo", { ...stage, options: { media: "true" } })).bytes);
    const yaml = parseYaml(files.get("data.yaml")?.toString() ?? "");
    expect(yaml).toEqual({ path: ".", train: "images/train", val: "images/train", names: { 0: "car", 1: "person" } });
    const labels = [...files].filter(([name]) => name.startsWith("labels/train/"));
    const back = labels.map(([, data]) => ({
      boxes: data
        .toString()
        .trim()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
          const [label = 0, cx = 0, cy = 0, w = 0, h = 0] = line.split(" ").map(Number);
          const [x1, y1] = [Math.round((cx - w / 2) * 640), Math.round((cy - h / 2) * 480)];
          return { label: yaml.names[label], x1, y1, x2: x1 + Math.round(w * 640), y2: y1 + Math.round(h * 480) };
        }),
    }));
    expect(back).toEqual(stage.answers);
    for (const [name] of labels) {
      expect(files.get(name.replace("labels", "images").replace(".txt", ".png"))).toEqual(Buffer.from(IMAGE));
    }
  });

  test("schema: outlines are class and pairs of shares; points have three numbers each and know their mirror", async () => {
    const outlines = await unzipped((await written("yolo", exampleOf(polygons))).bytes);
    const line =
      [...outlines]
        .find(([name]) => name.startsWith("labels/"))?.[1]
        .toString()
        .split("\n")[0] ?? "";
    expect(line.split(" ")).toHaveLength(1 + 2 * 5);
    for (const share of line.split(" ").slice(1)) expect(Number(share)).toBeLessThanOrEqual(1);
    const pose = await unzipped((await written("yolo", exampleOf(keypoints))).bytes);
    expect(parseYaml(pose.get("data.yaml")?.toString() ?? "")).toMatchObject({
      kpt_shape: [4, 3],
      flip_idx: [0, 1, 3, 2],
    });
    const figure =
      [...pose]
        .find(([name]) => name.startsWith("labels/"))?.[1]
        .toString()
        .split("\n")[0] ?? "";
    expect(figure.split(" ")).toHaveLength(1 + 4 + 3 * 4);
  });
});

describe("XML", () => {
  const code =
    "import sys,json,xml.etree.ElementTree as E\ndef d(e): return [e.tag,dict(e.attrib),(e.text or '').strip(),[d(c) for c in e]]\nprint(json.dumps(d(E.fromstring(sys.stdin.buffer.read()))))";
  type Node = [tag: string, attributes: Record<string, string>, text: string, children: Node[]];
  const under = (node: Node | undefined, tag: string) => (node?.[3] ?? []).filter(([name]) => name === tag);
  const textOf = (node: Node | undefined, ...path: string[]) =>
    path.reduce<Node | undefined>((at, tag) => under(at, tag)[0], node)?.[2] ?? "";

  test.skipIf(!hasPython)("round trip and consumer: Python reads Pascal VOC back to the same boxes", async () => {
    const stage = exampleOf(boxes);
    const files = await unzipped((await written("pascal-voc", stage)).bytes);
    const list = files.get("ImageSets/Main/trainval.txt")?.toString().trim().split("\n") ?? [];
    const back = list.map((name) => {
      const root = JSON.parse(python(code, files.get(`Annotations/${name}.xml`) ?? "")) as Node;
      expect(textOf(root, "size", "width")).toBe("640");
      expect(textOf(root, "source", "database")).toBe("A <title> & more");
      return {
        boxes: under(root, "object").map((object) => {
          const at = (corner: string) => Number(textOf(object, "bndbox", corner));
          return {
            label: textOf(object, "name"),
            x1: at("xmin") - 1,
            y1: at("ymin") - 1,
            x2: at("xmax"),
            y2: at("ymax"),
          };
        }),
      };
    });
    expect(back).toEqual(stage.answers);
  });

  test.skipIf(!hasPython)("round trip and consumer: Python reads CVAT 1.1 back to the same shapes", async () => {
    const read = async (type: AnyTaskType) =>
      JSON.parse(python(code, (await written("cvat", exampleOf(type))).bytes)) as Node;
    const drawn = await read(boxes as AnyTaskType);
    expect(textOf(drawn, "version")).toBe("1.1");
    expect(
      under(drawn, "image").map((image) => ({
        boxes: under(image, "box").map(([, a]) => ({
          label: a.label,
          x1: Number(a.xtl),
          y1: Number(a.ytl),
          x2: Number(a.xbr),
          y2: Number(a.ybr),
        })),
      })),
    ).toEqual(exampleOf(boxes as AnyTaskType).answers);
    const outlines = await read(polygons as AnyTaskType);
    expect(
      under(outlines, "image").map((image) => ({
        polygons: under(image, "polygon").map(([, a]) => ({
          label: a.label,
          points: a.points?.split(";").map((corner) => corner.split(",").map(Number)),
        })),
      })),
    ).toEqual(exampleOf(polygons as AnyTaskType).answers);
    const figures = await read(keypoints as AnyTaskType);
    expect(
      under(figures, "image").map((image) => ({
        figures: under(image, "skeleton").map((skeleton) => ({
          points: under(skeleton, "points").map(([, a]) => [
            ...(a.points?.split(",").map(Number) ?? []),
            a.outside === "1" ? 0 : a.occluded === "1" ? 1 : 2,
          ]),
        })),
      })),
    ).toEqual(exampleOf(keypoints as AnyTaskType).answers);
  });
});

describe("texts with marks", () => {
  const config = { question: "?", labels: ["person", "place name"], overlap: true };
  const payload = { kind: "text", text: "👋 Ada Byron met Bo. They saw Łódź!\nEnd" };
  const answer = {
    spans: [
      { label: "person", start: 2, end: 11 },
      { label: "person", start: 2, end: 5 },
      { label: "person", start: 16, end: 18 },
      { label: "place name", start: 29, end: 32 },
    ],
  };
  const stage = { type: spans as AnyTaskType, config, rows: exampleRows([answer, undefined], payload) };

  test("default: CoNLL-2003 has four columns, BIO, empty lines between sentences, and counts what it cannot say", async () => {
    const { text, loss } = await written("conll2003", stage);
    const lines = text.split("\n");
    expect(lines[0]).toBe("-DOCSTART- -X- -X- O");
    expect(lines.filter((line) => line !== "" && line.split(" ").length !== 4)).toEqual([]);
    expect(lines.filter((line) => !/ O$|^$/.test(line))).toEqual([
      "Ada _ _ B-person",
      "Byron _ _ I-person",
      "Bo _ _ B-person",
      "Łódź _ _ B-place_name",
    ]);
    expect(lines.filter((line) => line === "")).toHaveLength(5);
    expect(loss).toEqual([
      NO_ANSWER,
      { what: "overlapping spans dropped", count: 1 },
      { what: "spans widened to whole tokens", count: 1 },
    ]);
  });

  test("round trip: spaCy's offsets are of code points; entities lie apart, spans need not", async () => {
    const [line] = jsonLines((await written("spacy", { ...stage, options: { as: "spans" } })).text);
    expect(line.spans.sc.map(([start, end, label]: [number, number, string]) => ({ label, start, end }))).toEqual(
      answer.spans,
    );
    expect([...line.text].slice(2, 11).join("")).toBe("Ada Byron");
    const { text, loss } = await written("spacy", stage);
    expect(jsonLines(text)[0].entities).toEqual([
      [2, 11, "person"],
      [16, 18, "person"],
      [29, 32, "place name"],
    ]);
    expect(loss).toContainEqual({ what: "overlapping spans dropped", count: 1 });
  });

  test("round trip: Label Studio counts UTF-16 units, so that its texts are the marked ones", async () => {
    const [task] = JSON.parse((await written("label-studio", stage)).text);
    const marked = task.annotations[0].result.map(
      ({ value }: { value: { start: number; end: number; text: string } }) => value,
    );
    for (const { start, end, text } of marked) expect(task.data.text.slice(start, end)).toBe(text);
    expect(marked[0].text).toBe("Ada Byron");
  });

  test("behavior: relations stand in Label Studio beside the spans they join; formats of spans alone count them as lost", async () => {
    const example = exampleOf(relations as AnyTaskType);
    const [task] = JSON.parse((await written("label-studio", example)).text);
    const { result } = task.annotations[0];
    const regionOf = (id: string) => result.find((one: { id?: string }) => one.id === id)?.value.text;
    const joined = result.filter(({ type }: { type: string }) => type === "relation");
    expect(
      joined.map(({ from_id, to_id, direction, labels }: Record<string, string>) => [
        ...[regionOf(from_id ?? ""), regionOf(to_id ?? ""), direction, labels],
      ]),
    ).toEqual([
      ["Ada Byron", "Charles Babbage", "right", ["works with"]],
      ["Ada Byron", "London", "right", ["lives in"]],
    ]);
    for (const format of ["spacy", "conll2003"])
      expect((await written(format, example)).loss).toContainEqual({ what: "relations left out", count: 3 });
  });
});

describe("recordings", () => {
  test("schema: a NeMo manifest has audio_filepath, seconds and text on every line", async () => {
    const { text, loss } = await written("nemo-asr", exampleOf(transcription));
    expect(jsonLines(text).map(({ audio_filepath, duration, text: said }) => [audio_filepath, duration, said])).toEqual(
      [
        [`https://assay.test/api/v1/assets/${"0".repeat(64)}`, 4, "Łódź is a town."],
        [`https://assay.test/api/v1/assets/${"0".repeat(64)}`, 4, "Lodz is a town."],
      ],
    );
    expect(loss).toContainEqual({
      what: "recordings in which nothing is said left out: the loader drops them",
      count: 1,
    });
  });

  test("round trip: WebVTT's cues are the segments", async () => {
    const stage = exampleOf(audioSegments);
    const files = await unzipped((await written("webvtt", stage)).bytes);
    const ms = (clock: string) =>
      clock
        .split(/[:.]/)
        .map(Number)
        .reduce((sum, value, i) => sum + value * ([3_600_000, 60_000, 1000, 1][i] ?? 0), 0);
    const back = [...files.values()].map((file) => {
      const [head, ...cues] = file.toString().trim().split("\n\n");
      expect(head).toBe("WEBVTT");
      return {
        segments: cues.map((cue) => {
          const [, start = "", end = "", label] = /^(\S+) --> (\S+)\n(.*)$/.exec(cue) ?? [];
          return { label, start: ms(start), end: ms(end) };
        }),
      };
    });
    expect(back).toEqual(stage.answers);
  });
});

describe("Croissant", () => {
  test("schema: what 1.1 requires of a dataset, with RAI and PROV-O beside", async () => {
    const { text, loss } = await written("croissant", { ...exampleOf(choice), licence: "cc-by-4.0" });
    const found = JSON.parse(text);
    // https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html: required properties of a dataset.
    for (const key of [
      "@context",
      "@type",
      "conformsTo",
      "name",
      "description",
      "license",
      "url",
      "creator",
      "datePublished",
      "distribution",
    ]) {
      expect(found).toHaveProperty([key]);
    }
    expect(found.conformsTo).toEqual(["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]);
    expect(found["prov:wasGeneratedBy"]["@type"]).toBe("prov:Activity");
    expect(found["rai:dataAnnotationProtocol"]).toBe("Look twice.");
    expect(loss).toEqual([{ what: "no file is released yet: the metadata names none", count: 1 }]);
  });
});
