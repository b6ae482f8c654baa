import { z } from "zod";

const MAX_CRITERIA = 12;
const MAX_TEXT = 20_000;

const name = z.string().trim().min(1, "a criterion has no name").max(120, "a criterion is longer than 120 characters");

export const RatingConfig = z
  .object({
    question: z.string().trim().min(1, "ask a question").max(300),
    criteria: z
      .array(name)
      .min(1, "a rating needs a criterion")
      .max(MAX_CRITERIA, `at most ${MAX_CRITERIA} criteria`)
      .refine((criteria) => new Set(criteria).size === criteria.length, "two criteria are the same"),
    /** The scale, the same for every criterion; 1 to 5 stars, or 0 to 100. */
    lowest: z.int().min(-1000).max(1000),
    highest: z.int().min(-1000).max(1000),
  })
  .refine(({ lowest, highest }) => lowest < highest, "the scale has one step only");
export type RatingConfig = z.infer<typeof RatingConfig>;

export const RatingPayload = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string().min(1, "text is empty").max(MAX_TEXT, `text is longer than ${MAX_TEXT} characters`),
  }),
  z.object({
    kind: z.literal("image"),
    asset: z.string().regex(/^[0-9a-f]{64}$/, "asset is a SHA-256 in lower-case hex"),
    width: z.int().min(1).max(20_000),
    height: z.int().min(1).max(20_000),
    alt: z.string().max(300),
  }),
]);
export type RatingPayload = z.infer<typeof RatingPayload>;

/** One whole number for every criterion, in the order of the config. */
export type RatingAnswer = { readonly ratings: readonly number[] };

export const ratingAnswer = ({ criteria, lowest, highest }: RatingConfig): z.ZodType<RatingAnswer> =>
  z.strictObject({
    ratings: z
      .array(z.int().min(lowest, `below ${lowest}`).max(highest, `above ${highest}`))
      .length(criteria.length, `one rating for each of the ${criteria.length} criteria`),
  });
