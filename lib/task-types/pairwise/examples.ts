import type { Example } from "../task-type";
import type { PairwiseAnswer, PairwiseConfig, PairwisePayload } from "./schema";

export const examples: readonly Example<PairwiseConfig, PairwisePayload, PairwiseAnswer>[] = [
  {
    config: { question: "Which reply is better?", tie: true, bothBad: true },
    payload: {
      prompt: "Why is the sky blue?",
      a: { by: "model-1", text: "Short waves of light scatter more." },
      b: { by: "model-2", text: "Because of the sea." },
      left: "b",
    },
    answers: ["a", "tie", "both bad"],
  },
];
