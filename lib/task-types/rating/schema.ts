import { z } from "zod";
import { Question } from "../asked";
import { ShownContent } from "../content";

const MAX_CRITERIA = 12;

const name = z.string().trim().min(1, "a criterion has no name").max(120, "a criterion is longer than 120 characters");

export const RatingConfig = z
  .object({
    question: Question,
    criteria: z
      .array(name)
      .min(1, "a rating needs a criterion")
      .max(MAX_CRITERIA, `at most ${MAX_CRITERIA} criteria`)
      .refine((criteria) => new Set(criteria).size === criteria.length, "two criteria are the same"),
    /** The scale, the same for every criterion; 1 to 5 stars, or 0 to 100. */
    lowest: z.int().min(-1000).max(1000),
    highest: z.int().min(-1000).max(1000),
  })
  .refine(({ lowest, highest }) => lowest < highest, {
    error: "the highest step must lie above the lowest",
    path: ["highest"],
  });
export type RatingConfig = z.infer<typeof RatingConfig>;

export const RatingPayload = ShownContent;
export type RatingPayload = ShownContent;

/** One whole number for every criterion, in the order of the config. */
export type RatingAnswer = { readonly ratings: readonly number[] };

export const ratingAnswer = ({ criteria, lowest, highest }: RatingConfig): z.ZodType<RatingAnswer> =>
  z.strictObject({
    ratings: z
      .array(z.int().min(lowest, `below ${lowest}`).max(highest, `above ${highest}`))
      .length(criteria.length, `one rating for each of the ${criteria.length} criteria`),
  });
