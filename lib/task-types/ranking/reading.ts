import type { Reader } from "../reading";
import type { RankingAnswer, RankingConfig, RankingPayload } from "./schema";

export const reading: Reader<RankingConfig, RankingPayload, RankingAnswer> = {
  kind: "preference",
  names: () => ({ labels: [] }),
  read: ({ places }, { prompt, things }) => ({
    kind: "preference",
    prompt,
    texts: things.map(({ id, text }, i) => ({ by: id, text, place: places[i] ?? 0 })),
    allBad: false,
  }),
};
