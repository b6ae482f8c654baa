/**
 * Ultralytics YOLO: a text file an image, a line an object, shares of width and height; `data.yaml` beside it
 * (https://docs.ultralytics.com/datasets/detect/, …/segment/, …/pose/).
 */
import { stringify } from "yaml";
import { z } from "zod";
import type { MarkedShape, Names } from "@/lib/task-types/reading";
import { defineFormat, type Piece, type Writing } from "../format";
import { imageName, mediaPieces, rowName } from "../media";
import type { Part } from "../split";
import { MARKED, type Marked, markedImages } from "./marked";

type Options = { readonly task: "auto" | "detect" };

export const yolo = defineFormat<Options>({
  id: "yolo",
  title: "YOLO",
  use: "Ultralytics: detection, segmentation, pose",
  reads: MARKED,
  leavesOut: "the owner's ids, certainty; places are shares with six decimals",
  carries: [],
  carriesByDefault: [],
  options: z.object({
    /** `auto`: boxes for detection, outlines for segmentation, points for pose; `detect`: the boxes around them. */
    task: z.enum(["auto", "detect"]).default("auto"),
  }),
  extension: "yolo.zip",
  mediaType: "application/zip",
  shape: "folder",
  folder: folderOf,
});

const FOLDERS: Readonly<Record<Part, string>> = { all: "train", train: "train", validation: "val", test: "test" };

async function* folderOf(writing: Writing, { task }: Options): AsyncGenerator<Piece> {
  yield { path: "data.yaml", data: dataYaml(writing, task) };
  for (const part of writing.parts) {
    const folder = FOLDERS[part];
    for await (const { row, marked } of markedImages(writing, part)) {
      const data = marked.shapes.map((shape) => `${lineOf(shape, marked, writing.ontology.names, task)}\n`).join("");
      yield { path: `labels/${folder}/${rowName(row)}.txt`, data };
      if (writing.media) yield* mediaPieces(row, `images/${folder}/${imageName(row, writing)}`, writing);
    }
    if (!writing.media) yield* addresses(writing, part);
  }
}

/** Without the images themselves: where each is to be fetched, and under which name it has to lie. */
async function* addresses(writing: Writing, part: Part): AsyncGenerator<Piece> {
  const path = `images/${FOLDERS[part]}.tsv`;
  yield { path, data: "file\turl\n" };
  for await (const { row, asset } of markedImages(writing, part, false)) {
    yield { path, data: `images/${FOLDERS[part]}/${imageName(row, writing)}\t${writing.assetUrl(asset)}\n` };
  }
}

function dataYaml({ ontology, parts, lose }: Writing, task: Options["task"]): string {
  const { labels, points } = ontology.names;
  const has = (part: Part) => parts.includes(part);
  // The trainer refuses a file without `val`.
  if (!has("validation")) lose("no validation part: data.yaml names the training part for it");
  const folders = {
    path: ".",
    train: "images/train",
    val: has("validation") ? "images/val" : "images/train",
    ...(has("test") ? { test: "images/test" } : {}),
  };
  const pose = points && task === "auto" ? { kpt_shape: [points.length, 3], flip_idx: mirrored(points) } : {};
  return stringify({ ...folders, ...pose, names: Object.fromEntries(labels.map((name, i) => [i, name])) });
}

/** What each point is in a mirrored image: `left foot` and `right foot` change places where both are there. */
function mirrored(points: readonly string[]): number[] {
  return points.map((name, i) => {
    const other = /\bleft\b/i.test(name) ? name.replace(/\bleft\b/i, "right") : name.replace(/\bright\b/i, "left");
    const found = points.findIndex((each) => each.toLowerCase() === other.toLowerCase());
    return found === -1 ? i : found;
  });
}

function lineOf(shape: MarkedShape, { width, height }: Marked, { labels }: Names, task: Options["task"]): string {
  const [x1, y1, x2, y2] = shape.box;
  const x = (value: number) => share(value, width);
  const y = (value: number) => share(value, height);
  const label = labels.indexOf(shape.label);
  if (shape.outline && task === "auto") {
    return [label, ...shape.outline.flatMap((corner) => [x(corner[0]), y(corner[1])])].join(" ");
  }
  const centre = [share(x1 + x2, 2 * width), share(y1 + y2, 2 * height), x(x2 - x1), y(y2 - y1)];
  const points = task === "auto" ? (shape.points ?? []) : [];
  return [label, ...centre, ...points.flatMap((point) => [x(point[0]), y(point[1]), point[2]])].join(" ");
}

const share = (value: number, whole: number): string => (value / whole).toFixed(6);
