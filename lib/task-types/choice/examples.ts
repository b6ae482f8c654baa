import type { Example } from "../task-type";
import type { ChoiceAnswer, ChoiceConfig, ChoicePayload } from "./schema";

export const examples: readonly Example<ChoiceConfig, ChoicePayload, ChoiceAnswer>[] = [
  {
    config: { question: "What is the tone?", labels: ["good", "bad", "neither"] },
    payload: { kind: "text", text: "It works." },
    answers: ["good", "neither", "good"],
  },
  {
    config: { question: "Which shape is drawn?", labels: ["circle", "square"] },
    payload: { kind: "image", asset: "0".repeat(64), width: 64, height: 64, alt: "shape-01.png" },
    answers: ["circle", "square", "square"],
  },
];
