import type { Example } from "../task-type";
import type { RankingAnswer, RankingConfig, RankingPayload } from "./schema";

const things = ["a", "b", "c"].map((id) => ({ id, text: `Reply ${id}` }));

export const examples: readonly Example<RankingConfig, RankingPayload, RankingAnswer>[] = [
  {
    config: { question: "Rank the replies, best first.", ties: true },
    payload: { prompt: "Why is the sky blue?", things },
    answers: [{ places: [0, 1, 2] }, { places: [0, 1, 1] }, { places: [2, 1, 0] }],
  },
];
