/** Pictures for the pre-label model: decoded as the browser does, shrunk once and kept in memory (3 KB each). */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Sha256 } from "@/lib/kernel/ids";
import { shrinkToSquare } from "@/lib/prelabel/image-pixels";
import type { PictureSource } from "@/lib/prelabel/ports";

/** Processes are started in the project's folder. */
const encoderFile = () => join(process.cwd(), "models", "image-v1.onnx");
const KEPT = 20_000;

type Files = { get(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined> };

export function pictureSource(files: Files): PictureSource {
  const known = new Map<Sha256, Uint8Array>();
  return {
    async square(asset) {
      const hit = known.get(asset);
      if (hit) return hit;
      const chunks = await files.get(asset);
      const square = chunks && (await decode(await bytesOf(chunks)));
      if (square && known.size < KEPT) known.set(asset, square);
      return square;
    },
    encoder: async () => ({ name: "image-v1", file: new Uint8Array(await readFile(encoderFile())) }),
  };
}

/** Transparent pixels keep their alpha: the browser draws them on white, and so does `shrinkToSquare`. */
async function decode(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const image = sharp(bytes).autoOrient().toColourspace("srgb").ensureAlpha();
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    return shrinkToSquare({ width: info.width, height: info.height, channels: 4, data });
  } catch {
    return undefined; // no picture: it gets no suggestion
  }
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
