import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { openSession, runSession } from "@/lib/onnx/onnx-session";
import { argMax } from "@/lib/prelabel/dense";
import { embedImages } from "@/lib/prelabel/embed-images";
import { fitImages } from "@/lib/prelabel/fit";
import { IMAGE_BYTES, pixelsToTensor, shrinkToSquare } from "@/lib/prelabel/image-pixels";
import { createSuggester } from "@/lib/prelabel/run-model";
import { csvRows, jsonLines, labelsFor, realSet, squareOf } from "./crowds";

const encoder = readFileSync("models/image-v1.onnx");
const CIFAR = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
const cifar = realSet("CIFAR10H_512");
const cells = realSet("bccd-cells");

describe("pixels", () => {
  test("a 32 x 32 picture comes back unchanged", () => {
    const data = Uint8Array.from({ length: IMAGE_BYTES }, (_, i) => (i * 31) % 256);
    expect(shrinkToSquare({ width: 32, height: 32, channels: 3, data })).toEqual(data);
  });

  test("each target pixel is the mean of the area it covers, whatever the size", () => {
    for (const [width, height] of [
      [640, 480],
      [33, 47],
      [5, 3],
      [1, 1],
      [1000, 2],
    ] as const) {
      const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => [200, 100, 50][i % 3] ?? 0);
      const square = shrinkToSquare({ width, height, channels: 3, data });
      expect(new Set(square)).toEqual(new Set([200, 100, 50]));
    }
    const stripes = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (Math.floor(i / 3) % 2 ? 255 : 0));
    expect(new Set(shrinkToSquare({ width: 64, height: 64, channels: 3, data: stripes }))).toEqual(new Set([128]));
  });

  test("transparent parts stand on white", () => {
    const data = new Uint8Array(32 * 32 * 4);
    expect(new Set(shrinkToSquare({ width: 32, height: 32, channels: 4, data }))).toEqual(new Set([255]));
  });

  test("the tensor has its colours in planes, in 0..1", () => {
    const rgb = new Uint8Array(IMAGE_BYTES);
    rgb.set([255, 51, 102], 3);
    const tensor = pixelsToTensor(rgb);
    expect([tensor[1], tensor[1024 + 1], tensor[2048 + 1]]).toEqual([1, Math.fround(0.2), Math.fround(0.4)]);
    expect(tensor.filter((value) => value !== 0)).toHaveLength(3);
  });

  test("bytes of another size are refused", () => {
    expect(() => shrinkToSquare({ width: 2, height: 2, channels: 3, data: new Uint8Array(16) })).toThrow(RangeError);
    expect(() => pixelsToTensor(new Uint8Array(12))).toThrow(RangeError);
  });
});

describe("the image network", () => {
  test("learns to tell drawn shapes apart", { timeout: 30_000 }, async () => {
    const classOf = Array.from({ length: 60 }, (_, i) => i % 2);
    const pictures = await Promise.all(classOf.map((shape, i) => squareOf(drawn(shape, i))));
    const { rows, width } = await embedImages(encoder, pictures);
    expect(width).toBe(128);
    const labels = labelsFor(classOf, classOf.map((_, i) => i).slice(0, 30), 2);
    const task = { encoder, encoderName: "image-v1", embeddings: rows, width, classes: ["disc", "bars"], labels };
    const fitted = fitImages({ ...task, seed: 1 });
    if (fitted.kind !== "model") throw new Error(fitted.reason);
    expect(fitImages({ ...task, seed: 1 })).toMatchObject({ sha256: fitted.sha256 });
    const suggester = await createSuggester(fitted.onnx);
    let hits = 0;
    for (const [i, rgb] of pictures.entries()) {
      if (i >= 30 && (await suggester.suggest({ kind: "image", rgb })).classIndex === classOf[i]) hits++;
    }
    await suggester.close();
    expect(hits).toBeGreaterThanOrEqual(27);
  });

  test.skipIf(!cifar)("names real photographs as it was trained to: at least .80", { timeout: 60_000 }, async () => {
    const rows = csvRows(join(cifar ?? "", "items.csv"));
    const session = await openSession(encoder);
    let hits = 0;
    for (const [, image, name] of rows) {
      const data = pixelsToTensor(await squareOf(sharp(join(cifar ?? "", image ?? ""))));
      const logits = await runSession(session, { name: "image", data, dims: [1, 3, 32, 32] }, "logits");
      if (CIFAR[argMax(logits)] === name) hits++;
    }
    await session.release();
    expect(hits / rows.length).toBeGreaterThanOrEqual(0.8);
  });

  test.skipIf(!cells)(
    "learns blood cells, which it has never seen, from 100 labels: at least .93",
    { timeout: 60_000 },
    async () => {
      const { pictures, classOf } = await cellCrops(cells ?? "");
      const { rows, width } = await embedImages(encoder, pictures);
      const labels = labelsFor(classOf, classOf.map((_, i) => i).slice(0, 100), 3);
      const task = { encoder, encoderName: "image-v1", embeddings: rows, width, classes: KINDS, labels, seed: 1 };
      const fitted = fitImages(task);
      if (fitted.kind !== "model") throw new Error(fitted.reason);
      const suggester = await createSuggester(fitted.onnx);
      let hits = 0;
      for (const [i, rgb] of pictures.entries()) {
        if (i >= 100 && (await suggester.suggest({ kind: "image", rgb })).classIndex === classOf[i]) hits++;
      }
      await suggester.close();
      const accuracy = hits / (pictures.length - 100);
      console.info(`blood cells, 100 labels: ${accuracy.toFixed(3)}`);
      expect(accuracy).toBeGreaterThanOrEqual(0.93);
    },
  );
});

function drawn(shape: number, variant: number): Sharp {
  const hue = (variant * 47) % 360;
  const at = 20 + (variant % 5) * 4;
  const figure =
    shape === 0
      ? `<circle cx="${at + 15}" cy="${at + 12}" r="${14 + (variant % 7)}" fill="hsl(${hue},70%,45%)"/>`
      : [0, 1, 2, 3]
          .map((bar) => `<rect x="${at - 14 + bar * 16}" y="6" width="7" height="68" fill="hsl(${hue},70%,45%)"/>`)
          .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="hsl(${(hue + 120) % 360},30%,85%)"/>${figure}</svg>`;
  return sharp(Buffer.from(svg));
}

const KINDS = ["WBC", "RBC", "Platelets"];

type Box = { readonly label: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** All white cells and platelets, and every sixth of the many red ones, in the order of the photographs. */
async function cellCrops(folder: string): Promise<{ pictures: Uint8Array[]; classOf: number[] }> {
  const pictures: Uint8Array[] = [];
  const classOf: number[] = [];
  let red = 0;
  for (const row of jsonLines(join(folder, "items.jsonl"))) {
    const photo = row as { file: string; width: number; height: number; boxes: Box[] };
    for (const box of photo.boxes) {
      const width = Math.min(box.w, photo.width - box.x);
      const height = Math.min(box.h, photo.height - box.y);
      if ((box.label === "RBC" && red++ % 6 > 0) || width < 4 || height < 4) continue;
      const crop = sharp(join(folder, photo.file)).extract({ left: box.x, top: box.y, width, height });
      pictures.push(await squareOf(crop));
      classOf.push(KINDS.indexOf(box.label));
    }
  }
  return { pictures, classOf };
}
