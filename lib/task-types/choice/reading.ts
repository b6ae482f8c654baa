import type { Reader } from "../reading";
import type { ChoiceAnswer, ChoiceConfig, ChoicePayload } from "./schema";

export const reading: Reader<ChoiceConfig, ChoicePayload, ChoiceAnswer> = {
  kind: "labels",
  names: ({ labels }) => ({ labels }),
  read: (label) => ({ kind: "labels", labels: [label] }),
};
