/** CVAT for images 1.1 (https://docs.cvat.ai/docs/other/xml_format): labels in the head, then an element an image. */
import { z } from "zod";
import type { MarkedShape, Names } from "@/lib/task-types/reading";
import { defineFormat, type Writing } from "../format";
import { mediaName } from "../media";
import type { Part } from "../split";
import { MARKED, markedImages } from "./marked";
import { xmlElement, xmlText } from "./xml";

export const cvat = defineFormat({
  id: "cvat",
  title: "CVAT for images 1.1",
  use: "CVAT, Datumaro: boxes, polygons, skeletons",
  reads: MARKED,
  leavesOut: "certainty; items without an answer",
  carries: [],
  carriesByDefault: [],
  options: z.object({}),
  extension: "cvat.xml",
  mediaType: "application/xml",
  shape: "file",
  file: documentOf,
});

async function* documentOf(writing: Writing, part: Part): AsyncGenerator<string> {
  const { about, ontology } = writing;
  const labels = labelsOf(ontology.names, ontology.kind);
  const task = { name: xmlText(about.title), size: about.items, mode: "annotation", labels: { label: labels } };
  yield `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n${xmlElement({ meta: { task } })}`;
  let id = 0;
  for await (const { asset, marked } of markedImages(writing, part)) {
    const name = mediaName(asset, writing);
    const head = {
      "@id": id,
      "@name": writing.media ? `media/${name}` : name,
      "@width": marked.width,
      "@height": marked.height,
    };
    yield xmlElement({ image: { ...head, ...elementsOf(marked.shapes, ontology.names) } });
    id += 1;
  }
  yield "</annotations>\n";
}

function labelsOf({ labels, points = [] }: Names, kind: string | undefined): object[] {
  const type = kind === "boxes" ? "rectangle" : kind === "polygons" ? "polygon" : "skeleton";
  const own = labels.map((name) => ({ name: xmlText(name), type, attributes: "" }));
  const children = points.map((name) => ({
    name: xmlText(name),
    type: "points",
    attributes: "",
    parent: labels[0] ?? "",
  }));
  return [...own, ...children];
}

function elementsOf(shapes: readonly MarkedShape[], { points: names = [] }: Names): object {
  const common = (label: string) => ({ "@label": xmlText(label), "@source": "manual" });
  const place = (x: number, y: number) => `${x.toFixed(2)},${y.toFixed(2)}`;
  const box: object[] = [];
  const polygon: object[] = [];
  const skeleton: object[] = [];
  for (const {
    label,
    box: [x1, y1, x2, y2],
    outline,
    points,
  } of shapes) {
    const flags = { ...common(label), "@occluded": 0, "@z_order": 0 };
    if (outline) polygon.push({ ...flags, "@points": outline.map(([x, y]) => place(x, y)).join(";") });
    else if (points) {
      const parts = points.map(([x, y, visibility], i) => ({
        ...common(names[i] ?? ""),
        "@outside": visibility === 0 ? 1 : 0,
        "@occluded": visibility === 1 ? 1 : 0,
        "@points": place(x, y),
      }));
      skeleton.push({ ...common(label), "@z_order": 0, points: parts });
    } else {
      const [xtl, ytl, xbr, ybr] = [x1, y1, x2, y2].map((value) => value.toFixed(2));
      box.push({ ...flags, "@xtl": xtl, "@ytl": ytl, "@xbr": xbr, "@ybr": ybr });
    }
  }
  return { box, polygon, skeleton };
}
