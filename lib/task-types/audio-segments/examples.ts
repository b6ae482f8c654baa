import type { Example } from "../task-type";
import type { AudioSegmentsAnswer, AudioSegmentsConfig, AudioSegmentsPayload } from "./schema";

export const examples: readonly Example<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer>[] = [
  {
    config: { question: "Who speaks when?", labels: ["guest", "host"], overlap: true },
    payload: { kind: "audio", asset: "0".repeat(64), lengthMs: 12_000, name: "talk-01.wav" },
    answers: [
      {
        segments: [
          { label: "host", start: 0, end: 4_200 },
          { label: "guest", start: 4_000, end: 11_000 },
        ],
      },
      { segments: [{ label: "host", start: 100, end: 4_300 }] },
      { segments: [] },
    ],
  },
];
