import type { Reader } from "../reading";
import type { TranscriptionAnswer, TranscriptionConfig, TranscriptionPayload } from "./schema";

export const reading: Reader<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer> = {
  kind: "text",
  names: () => ({ labels: [] }),
  read: ({ text }, payload) => ({
    kind: "text",
    text,
    ...(payload.kind === "text" ? { prompt: payload.text } : {}),
    ...(payload.kind === "audio" ? { lengthMs: payload.lengthMs } : {}),
  }),
};
