import { defineTaskType } from "../task-type";
import { keypointsDistance, mergeKeypoints } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { KeypointsConfig, KeypointsPayload, keypointsAnswer } from "./schema";

/** Named points of figures on an image. */
export const keypoints = defineTaskType({
  id: "keypoints",
  version: 1,
  title: "Keypoints",
  config: () => KeypointsConfig,
  payload: () => KeypointsPayload,
  answer: keypointsAnswer,
  fromImage: ({ asset, width, height, name }): KeypointsPayload => ({ kind: "image", asset, width, height, alt: name }),
  assets: ({ asset }) => [asset],
  features: ({ asset }) => ({ kind: "image", asset }),
  distance: keypointsDistance,
  merge: mergeKeypoints,
  toRow: ({ figures }) => ({ figures: JSON.stringify(figures.map(({ points }) => points.flat())) }),
  reading,
  examples,
});
