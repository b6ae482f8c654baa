import type { Reader } from "../reading";
import type { PairwiseAnswer, PairwiseConfig, PairwisePayload } from "./schema";

export const reading: Reader<PairwiseConfig, PairwisePayload, PairwiseAnswer> = {
  kind: "preference",
  names: () => ({ labels: [] }),
  read: (verdict, { prompt, a, b }) => ({
    kind: "preference",
    prompt,
    texts: [
      { ...a, place: verdict === "b" ? 1 : 0 },
      { ...b, place: verdict === "a" ? 1 : 0 },
    ],
    allBad: verdict === "both bad",
  }),
};
