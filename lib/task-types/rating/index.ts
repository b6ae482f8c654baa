import { ONE_Q16 } from "@/lib/kernel/q16";
import { shownItems } from "../content";
import { jsonAnswer } from "../json-cell";
import { defineTaskType } from "../task-type";
import { audible, weightedMedian } from "../weighted-votes";
import { examples } from "./examples";
import { reading } from "./reading";
import { type RatingAnswer, RatingConfig, RatingPayload, ratingAnswer } from "./schema";

/** Numbers on a scale, one for each of several criteria. */
export const rating = defineTaskType({
  id: "rating",
  version: 1,
  title: "Rating",
  about: "Numbers on a scale, for one or several criteria.",
  asks: "How good is it?",
  guide:
    "Rate each criterion by itself: a rude answer can be true. 5: nothing to mend; 3: it does its work with a visible fault; 1: it does harm or misses the point. Use the whole scale, and the same measure for the first item and the last.",
  form: [
    {
      kind: "names",
      key: "criteria",
      title: "Criteria",
      one: "criterion",
      example: "Helpful",
      least: 1,
      most: 12,
      keys: false,
    },
    { kind: "number", key: "lowest", title: "Lowest step", start: 1, min: -1000, max: 1000 },
    {
      kind: "number",
      key: "highest",
      title: "Highest step",
      hint: "Up to ten steps are buttons with keys, more are a number to type.",
      start: 5,
      min: -1000,
      max: 1000,
    },
  ],
  config: () => RatingConfig,
  payload: () => RatingPayload,
  answer: ratingAnswer,
  ...shownItems,
  parseCell: (cell, config) => {
    const written = jsonAnswer<RatingAnswer>(cell, "ratings");
    if (written) return written;
    const ratings = cell.split(/[|,;\s[\]]+/).filter((part) => part !== "");
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
