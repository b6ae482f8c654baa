/**
 * COCO's instances and keypoints (https://cocodataset.org/#format-data). One object: images first, then annotations, so the
 * rows are read twice and never held. Boxes carry their rectangle as segmentation, as pycocotools' `loadRes` makes it.
 */
import { z } from "zod";
import type { MarkedShape, Names } from "@/lib/task-types/reading";
import { defineFormat, type Writing } from "../format";
import { mediaName } from "../media";
import type { Part } from "../split";
import { MARKED, markedImages, twiceArea } from "./marked";

export const coco = defineFormat({
  id: "coco",
  title: "COCO JSON",
  use: "pycocotools, Detectron2: instances and keypoints",
  reads: MARKED,
  leavesOut: "answers and certainty; items without an answer",
  carries: [],
  carriesByDefault: [],
  options: z.object({}),
  extension: "coco.json",
  mediaType: "application/json",
  shape: "file",
  file: objectOf,
});

async function* objectOf(writing: Writing, part: Part): AsyncGenerator<string> {
  const { about, ontology } = writing;
  const info = { description: about.title, url: about.url, version: String(about.version ?? "0") };
  const licenses = about.licence === null ? [] : [{ id: 1, name: about.licence, url: "" }];
  const head = { info, licenses, categories: categoriesOf(ontology.names) };
  yield `${JSON.stringify(head).slice(0, -1)},"images":[`;
  let images = 0;
  for await (const { row, asset, marked } of markedImages(writing, part)) {
    images += 1;
    const name = mediaName(asset, writing);
    const image = {
      id: images,
      file_name: writing.media ? `media/${name}` : name,
      width: marked.width,
      height: marked.height,
      coco_url: writing.assetUrl(asset),
      ...(about.licence === null ? {} : { license: 1 }),
      item: row.id,
    };
    yield `${images === 1 ? "" : ","}\n${JSON.stringify(image)}`;
  }
  yield '],"annotations":[';
  yield* annotationsOf(writing, part);
  yield "]}\n";
}

async function* annotationsOf(writing: Writing, part: Part): AsyncGenerator<string> {
  const { labels } = writing.ontology.names;
  let image = 0;
  let id = 0;
  for await (const { marked } of markedImages(writing, part, false)) {
    image += 1;
    for (const shape of marked.shapes) {
      id += 1;
      const category = labels.indexOf(shape.label) + 1;
      yield `${id === 1 ? "" : ","}\n${JSON.stringify(annotation(shape, id, image, category))}`;
    }
  }
}

function annotation(shape: MarkedShape, id: number, image: number, category: number) {
  const [x1, y1, x2, y2] = shape.box;
  const rectangle = [x1, y1, x2, y1, x2, y2, x1, y2];
  const outlined = shape.outline !== undefined;
  return {
    id,
    image_id: image,
    category_id: category,
    bbox: [x1, y1, x2 - x1, y2 - y1],
    area: outlined ? Math.abs(twiceArea(shape.outline ?? [])) / 2 : (x2 - x1) * (y2 - y1),
    segmentation: shape.points ? [] : [outlined ? (shape.outline ?? []).flat() : rectangle],
    iscrowd: 0,
    ...(shape.points && {
      keypoints: shape.points.flat(),
      num_keypoints: shape.points.filter(([, , visibility]) => visibility > 0).length,
    }),
  };
}

function categoriesOf({ labels, points, bones = [] }: Names) {
  return labels.map((name, i) => ({
    id: i + 1,
    name,
    supercategory: "",
    // COCO counts the ends of a skeleton's bones from one.
    ...(points && {
      keypoints: points,
      skeleton: bones.map((ends) => ends.map((end) => points.indexOf(end) + 1)),
    }),
  }));
}
