import type { Example } from "../task-type";
import type { RatingAnswer, RatingConfig, RatingPayload } from "./schema";

export const examples: readonly Example<RatingConfig, RatingPayload, RatingAnswer>[] = [
  {
    config: { question: "How good is this reply?", criteria: ["Helpful", "True", "Polite"], lowest: 1, highest: 5 },
    payload: { kind: "text", text: "Turn it off, wait ten seconds, turn it on again." },
    answers: [{ ratings: [4, 5, 3] }, { ratings: [3, 5, 3] }, { ratings: [1, 1, 5] }],
  },
  {
    config: { question: "How sharp is the picture?", criteria: ["Sharpness"], lowest: 0, highest: 100 },
    payload: { kind: "image", asset: "0".repeat(64), width: 64, height: 64, alt: "shape-01.png" },
    answers: [{ ratings: [70] }, { ratings: [64] }, { ratings: [0] }],
  },
];
