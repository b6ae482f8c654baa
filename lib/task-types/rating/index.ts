import { ONE_Q16 } from "@/lib/kernel/q16";
import { defineTaskType } from "../task-type";
import { audible, weightedMedian } from "../weighted-votes";
import { examples } from "./examples";
import { reading } from "./reading";
import { RatingConfig, RatingPayload, ratingAnswer } from "./schema";

/** Numbers on a scale, one for each of several criteria. */
export const rating = defineTaskType({
  id: "rating",
  version: 1,
  title: "Rating",
  config: () => RatingConfig,
  payload: () => RatingPayload,
  answer: ratingAnswer,
  rows: {
    columns: ["text", "content", "response", "sentence"],
    read: (cell: string): RatingPayload => ({ kind: "text", text: cell }),
  },
  fromImage: ({ asset, width, height, name }): RatingPayload => ({ kind: "image", asset, width, height, alt: name }),
  assets: (payload) => (payload.kind === "image" ? [payload.asset] : []),
  features: (payload) =>
    payload.kind === "text" ? { kind: "text", text: payload.text } : { kind: "image", asset: payload.asset },
  parseCell: (cell, config) => {
    const ratings = cell.split(/[|,;\s]+/).filter((part) => part !== "");
    return ratingAnswer(config).safeParse({ ratings: ratings.map(Number) }).data;
  },
  /** Mean over the criteria of the gap's share of the scale. */
  distance: (a, b, { criteria, lowest, highest }) => {
    const gap = a.ratings.reduce((sum, value, i) => sum + Math.abs(value - (b.ratings[i] ?? value)), 0);
    return Math.floor((gap * ONE_Q16) / (criteria.length * (highest - lowest)));
  },
  /** The weighted median of each criterion. */
  merge: (votes, { criteria }) => {
    const heard = audible(votes);
    return {
      ratings: criteria.map((_, i) =>
        weightedMedian(heard.map(({ answer, weightQ16 }) => ({ answer: answer.ratings[i] ?? 0, weightQ16 }))),
      ),
    };
  },
  toRow: ({ ratings }, { criteria }) =>
    Object.fromEntries(criteria.map((criterion, i) => [`rating ${criterion}`, ratings[i] ?? null])),
  reading,
  examples,
});
