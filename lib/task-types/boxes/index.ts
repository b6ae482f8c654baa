import { defineTaskType } from "../task-type";
import { boxesDistance, mergeBoxes } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { BoxesConfig, BoxesPayload, boxesAnswer } from "./schema";

/** Labeled boxes on an image. */
export const boxes = defineTaskType({
  id: "boxes",
  version: 1,
  title: "Boxes",
  config: () => BoxesConfig,
  payload: () => BoxesPayload,
  answer: boxesAnswer,
  fromImage: ({ asset, width, height, name }): BoxesPayload => ({ kind: "image", asset, width, height, alt: name }),
  assets: ({ asset }) => [asset],
  features: ({ asset }) => ({ kind: "image", asset }),
  distance: boxesDistance,
  merge: mergeBoxes,
  toRow: ({ boxes: drawn }) => ({
    boxes: JSON.stringify(drawn.map(({ label, x1, y1, x2, y2 }) => [label, x1, y1, x2, y2])),
  }),
  reading,
  examples,
});
