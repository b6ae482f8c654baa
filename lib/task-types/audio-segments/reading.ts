import type { Reader } from "../reading";
import type { AudioSegmentsAnswer, AudioSegmentsConfig, AudioSegmentsPayload } from "./schema";

export const reading: Reader<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer> = {
  kind: "segments",
  names: ({ labels }) => ({ labels }),
  read: ({ segments }, { lengthMs }) => ({ kind: "segments", lengthMs, segments }),
};
