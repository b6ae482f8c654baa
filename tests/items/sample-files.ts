// One small, sound file of each kind that can be imported.
import { strToU8, zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import sharp from "sharp";
import type { Format } from "@/lib/items/item";

/** A picture of one colour; no two are the same. */
export const picture = async (n: number): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 8 + n, height: 8, channels: 3, background: { r: n * 40, g: 90, b: 200 } } })
      .png()
      .toBuffer(),
  );

const TEXTS = ["It works.", "It broke.", "It is blue.", "Nothing, “quoted”; and\nbroken"];

export function parquet(texts: readonly string[], more: Record<string, unknown> = {}): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "id", data: texts.map((_, i) => `row ${i}`), type: "STRING" },
        { name: "text", data: [...texts], type: "STRING" },
        { name: "gold", data: texts.map((_, i) => BigInt(i % 2)), type: "INT64" },
      ],
      rowGroupSize: 2,
      kvMetadata: [
        {
          key: "huggingface",
          value: JSON.stringify({ info: { features: { gold: { names: ["good", "bad"], _type: "ClassLabel" } } } }),
        },
      ],
      ...more,
    }),
  );
}

export const TASKS = [
  {
    id: 7,
    data: { text: "It works." },
    annotations: [
      { was_cancelled: true, result: [{ type: "choices", value: { choices: ["bad"] } }] },
      { ground_truth: true, result: [{ type: "choices", value: { choices: ["good"] } }] },
    ],
    predictions: [
      { result: [{ type: "choices", value: { choices: ["bad"] } }], score: 0.25, model_version: "old" },
      { result: [{ type: "choices", value: { choices: ["good"] } }], score: 0.75, model_version: "tone-2" },
      { result: [] },
    ],
  },
  { id: 8, data: { text: "It broke." }, annotations: [] },
  { id: 9, data: { sentence: "It is “blue”.\n[]{}" } },
];

export const COCO = {
  info: { year: 2026, contributor: ["a", "b"] },
  categories: [
    { id: 1, name: "good" },
    { id: 2, name: "bad" },
  ],
  images: [
    { id: 1, file_name: "one.png", width: 9, height: 8 },
    { id: 2, file_name: "in/two.png", width: 10, height: 8 },
    { id: 3, file_name: "three.png", width: 11, height: 8 },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 4, 4] },
    { id: 2, image_id: 1, category_id: 1, bbox: [4, 4, 4, 4] },
    { id: 3, image_id: 2, category_id: 2, bbox: [1.4, 1.6, 40, 4] },
  ],
};

/** Pictures beside a list, as a COCO export packs them. */
export async function cocoZip(list: unknown = COCO): Promise<Uint8Array> {
  const [one, two, three] = await Promise.all([picture(1), picture(2), picture(3)]);
  return zipSync({
    "annotations/instances.json": strToU8(JSON.stringify(list)),
    "images/one.png": one,
    "images/in/two.png": two,
    "images/three.png": three,
  });
}

/** A sound file of each format; `rows` is how many items it holds for a choice of good or bad. */
export async function sampleFiles(): Promise<
  Readonly<Record<Format, { readonly bytes: Uint8Array; readonly rows: number }>>
> {
  const table = (by: string) =>
    strToU8(`id${by}text${by}gold\na${by}It works.${by}good\nb${by}"It ""broke"".\n"${by}\n`);
  const lines = TEXTS.map((text, i) => JSON.stringify({ id: i, text }));
  return {
    csv: { bytes: table(","), rows: 2 },
    tsv: { bytes: table("\t"), rows: 2 },
    jsonl: { bytes: strToU8(lines.join("\n")), rows: TEXTS.length },
    parquet: { bytes: parquet(TEXTS), rows: TEXTS.length },
    hf: {
      bytes: zipSync({
        "README.md": strToU8("---\nlicense: mit\n---\n"),
        "data/train-00001-of-00002.parquet": parquet(TEXTS.slice(2), { columnData: shard(2) }),
        "data/train-00000-of-00002.parquet": parquet(TEXTS.slice(0, 2), { columnData: shard(0) }),
      }),
      rows: TEXTS.length,
    },
    "label-studio": { bytes: strToU8(JSON.stringify(TASKS, null, 2)), rows: 3 },
    coco: { bytes: await cocoZip(), rows: 3 },
    zip: { bytes: zipSync({ "a.png": await picture(1), "b.png": await picture(2) }), rows: 2 },
    urls: { bytes: strToU8("url\nhttps://pictures.example/1.png\nhttps://pictures.example/2.png\n"), rows: 2 },
  };
}

const shard = (from: number) => [
  { name: "id", data: [`row ${from}`, `row ${from + 1}`], type: "STRING" as const },
  { name: "text", data: TEXTS.slice(from, from + 2), type: "STRING" as const },
];
