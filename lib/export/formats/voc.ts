/**
 * Pascal VOC's detection annotations (http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/): an XML file an image,
 * pixels counted from one, the last pixel inside the box.
 */
import { z } from "zod";
import { defineFormat, type Piece, type Writing } from "../format";
import { imageName, mediaPieces, rowName } from "../media";
import type { DatasetRow } from "../row";
import type { Part } from "../split";
import { type Marked, markedImages } from "./marked";
import { xmlElement, xmlText } from "./xml";

export const pascalVoc = defineFormat({
  id: "pascal-voc",
  title: "Pascal VOC XML",
  use: "detection: an XML file an image",
  reads: ["boxes", "polygons"],
  leavesOut: "outlines (their boxes stay), certainty",
  carries: [],
  carriesByDefault: [],
  options: z.object({}),
  extension: "voc.zip",
  mediaType: "application/zip",
  shape: "folder",
  folder: folderOf,
});

const SETS: Readonly<Record<Part, string>> = { all: "trainval", train: "train", validation: "val", test: "test" };

async function* folderOf(writing: Writing): AsyncGenerator<Piece> {
  for (const part of writing.parts) {
    for await (const { row, asset, marked } of markedImages(writing, part)) {
      yield { path: `Annotations/${rowName(row)}.xml`, data: annotation(row, asset, marked, writing) };
      if (writing.media) yield* mediaPieces(row, `JPEGImages/${imageName(row, writing)}`, writing);
    }
    const path = `ImageSets/Main/${SETS[part]}.txt`;
    yield { path, data: "" };
    for await (const { row } of markedImages(writing, part, false)) yield { path, data: `${rowName(row)}\n` };
  }
}

function annotation(row: DatasetRow, asset: string, marked: Marked, writing: Writing): string {
  if (marked.kind === "polygons") writing.lose("outlines written as boxes", marked.shapes.length);
  return xmlElement({
    annotation: {
      folder: "JPEGImages",
      filename: imageName(row, writing),
      source: { database: xmlText(writing.about.title), annotation: "Assay", image: writing.assetUrl(asset) },
      size: { width: marked.width, height: marked.height, depth: 3 },
      segmented: 0,
      object: marked.shapes.map(({ label, box: [x1, y1, x2, y2] }) => ({
        name: xmlText(label),
        pose: "Unspecified",
        truncated: 0,
        difficult: 0,
        bndbox: { xmin: x1 + 1, ymin: y1 + 1, xmax: x2, ymax: y2 },
      })),
    },
  });
}
