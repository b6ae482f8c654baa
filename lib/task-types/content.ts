import { z } from "zod";
import { MAX_TEXT } from "./asked";

const side = z.int().min(1).max(20_000);

/** SHA-256 of a stored file. */
const Asset = z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex");

/** An item that is a text of at most `most` UTF-16 units. */
export const textContent = (most: number) =>
  z.object({
    kind: z.literal("text"),
    text: z.string().min(1, "text is empty").max(most, `text is longer than ${most} characters`),
  });

/** An item that is a picture; `alt` is its file's name. */
export const ImageContent = z.object({
  kind: z.literal("image"),
  asset: Asset,
  width: side,
  height: side,
  alt: z.string().max(300),
});
export type ImageContent = z.infer<typeof ImageContent>;

const MAX_MS = 4 * 3_600_000;

/** An item that is a recording. */
export const AudioContent = z.object({
  kind: z.literal("audio"),
  asset: Asset,
  lengthMs: z.int().min(1).max(MAX_MS),
  name: z.string().max(300),
});
export type AudioContent = z.infer<typeof AudioContent>;

/** A text or a picture that is judged as a whole. */
export const ShownContent = z.discriminatedUnion("kind", [textContent(MAX_TEXT), ImageContent]);
export type ShownContent = z.infer<typeof ShownContent>;

type ImageFile = { readonly asset: string; readonly width: number; readonly height: number; readonly name: string };

/** An image file as an item. */
export const imageItem = ({ asset, width, height, name }: ImageFile): ImageContent => ({
  kind: "image",
  asset,
  width,
  height,
  alt: name,
});

/** A recording as an item. */
export const audioItem = (sound: Omit<AudioContent, "kind">): AudioContent => ({ kind: "audio", ...sound });

/** A cell of a table as an item, found under the first of these columns. */
export const textRows = (...columns: string[]) => ({
  columns,
  read: (cell: string) => ({ kind: "text" as const, text: cell }),
});

/** How the types that judge a whole text or picture come by their items, and what a model reads of them. */
export const shownItems = {
  rows: textRows("text", "content", "sentence", "message", "response"),
  fromImage: imageItem,
  assets: (shown: ShownContent) => (shown.kind === "image" ? [shown.asset] : []),
  features: (shown: ShownContent) =>
    shown.kind === "text"
      ? { kind: "text" as const, text: shown.text }
      : { kind: "image" as const, asset: shown.asset },
};

/** The same where every item is a picture. */
export const imageItems = {
  fromImage: imageItem,
  assets: ({ asset }: ImageContent) => [asset],
  features: ({ asset }: ImageContent) => ({ kind: "image" as const, asset }),
};
