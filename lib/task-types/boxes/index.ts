import { imageItems } from "../content";
import { labelsPart } from "../form-part";
import { jsonAnswer, labelsIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { boxesDistance, boxesInCommon, mergeBoxes } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type BoxesAnswer, BoxesConfig, BoxesPayload, boxesAnswer } from "./schema";

/** Labeled boxes on an image. */
export const boxes = defineTaskType({
  id: "boxes",
  version: 1,
  title: "Boxes",
  about: "Rectangles around things in a picture.",
  asks: "Draw a box around each thing.",
  guide:
    "Draw the box around what can be seen, tight on all four sides. Of a thing that is partly hidden only the part in sight. A group is one box a thing, as long as you can tell them apart. Leave out what is smaller than a finger's breadth on your screen.",
  form: [labelsPart(1, (cell) => labelsIn(cell, "boxes"))],
  config: () => BoxesConfig,
  payload: () => BoxesPayload,
  answer: boxesAnswer,
  ...imageItems,
  parseCell: (cell) => jsonAnswer<BoxesAnswer>(cell, "boxes"),
  distance: boxesDistance,
  merge: mergeBoxes,
  inCommon: boxesInCommon,
  toRow: ({ boxes: drawn }) => ({
    boxes: JSON.stringify(drawn.map(({ label, x1, y1, x2, y2 }) => [label, x1, y1, x2, y2])),
  }),
  reading,
  examples,
});
