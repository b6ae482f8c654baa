import type { Example } from "../task-type";
import type { TranscriptionAnswer, TranscriptionConfig, TranscriptionPayload } from "./schema";

export const examples: readonly Example<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer>[] = [
  {
    config: { question: "Write down what you hear.", longest: 500 },
    payload: { kind: "audio", asset: "0".repeat(64), lengthMs: 4_000, name: "call-01.wav" },
    answers: [{ text: "Łódź is a town." }, { text: "Lodz is a town." }, { text: "" }],
  },
];
