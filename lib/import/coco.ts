import { AppError } from "@/lib/kernel/errors";
import { readJsonElements } from "./json-elements";
import { type BadRow, badRow } from "./source-row";

/** A box in pixels of the image, as COCO writes it: left, top, width, height. */
type Bbox = readonly [number, number, number, number];

export type CocoImage = {
  readonly line: number;
  readonly id: string;
  readonly file: string;
  readonly url: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly { readonly category: string; readonly bbox: Bbox | undefined }[];
};

/** What may be held of one file: ids and boxes, never pixels. */
const MOST = { image: 200_000, annotation: 2_000_000, category: 10_000 } as const;

/**
 * The images of a COCO file (`images`, `annotations`, `categories` in any order) with what is marked on them. The elements are read
 * one by one; held are names and boxes. An annotation of an image or a category that is not there is a bad row.
 */
export async function readCoco(text: AsyncIterable<string>): Promise<readonly (CocoImage | BadRow)[]> {
  const images: (Omit<CocoImage, "marks"> | BadRow)[] = [];
  const marks: { line: number; image: string; category: string; bbox: Bbox | undefined }[] = [];
  const names = new Map<string, string>();
  const bad: BadRow[] = [];
  for await (const element of readJsonElements(text)) {
    if (element.kind === "bad") bad.push(element);
    else if (element.list === "images") images.push(imageOf(element.line, element.value));
    else if (element.list === "annotations") marks.push(markOf(element.line, element.value));
    else if (element.list === "categories") name(names, element.value);
    else if (element.list === undefined)
      throw new AppError("invalid_input", "A COCO file is one object: {images, annotations, categories}.");
    if (images.length > MOST.image || marks.length > MOST.annotation || names.size > MOST.category) {
      throw new AppError(
        "too_large",
        "The COCO file has more images, annotations or categories than one upload takes.",
      );
    }
  }
  return [...bad, ...joined(images, marks, names)];
}

type Mark = {
  readonly line: number;
  readonly image: string;
  readonly category: string;
  readonly bbox: Bbox | undefined;
};

function joined(
  images: readonly (Omit<CocoImage, "marks"> | BadRow)[],
  marks: readonly Mark[],
  names: ReadonlyMap<string, string>,
): readonly (CocoImage | BadRow)[] {
  const byImage = new Map<string, { category: string; bbox: Bbox | undefined }[]>();
  for (const image of images) if (!("kind" in image)) byImage.set(image.id, []);
  const stray: BadRow[] = [];
  for (const { line, image, category, bbox } of marks) {
    const of = byImage.get(image);
    const known = names.get(category);
    if (!of) stray.push(badRow(line, "image_id", `there is no image ${image}`));
    else if (known === undefined) stray.push(badRow(line, "category_id", `there is no category ${category}`));
    else of.push({ category: known, bbox });
  }
  return [
    ...images.map((image) => ("kind" in image ? image : { ...image, marks: byImage.get(image.id) ?? [] })),
    ...stray,
  ];
}

function imageOf(line: number, value: unknown): Omit<CocoImage, "marks"> | BadRow {
  const { id, file_name: file, coco_url, flickr_url, width, height } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== "number" && typeof id !== "string") return badRow(line, "id", "an image has an id");
  if (typeof file !== "string" || file === "") return badRow(line, "file_name", "an image names its file");
  const url = [coco_url, flickr_url].find((each) => typeof each === "string" && /^https?:/.test(each)) as
    | string
    | undefined;
  return { line, id: String(id), file, url, width: Number(width), height: Number(height) };
}

function markOf(line: number, value: unknown): Mark {
  const { image_id, category_id, bbox } = (value ?? {}) as Record<string, unknown>;
  const four = Array.isArray(bbox) && bbox.length === 4 && bbox.every((each) => Number.isFinite(each));
  return {
    line,
    image: String(image_id),
    category: String(category_id),
    bbox: four ? (bbox as unknown as Bbox) : undefined,
  };
}

function name(names: Map<string, string>, value: unknown): void {
  const { id, name: text } = (value ?? {}) as Record<string, unknown>;
  if (typeof text === "string") names.set(String(id), text);
}

/** Ways in which what is marked on an image may be written as one answer's cell: the one category, all, or boxes. */
export function cocoCells({ marks, width, height }: CocoImage): readonly string[] {
  if (marks.length === 0) return [];
  const categories = [...new Set(marks.map(({ category }) => category))];
  const boxes = marks.flatMap(({ category, bbox }) => (bbox ? [boxOf(category, bbox, width, height)] : []));
  return [categories.join("|"), ...(boxes.length === marks.length ? [JSON.stringify(boxes)] : [])];
}

/** Whole pixels, half-open, inside the image. */
function boxOf(label: string, [x, y, w, h]: Bbox, width: number, height: number) {
  const within = (at: number, most: number) => Math.min(Math.max(Math.round(at), 0), Number.isFinite(most) ? most : at);
  return { label, x1: within(x, width), y1: within(y, height), x2: within(x + w, width), y2: within(y + h, height) };
}
