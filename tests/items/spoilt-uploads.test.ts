// Two hundred spoilt files of each kind, every twentieth of them made to do harm (bombs, names that lead out of the archive, archives in
// archives, depths, references to oneself, entities that laugh): every one is taken with its rows told, or refused in words, and never half.
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { parquetReader } from "@/lib/adapters/parquet-reader";
import { get } from "@/lib/bounties/service";
import { FORMATS, type Format } from "@/lib/items/item";
import { ingest, listImports } from "@/lib/items/service";
import { AppError } from "@/lib/kernel/errors";
import { draft, memoryRooms, type Rooms } from "../bounties/rooms";
import { pieces } from "../import/bytes";
import { picture, sampleFiles } from "./sample-files";

const SPOILT = 200;
/** Some spoilt Parquet files keep their reader busy without end: after so long it is ended here. */
const PARQUET_STEP_MS = 2_000;
/** What a spoilt file of a few kilobytes may make a process hold. */
const MOST_GROWTH = 400_000_000;

let files: Awaited<ReturnType<typeof sampleFiles>>;
beforeAll(async () => {
  files = await sampleFiles();
});

/** Mulberry32: the same numbers at every run. */
function dice(seed: number): (below: number) => number {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const WORDS = [
  "NaN",
  "1e999",
  "-0",
  "9".repeat(60),
  "null",
  "true",
  "[]",
  "{}",
  '"',
  "\\u0000",
  "\\ud800",
  "\ufeff",
  ",,,,",
  '{"a":',
  "[".repeat(400),
  "__proto__",
  "../../../etc/passwd",
  "&lol9;",
  '{"$ref":"#"}',
  "\r\n\r\n",
  "=cmd()",
];
const RAW = [
  [0xff, 0xfe],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf5],
  [0],
  [0xff, 0xff, 0xff, 0x7f],
  [0xef, 0xbb, 0xbf],
  [0x80],
];

/** Names that lead out of an archive. */
const ASTRAY = ["../../etc/passwd.png", "/abs.png", "C:\\x.png", "a/../../b.parquet", "..\\..\\b.png", "a\u0000.png"];
const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
/** Of 30 MB of nothing some 30 KB: what a bomb is made of. Packed once. */
const BOMB = zipSync({ "a.png": new Uint8Array(30_000_000), "b.parquet": new Uint8Array(30_000_000) }, { level: 9 });

const NOTHING = new Uint8Array(0);
const MANY = zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [String(i), NOTHING])), { level: 0 });

/** Files that somebody made to do harm, each kind's own. */
function hostile(format: Format, roll: (below: number) => number, sound: Uint8Array): Uint8Array {
  const text = (words: string) => new TextEncoder().encode(words);
  const one = (...choices: (() => Uint8Array)[]) => (choices[roll(choices.length)] ?? choices[0])?.() ?? sound;
  if (format === "zip" || format === "hf") {
    const astray = ASTRAY[roll(ASTRAY.length)] ?? "..";
    return one(
      () => BOMB,
      () => zipSync({ [astray]: sound }),
      () => zipSync({ "inner.zip": BOMB }),
      () => MANY,
    );
  }
  if (format === "parquet") {
    const end = Uint8Array.from([255, 255, 255, roll(256), 80, 65, 82, 49]); // a directory of four thousand million bytes
    return Uint8Array.from([...sound.subarray(0, -8), ...end]);
  }
  if (format === "label-studio" || format === "coco") {
    const cyclic = '{"id":1,"data":{"$ref":"#"},"image_id":{"$ref":"#/0"},"annotations":{"$ref":"#"}}';
    const twice = `{"data":{"text":"a"},"data":${deep(5_000)}}`;
    return one(
      () => text(`[${deep(100_000)}]`),
      () => text(`[${cyclic},${cyclic}]`),
      () => text(`{"images":[${cyclic}],"annotations":[${cyclic}],"categories":${cyclic}}`),
      () => text(`[${twice}]`),
      () => text(`[{"id":1e400,"data":{"text":${"9".repeat(400_000)}}}]`),
    );
  }
  if (format === "jsonl") {
    return one(
      () => text(`{"text":"a","text":${deep(50_000)}}`),
      () => text(`{"text":{"$ref":"#"}}\n{"__proto__":{"text":"b"}}`),
      () => text(`{"text":"${"\\ud800".repeat(20_000)}"}`),
    );
  }
  const laughs = '<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY lol9 "&lol;&lol;&lol;">]><a>&lol9;</a>';
  return one(
    () => text(`url,text\n"${"x".repeat(3_000_000)}`),
    () => text(`${Array.from({ length: 50_000 }, (_, i) => `c${i}`).join(",")}\n`),
    () => text(laughs),
    () => text(`text,url,text\n=cmd|' /C calc'!A0,file:///etc/passwd,x\n`),
  );
}

/** A file with one to three things done to it. */
function spoil(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  let spoilt = [...bytes];
  for (let times = 1 + roll(3); times > 0; times--) {
    const at = roll(spoilt.length + 1);
    const length = 1 + roll(64);
    const kind = roll(7);
    const raw = RAW[roll(RAW.length)] ?? [];
    const word = [...new TextEncoder().encode(WORDS[roll(WORDS.length)])];
    if (kind === 0) spoilt = spoilt.slice(0, at);
    else if (kind === 1) spoilt.splice(at, 1, roll(256));
    else if (kind === 2) spoilt.splice(at, 0, ...raw);
    else if (kind === 3) spoilt.splice(at, 0, ...word);
    else if (kind === 4) spoilt.splice(at, length);
    else if (kind === 5) spoilt.splice(at, 0, ...spoilt.slice(roll(spoilt.length + 1)).slice(0, length));
    else spoilt.splice(at, raw.length, ...raw);
  }
  return Uint8Array.from(spoilt);
}

async function house(): Promise<Rooms> {
  const image = await picture(1);
  const readParquet = parquetReader({ stepMs: PARQUET_STEP_MS, heapMb: 256 });
  return { ...(await memoryRooms()), readParquet, fetchUrl: async (name) => ({ name, bytes: pieces(image) }) };
}

async function bring(rooms: Rooms, format: Format, bytes: Uint8Array): Promise<"taken" | "refused"> {
  const id = await draft(rooms, { config: { question: "How is it?", labels: ["good", "bad"] } });
  const { owner } = rooms.people;
  try {
    const input = { name: "spoilt", format, onError: "keep" };
    const report = await ingest(rooms, owner, id, input, pieces(bytes, [1_000]));
    const { items, ownerView } = await get(rooms, owner, id);
    expect(items + (ownerView?.gold ?? 0)).toBe(report.accepted);
    expect(report.errors.every(({ reason }) => reason.length > 3)).toBe(true);
    return "taken";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect({ code: error.code, message: error.message }).toMatchObject({
      code: expect.stringMatching(/^(invalid_input|malformed|too_large)$/),
      message: expect.stringMatching(/.{10}/),
    });
    expect(await listImports(rooms, owner, id)).toEqual([]);
    expect((await get(rooms, owner, id)).items).toBe(0);
    return "refused";
  }
}

describe(`${SPOILT} spoilt files`, () => {
  test.each(FORMATS)("%s: taken or refused, never a fault, never half, at bounded memory", async (format) => {
    const rooms = await house();
    const roll = dice(FORMATS.indexOf(format) + 1);
    const outcomes = { taken: 0, refused: 0 };
    const before = process.memoryUsage().rss;
    for (let i = 0; i < SPOILT; i++) {
      const sound = files[format].bytes;
      outcomes[await bring(rooms, format, i % 20 === 19 ? hostile(format, roll, sound) : spoil(sound, roll))] += 1;
    }
    expect(outcomes.taken + outcomes.refused).toBe(SPOILT);
    expect(outcomes.refused).toBeGreaterThan(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH);
  });
});
