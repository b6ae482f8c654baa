import type { Example } from "../task-type";
import type { BoxesAnswer, BoxesConfig, BoxesPayload } from "./schema";

const image = { kind: "image", asset: "0".repeat(64), width: 640, height: 480, alt: "street-01.png" } as const;

export const examples: readonly Example<BoxesConfig, BoxesPayload, BoxesAnswer>[] = [
  {
    config: { question: "Draw a box around every car and every person.", labels: ["car", "person"] },
    payload: image,
    answers: [
      {
        boxes: [
          { label: "car", x1: 40, y1: 200, x2: 240, y2: 330 },
          { label: "person", x1: 300, y1: 180, x2: 350, y2: 320 },
        ],
      },
      { boxes: [{ label: "car", x1: 44, y1: 204, x2: 236, y2: 332 }] },
      { boxes: [] },
    ],
  },
];
