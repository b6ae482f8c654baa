import { imageItems } from "../content";
import { jsonAnswer } from "../json-cell";
import { defineTaskType } from "../task-type";
import { keypointsDistance, mergeKeypoints } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type KeypointsAnswer, KeypointsConfig, KeypointsPayload, keypointsAnswer } from "./schema";

const BETWEEN = " - ";

const readBones = (text: string): unknown =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(BETWEEN).map((end) => end.trim()));

const writeBones = (bones: unknown): string =>
  (bones as KeypointsConfig["bones"]).map((bone) => bone.join(BETWEEN)).join("\n");

/** Named points of figures on an image. */
export const keypoints = defineTaskType({
  id: "keypoints",
  version: 1,
  title: "Keypoints",
  about: "Named points of things in a picture: joints, corners, a face.",
  asks: "Mark the points of each figure.",
  guide:
    "Set each point in the middle of the joint, not on the edge of the clothes. Left and right are the figure's own. If you know where a point is though something hides it, set it and mark it hidden; if it lies outside of the picture, pass it over.",
  form: [
    {
      kind: "names",
      key: "points",
      title: "Points of one figure",
      one: "point",
      example: "left shoulder",
      least: 1,
      most: 64,
      keys: true,
    },
    {
      kind: "lines",
      key: "bones",
      title: "Bones",
      hint: "Lines drawn between two points, one a line: head - hip. Only for the eye.",
      rows: 3,
      read: readBones,
      write: writeBones,
    },
    {
      kind: "number",
      key: "smallestPx",
      title: "Smallest size, pixels",
      hint: "Smaller figures are judged as if they were this big.",
      start: 64,
      min: 8,
      max: 2000,
    },
  ],
  config: () => KeypointsConfig,
  payload: () => KeypointsPayload,
  answer: keypointsAnswer,
  ...imageItems,
  parseCell: (cell) => jsonAnswer<KeypointsAnswer>(cell, "figures"),
  distance: keypointsDistance,
  merge: mergeKeypoints,
  toRow: ({ figures }) => ({ figures: JSON.stringify(figures.map(({ points }) => points.flat())) }),
  reading,
  examples,
});
