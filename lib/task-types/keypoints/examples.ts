import type { Example } from "../task-type";
import type { KeypointsAnswer, KeypointsConfig, KeypointsPayload } from "./schema";

const image = { kind: "image", asset: "0".repeat(64), width: 640, height: 480, alt: "runner-03.png" } as const;

export const examples: readonly Example<KeypointsConfig, KeypointsPayload, KeypointsAnswer>[] = [
  {
    config: {
      question: "Mark the joints of every runner.",
      points: ["head", "hip", "left foot", "right foot"],
      bones: [
        ["head", "hip"],
        ["hip", "left foot"],
        ["hip", "right foot"],
      ],
      smallestPx: 64,
    },
    payload: image,
    answers: [
      {
        figures: [
          {
            points: [
              [200, 80, 2],
              [210, 200, 2],
              [160, 320, 2],
              [250, 310, 1],
            ],
          },
          {
            points: [
              [420, 100, 2],
              [0, 0, 0],
              [400, 330, 2],
              [450, 332, 2],
            ],
          },
        ],
      },
      {
        figures: [
          {
            points: [
              [202, 84, 2],
              [206, 204, 1],
              [158, 322, 2],
              [0, 0, 0],
            ],
          },
        ],
      },
      { figures: [] },
    ],
  },
];
