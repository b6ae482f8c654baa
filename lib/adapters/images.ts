/** Images by sharp: decoded to the last pixel, turned upright, rid of metadata, and no larger than a screen needs. */
import sharp, { type Metadata, type Sharp } from "sharp";
import type { Images, NormalImage } from "@/lib/items/ports";

/** Longest side of what is kept, in pixels. */
const MAX_SIDE = 2_048;
/** A small file may decode to gigabytes: refuse before that. */
const MAX_PIXELS = 100_000_000;
const MEDIA_TYPES: Readonly<Record<string, string>> = { png: "image/png", jpeg: "image/jpeg", webp: "image/webp" };

export function sharpImages(): Images {
  return {
    normalise: async (bytes) => {
      try {
        return await normalise(bytes);
      } catch (error) {
        return { kind: "none", reason: wordsOf(error) };
      }
    },
    thumbnail,
  };
}

/** Longest side of a small picture: sharp on a dense screen at the 64 pixels of a list. */
const THUMB_SIDE = 256;
const THUMB = { mediaType: "image/webp" } as const;

async function thumbnail(bytes: Uint8Array) {
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, animated: false });
  try {
    const { width, height } = await open().metadata();
    if (Math.max(width, height) <= THUMB_SIDE) return undefined;
    const small = open().rotate().resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: "inside" });
    return { ...THUMB, bytes: new Uint8Array(await small.webp({ quality: 80 }).toBuffer()) };
  } catch {
    return undefined; // no picture: it is shown as it is
  }
}

async function normalise(bytes: Uint8Array): Promise<NormalImage> {
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", animated: false });
  const metadata = await open().metadata();
  const mediaType = MEDIA_TYPES[metadata.format];
  if (mediaType && isClean(metadata)) {
    await open().stats();
    return { kind: "image", bytes, mediaType, width: metadata.width, height: metadata.height };
  }
  const lossless = metadata.format === "png" || metadata.format === "gif";
  const { data, info } = await fitted(open()).webp({ lossless, quality: 90 }).toBuffer({ resolveWithObject: true });
  return {
    kind: "image",
    bytes: new Uint8Array(data),
    mediaType: "image/webp",
    width: info.width,
    height: info.height,
  };
}

const fitted = (image: Sharp) =>
  image.rotate().resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside", withoutEnlargement: true });

/** Whether the file can stay as it is: small, upright, a single picture, nothing about its maker in it. */
function isClean({ width, height, exif, xmp, iptc, comments, orientation, pages }: Metadata): boolean {
  const hasMetadata = Boolean(exif || xmp || iptc || comments?.length);
  return Math.max(width, height) <= MAX_SIDE && !hasMetadata && (orientation ?? 1) === 1 && (pages ?? 1) === 1;
}

function wordsOf(error: unknown): string {
  const said = error instanceof Error ? error.message : "";
  if (/pixel limit/i.test(said)) return "the image has more than 100 million pixels; make it smaller";
  return "the image is damaged: it cannot be decoded to the end";
}
