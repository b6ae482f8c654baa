import type { Reader } from "../reading";
import type { BoxesAnswer, BoxesConfig, BoxesPayload } from "./schema";

export const reading: Reader<BoxesConfig, BoxesPayload, BoxesAnswer> = {
  kind: "boxes",
  names: ({ labels }) => ({ labels }),
  read: ({ boxes }, { width, height }) => ({
    kind: "boxes",
    width,
    height,
    shapes: boxes.map(({ label, x1, y1, x2, y2 }) => ({ label, box: [x1, y1, x2, y2] })),
  }),
};
