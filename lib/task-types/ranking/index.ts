import { defineTaskType } from "../task-type";
import { mergeRankings, rankingDistance } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { RankingConfig, RankingPayload, rankingAnswer } from "./schema";

/** Several things put in order, with ties. */
export const ranking = defineTaskType({
  id: "ranking",
  version: 1,
  title: "Ranking",
  config: () => RankingConfig,
  payload: () => RankingPayload,
  answer: rankingAnswer,
  features: ({ prompt, things }) => ({ kind: "text", text: [prompt, ...things.map(({ text }) => text)].join("\n") }),
  distance: rankingDistance,
  merge: (votes, { ties }) => mergeRankings(votes, ties),
  toRow: ({ places }) => ({ places: places.join(" ") }),
  reading,
  examples,
});
