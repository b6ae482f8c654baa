import type { Example } from "../task-type";
import type { PolygonsAnswer, PolygonsConfig, PolygonsPayload } from "./schema";

const image = { kind: "image", asset: "0".repeat(64), width: 640, height: 480, alt: "field-07.png" } as const;

export const examples: readonly Example<PolygonsConfig, PolygonsPayload, PolygonsAnswer>[] = [
  {
    config: { question: "Outline every pond and every roof.", labels: ["pond", "roof"] },
    payload: image,
    answers: [
      {
        polygons: [
          {
            label: "pond",
            points: [
              [40, 200],
              [120, 160],
              [240, 210],
              [200, 330],
              [70, 310],
            ],
          },
          {
            label: "roof",
            points: [
              [400, 40],
              [500, 40],
              [500, 100],
              [400, 100],
            ],
          },
        ],
      },
      {
        polygons: [
          {
            label: "pond",
            points: [
              [44, 204],
              [124, 158],
              [236, 214],
              [196, 334],
              [72, 306],
            ],
          },
        ],
      },
      { polygons: [] },
    ],
  },
];
