// Recordings become items: what they are is told by their bytes, how long they are is read, and what is no sound is said.

import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { measuredRecordings } from "@/lib/adapters/recordings";
import { audioKind } from "@/lib/import/audio-kind";
import { asset } from "@/lib/items/media";
import { ingest } from "@/lib/items/service";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { sha256Hex } from "@/lib/kernel/sha256";
import { draft, memoryRooms } from "../bounties/rooms";
import { all, pieces } from "../import/bytes";
import { wavFile } from "../import/wav-file";

const { measure } = measuredRecordings();
const text = (words: string) => new TextEncoder().encode(words);

/** Frames of MPEG 1 layer III, 128 kbit/s at 44,100 Hz: 1,152 samples in 417 bytes each. */
function mp3File(frames: number): Uint8Array {
  const bytes = new Uint8Array(417 * frames);
  for (let i = 0; i < frames; i++) bytes.set([0xff, 0xfb, 0x90, 0xc4], 417 * i);
  return bytes;
}

/** The head of a FLAC file that says it has so many samples at 8,000 Hz, and none of them. */
function flacHead(samples: number): Uint8Array {
  const bytes = new Uint8Array(42 + 100);
  bytes.set(text("fLaC"));
  bytes.set([0x80, 0, 0, 34, 16, 0, 16, 0], 4);
  bytes.set([0x01, 0xf4, 0x00, 0xf0], 18);
  new DataView(bytes.buffer).setUint32(22, samples);
  return bytes;
}

describe("a recording", () => {
  test("property: a WAV file is as long as its samples", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3_000 }), async (lengthMs) => {
        expect(await measure(wavFile(lengthMs))).toEqual({ kind: "recording", mediaType: "audio/wav", lengthMs });
      }),
      { numRuns: 50 },
    );
  });

  test("behavior: an MP3 file is as long as its frames", async () => {
    const lengthMs = Math.round((100 * 1152 * 1000) / 44_100);
    expect(await measure(mp3File(100))).toEqual({ kind: "recording", mediaType: "audio/mpeg", lengthMs });
  });

  test("behavior: one that is cut off is as long as what is there, or told so, and so is what is no sound", async () => {
    const whole = wavFile(2_000);
    const half = await measure(whole.subarray(0, (whole.length + 44) / 2));
    expect(half).toMatchObject({ kind: "recording", lengthMs: 1_000 });
    const hour = await measure(flacHead(3_600 * 8_000));
    expect(hour).toMatchObject({ kind: "none", reason: expect.stringMatching(/cut off/) });
    expect(await measure(whole.subarray(0, 20))).toMatchObject({ kind: "none" });
    expect(await measure(text("RIFF....WAVE and words"))).toMatchObject({ kind: "none" });
    expect(await measure(text("hello"))).toMatchObject({ kind: "none", reason: expect.stringMatching(/no WAV/) });
  });

  test("property: whatever the bytes, an answer comes, and a length is a whole one within four hours", async () => {
    const heads = fc.constantFrom("RIFF\0\0\0\0WAVEfmt ", "fLaC", "OggS", "ID3", "\0\0\0\u0018ftypM4A ", "\u001aE");
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        const found = await measure(Uint8Array.from([...Buffer.from(head, "latin1"), ...rest]));
        if (found.kind === "recording") expect(found.lengthMs).toBeGreaterThanOrEqual(1);
        else expect(found.reason).not.toBe("");
      }),
      { numRuns: 100 },
    );
  });

  test("behavior: pictures are none", () => {
    expect(audioKind(text("\u0089PNG\r\n"))).toBeUndefined();
    expect(audioKind(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBeUndefined();
  });
});

describe("a zip of recordings", () => {
  const bring = async (files: Record<string, Uint8Array>, taskType = "transcription") => {
    const rooms = await memoryRooms();
    const id = await draft(rooms, { taskType, config: { question: "What is said?", labels: ["good", "bad"] } });
    const zip = pieces(zipSync(files), [1_000]);
    const input = { name: "calls.zip", format: "zip", onError: "keep" };
    return { rooms, report: await ingest(rooms, rooms.people.owner, id, input, zip) };
  };

  test("default: becomes items by content, a list names ids and known answers, and each can be had again", async () => {
    const [one, two] = [wavFile(1_500), wavFile(700, 440)];
    const list = text("file,id,gold\ncalls/a.wav,first,\nb.bin,,Hello\n");
    const files = { "calls/a.wav": one, "b.bin": two, "c.wav": text("no sound"), "items.csv": list };
    const { rooms, report } = await bring(files);
    const sound = (bytes: Uint8Array, lengthMs: number, name: string) =>
      ({ kind: "audio", asset: sha256Hex(bytes), lengthMs, name }) as const;
    expect(report).toMatchObject({
      ...{ accepted: 2, gold: 1, rejected: 1 },
      errors: [{ at: "c.wav", reason: expect.stringMatching(/no WAV/) }],
      sample: [
        { id: "first", payload: sound(one, 1_500, "calls/a.wav"), gold: false },
        { id: "b.bin", payload: sound(two, 700, "b.bin"), gold: true },
      ],
    });
    const stored = await asset(rooms, ANONYMOUS, { sha256: sha256Hex(one) });
    if (stored.kind !== "file") throw new Error("it is elsewhere");
    expect(stored).toMatchObject({ mediaType: "audio/wav", bytes: one.length });
    expect(Buffer.concat(await all(await stored.open()))).toEqual(Buffer.from(one));
  });

  test("behavior: a type that takes pictures alone says so of a recording", async () => {
    await expect(bring({ "a.wav": wavFile(100) }, "choice")).rejects.toThrow(/PNG, JPEG, WebP or GIF/);
  });
});
