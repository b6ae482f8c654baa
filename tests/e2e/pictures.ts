// Pictures made on the spot: a zip as an owner would drop it.
import { zipSync } from "fflate";
import sharp from "sharp";

const SIZE = { width: 640, height: 480 };

/** Three street-like pictures with a thing in the middle of each. */
export async function pictureZip(): Promise<Buffer> {
  const files: Record<string, Uint8Array> = {};
  for (const [i, fill] of ["#c4472f", "#2f6fc4", "#3f8f4f"].entries()) {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">
      <rect width="100%" height="60%" fill="#bcd0de"/><rect y="60%" width="100%" height="40%" fill="#8b8f8a"/>
      <rect x="${300 - i * 10}" y="220" width="90" height="70" fill="${fill}"/><circle cx="120" cy="330" r="30" fill="#333"/>
    </svg>`;
    files[`street-${i + 1}.png`] = await sharp(Buffer.from(drawing)).png().toBuffer();
  }
  return Buffer.from(zipSync(files));
}

export const PICTURE = SIZE;
