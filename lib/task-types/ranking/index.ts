import { jsonAnswer, jsonIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { mergeRankings, rankingDistance } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type RankingAnswer, RankingConfig, RankingPayload, rankingAnswer } from "./schema";

/** Several things put in order, with ties. */
export const ranking = defineTaskType({
  id: "ranking",
  version: 1,
  title: "Ranking",
  about: "Several things put in order, best first.",
  asks: "Rank them, best first.",
  guide:
    "Find the best first, then the worst, then place the rest between them. Length is no merit. Things that you would not tell apart tomorrow share a place.",
  form: [{ kind: "switch", key: "ties", title: "Things may share a place", start: true }],
  config: () => RankingConfig,
  payload: () => RankingPayload,
  answer: rankingAnswer,
  rows: {
    columns: ["ranking", "comparison"],
    sample:
      '{"prompt":"Why is the sky blue?","things":[{"id":"a","text":"…"},{"id":"b","text":"…"},{"id":"c","text":"…"}]}',
    read: (cell: string) => jsonIn(cell) as RankingPayload,
  },
  parseCell: (cell) => jsonAnswer<RankingAnswer>(cell, "places"),
  features: ({ prompt, things }) => ({ kind: "text", text: [prompt, ...things.map(({ text }) => text)].join("\n") }),
  distance: rankingDistance,
  merge: (votes, { ties }) => mergeRankings(votes, ties),
  toRow: ({ places }) => ({ places: places.join(" ") }),
  reading,
  examples,
});
