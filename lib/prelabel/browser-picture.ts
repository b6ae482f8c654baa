import { shrinkToSquare } from "./image-pixels";

/**
 * Fetches and decodes a picture in a browser's worker, upright and in sRGB, and shrinks it to 32 × 32 RGB.
 * Rejects when it cannot be fetched or is no picture.
 */
export async function fetchPicture(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the picture could not be fetched (${response.status})`);
  const bitmap = await createImageBitmap(await response.blob());
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("this browser gives workers no canvas");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return shrinkToSquare({ width, height, channels: 4, data });
  } finally {
    bitmap.close();
  }
}
