/**
 * Label Studio's JSON (https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks): an array of tasks,
 * each with one annotation. The controls are
 * named `label` and `item`: a project that takes them in needs a labeling config with these names.
 */
import { z } from "zod";
import type { MarkedShape, Reading } from "@/lib/task-types/reading";
import { EXTRAS, extraFields } from "../extras";
import { defineFormat, type Writing } from "../format";
import { type DatasetRow, isGold } from "../row";
import type { Part } from "../split";

export const labelStudio = defineFormat({
  id: "label-studio",
  title: "Label Studio JSON",
  use: "Label Studio: tasks with annotations",
  reads: "any",
  leavesOut: "answers of types that Label Studio has no control for stand as text",
  carries: EXTRAS,
  carriesByDefault: ["certainty"],
  options: z.object({}),
  extension: "label-studio.json",
  mediaType: "application/json",
  shape: "file",
  file: arrayOf,
});

async function* arrayOf(writing: Writing, part: Part): AsyncGenerator<string> {
  let first = true;
  yield "[";
  for await (const page of writing.rows(part)) {
    let text = "";
    for (const row of page) {
      text += `${first ? "" : ","}\n${JSON.stringify(taskOf(row, writing))}`;
      first = false;
    }
    yield text;
  }
  yield "\n]\n";
}

function taskOf(row: DatasetRow, writing: Writing): object {
  const { ontology, assetUrl } = writing;
  const { text, asset } = ontology.content(row.payload);
  const reading = ontology.read(row);
  const data = {
    ...(asset === undefined ? {} : { [isSound(reading) ? "audio" : "image"]: assetUrl(asset) }),
    ...(text === undefined ? {} : { text }),
    ...(reading?.kind === "preference" ? preferenceData(reading) : {}),
  };
  const annotation = reading && {
    result: [
      ...resultOf(reading, ontology.names.points).map((result, i) => ({
        id: regionId(i),
        from_name: "label",
        to_name: "item",
        ...result,
      })),
      ...relationsOf(reading),
    ],
    ground_truth: isGold(row),
    was_cancelled: false,
  };
  return {
    data,
    annotations: annotation ? [annotation] : [],
    meta: { id: row.id, item: row.hash, ...extraFields(row, writing.extras, writing) },
  };
}

const regionId = (place: number): string => `r${place}`;

/** Relations stand beside the regions and name two of them; `right`: from the first to the second. */
const relationsOf = (reading: Reading): object[] =>
  reading.kind !== "spans"
    ? []
    : (reading.relations ?? []).map(({ label, from, to }) => ({
        ...{ from_id: regionId(from), to_id: regionId(to), type: "relation", direction: "right", labels: [label] },
      }));

const isSound = (reading: Reading | undefined): boolean =>
  reading?.kind === "segments" || (reading?.kind === "text" && reading.lengthMs !== undefined);

const preferenceData = ({ prompt, texts }: Extract<Reading, { kind: "preference" }>) => ({
  prompt,
  items: texts.map(({ by, text }) => ({ id: by, title: by, body: text })),
});

/** What Label Studio calls regions: a type, and a value of that type. */
function resultOf(reading: Reading, pointNames: readonly string[] = []): object[] {
  switch (reading.kind) {
    case "labels":
      return [{ type: "choices", value: { choices: reading.labels } }];
    case "spans":
      return reading.spans.map(({ label, start, end }) => {
        // Code points here, UTF-16 units there.
        const points = [...reading.text];
        const before = points.slice(0, start).join("").length;
        const text = points.slice(start, end).join("");
        return { type: "labels", value: { start: before, end: before + text.length, text, labels: [label] } };
      });
    case "segments":
      return reading.segments.map(({ label, start, end }) => ({
        type: "labels",
        original_length: reading.lengthMs / 1000,
        value: { start: start / 1000, end: end / 1000, labels: [label] },
      }));
    case "text":
      return [{ type: "textarea", value: { text: [reading.text] } }];
    case "ratings":
      return reading.ratings.map((rating) => ({ type: "number", value: { number: rating } }));
    case "preference":
      return [{ type: "ranker", value: { ranker: { rank: inOrder(reading) } } }];
    case "steps":
      return [{ type: "choices", value: { choices: reading.steps.map(({ right }) => (right ? "right" : "wrong")) } }];
    default:
      return reading.shapes.flatMap((shape, i) => regionsOf(shape, reading.width, reading.height, pointNames, i));
  }
}

const inOrder = ({ texts }: Extract<Reading, { kind: "preference" }>): string[] =>
  [...texts].sort((a, b) => a.place - b.place).map(({ by }) => by);

/** Per cent of the image's sides, as the editor stores them. */
function regionsOf(
  shape: MarkedShape,
  width: number,
  height: number,
  pointNames: readonly string[],
  figure: number,
): object[] {
  const original = { original_width: width, original_height: height, image_rotation: 0 };
  const x = (value: number) => (value * 100) / width;
  const y = (value: number) => (value * 100) / height;
  if (shape.outline) {
    const points = shape.outline.map((corner) => [x(corner[0]), y(corner[1])]);
    return [{ ...original, type: "polygonlabels", value: { points, closed: true, polygonlabels: [shape.label] } }];
  }
  if (shape.points) {
    const placed = shape.points.flatMap(([px, py, visibility], point) => (visibility > 0 ? [{ px, py, point }] : []));
    return placed.map(({ px, py, point }) => ({
      ...original,
      type: "keypointlabels",
      value: { x: x(px), y: y(py), width: 0.5, keypointlabels: [pointNames[point] ?? ""] },
      meta: { text: [`figure ${figure + 1}`] },
    }));
  }
  const [x1, y1, x2, y2] = shape.box;
  const value = { x: x(x1), y: y(y1), width: x(x2 - x1), height: y(y2 - y1), rotation: 0 };
  return [{ ...original, type: "rectanglelabels", value: { ...value, rectanglelabels: [shape.label] } }];
}
