import { describe, expect, test } from "vitest";
import { bytesField, concatBytes, fieldsOf, intField } from "@/lib/onnx/onnx-bytes";
import { metadataOf } from "@/lib/onnx/onnx-read";
import { openSession, runSession } from "@/lib/onnx/onnx-session";
import { logitsOf, softmax, trainHead } from "@/lib/prelabel/head";
import { EMBEDDING_WIDTH, embedText, fitLsa } from "@/lib/prelabel/lsa";
import { createSuggester } from "@/lib/prelabel/run-model";
import { textEncoderOnnx } from "@/lib/prelabel/text-encoder";
import { TEXT_BUCKETS, textFeatureIds } from "@/lib/prelabel/text-features";
import { withHead } from "@/lib/prelabel/write-head";
import { WRITTEN_CLASSES, writtenTexts } from "./crowds";

const texts = writtenTexts(60);
const ids = texts.map(({ text }) => textFeatureIds(text));
const table = fitLsa(ids, TEXT_BUCKETS, 1);
const rows = new Float32Array(ids.length * EMBEDDING_WIDTH);
for (const [i, row] of ids.entries()) embedText(table, row, rows, i * EMBEDDING_WIDTH);
const head = trainHead({ width: EMBEDDING_WIDTH, rows, classes: Int32Array.from(texts, (t) => t.classIndex) }, 3, 1);
const about = { kind: "text", classes: WRITTEN_CLASSES, temperature: 1.5 } as const;
const file = withHead(textEncoderOnnx(table), head, about);

describe("the ONNX file and its TypeScript twin", () => {
  test("embeddings agree to 1e-5", async () => {
    const session = await openSession(textEncoderOnnx(table));
    for (const [i, row] of ids.entries()) {
      const input = { name: "ids", data: Int32Array.from(row), dims: [1, row.length] };
      const embedding = await runSession(session, input, "embedding");
      expect(largestGap(embedding, rows.subarray(i * EMBEDDING_WIDTH, (i + 1) * EMBEDDING_WIDTH))).toBeLessThan(1e-5);
    }
    await session.release();
  });

  test("probabilities agree to 1e-5, temperature included", async () => {
    const suggester = await createSuggester(file);
    for (const [i, { text }] of texts.entries()) {
      const { probs, classIndex, confidence } = await suggester.suggest({ kind: "text", text });
      expect(largestGap(probs, softmax(logitsOf(head, rows, i), 1.5))).toBeLessThan(1e-5);
      expect(confidence).toBe(Math.max(...probs));
      expect(probs[classIndex]).toBe(confidence);
    }
    await suggester.close();
  });

  test("padding does not change an embedding", async () => {
    const session = await openSession(file);
    const row = ids[0] ?? [];
    const bare = { name: "ids", data: Int32Array.from(row), dims: [1, row.length] };
    const padded = { name: "ids", data: Int32Array.from([...row, 0, 0, 0]), dims: [1, row.length + 3] };
    expect(await runSession(session, padded, "embedding")).toEqual(await runSession(session, bare, "embedding"));
    await session.release();
  });

  test("a blank text and one of unknown words get lawful probabilities", async () => {
    const suggester = await createSuggester(file);
    for (const text of ["", "   ", "zzzqqq"]) {
      const { probs } = await suggester.suggest({ kind: "text", text });
      expect(probs.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      expect(probs.every((p) => p >= 0 && p <= 1)).toBe(true);
    }
    await suggester.close();
  });

  test("the file says what it is", () => {
    const metadata = metadataOf(file);
    expect(metadata.get("assay.kind")).toBe("text");
    expect(JSON.parse(metadata.get("assay.classes") ?? "")).toEqual(WRITTEN_CLASSES);
    expect(metadata.get("assay.features")).toBe("text-v1");
  });
});

describe("files that are no model", () => {
  test.each([
    ["empty", new Uint8Array()],
    ["noise", Uint8Array.from({ length: 500 }, (_, i) => (i * 37 + 11) % 256)],
    ["half a model", file.subarray(0, file.length >> 1)],
    ["an encoder without a head", textEncoderOnnx(table)],
    ["a model of other text features", replaced(file, "text-v1", "text-v9")],
    ["right metadata, no graph", metadataAlone(file)],
  ])("%s: refused with a message", async (_, bytes) => {
    await expect(createSuggester(bytes)).rejects.toMatchObject({ name: "AppError", code: "invalid_input" });
  });

  test("a text model refuses a picture", async () => {
    const suggester = await createSuggester(file);
    await expect(suggester.suggest({ kind: "image", rgb: new Uint8Array(3072) })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await suggester.close();
  });
});

describe("protobuf bytes", () => {
  test("integers of every length come back", () => {
    for (const value of [0, 1, 127, 128, 300, 65_535, 2 ** 31, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER]) {
      expect([...fieldsOf(intField(3, value))]).toMatchObject([{ field: 3, value }]);
    }
    expect(() => intField(1, -1)).toThrow(RangeError);
  });

  test("bytes that end early are refused at every cut", () => {
    const message = concatBytes([bytesField(200, "content"), bytesField(1, "more")]);
    const whole = [...fieldsOf(message)].length;
    for (let cut = 1; cut < message.length; cut++) {
      const read = () => [...fieldsOf(message.subarray(0, cut))].length;
      try {
        expect(read()).toBeLessThan(whole);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  });
});

function largestGap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
}

function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const copy = bytes.slice();
  copy.set(Buffer.from(to), Buffer.from(copy).indexOf(from));
  return copy;
}

function metadataAlone(bytes: Uint8Array): Uint8Array {
  return concatBytes(
    [...fieldsOf(bytes)].filter(({ field }) => field === 14).map(({ content }) => bytesField(14, content)),
  );
}
