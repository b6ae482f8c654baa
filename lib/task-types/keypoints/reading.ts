import type { Reader } from "../reading";
import { boundsOf } from "../reading-bounds";
import type { KeypointsAnswer, KeypointsConfig, KeypointsPayload } from "./schema";

/** The one kind of figure that a keypoint bounty marks. */
const FIGURE = "figure";

export const reading: Reader<KeypointsConfig, KeypointsPayload, KeypointsAnswer> = {
  kind: "keypoints",
  names: ({ points, bones }) => ({ labels: [FIGURE], points, bones }),
  read: ({ figures }, { width, height }) => ({
    kind: "keypoints",
    width,
    height,
    shapes: figures.map(({ points }) => {
      // A point is a pixel: the box ends behind the last one.
      const [x1, y1, x2, y2] = boundsOf(points.filter(([, , visibility]) => visibility > 0));
      return { label: FIGURE, box: [x1, y1, x2 + 1, y2 + 1], points };
    }),
  }),
};
