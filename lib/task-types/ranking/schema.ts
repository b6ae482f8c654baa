import { z } from "zod";
import { MAX_TEXT, Question } from "../asked";

const MAX_THINGS = 12;

export const RankingConfig = z.object({
  question: Question,
  /** Whether several things may share a place. */
  ties: z.boolean().default(true),
});
export type RankingConfig = z.infer<typeof RankingConfig>;

export const RankingPayload = z.object({
  prompt: z.string().max(MAX_TEXT),
  things: z
    .array(z.strictObject({ id: z.string().min(1).max(120), text: z.string().min(1).max(MAX_TEXT) }))
    .min(2, "a ranking needs at least two things")
    .max(MAX_THINGS, `at most ${MAX_THINGS} things`)
    .refine((things) => new Set(things.map(({ id }) => id)).size === things.length, "two things have one id"),
});
export type RankingPayload = z.infer<typeof RankingPayload>;

/** The place of every thing in the payload's order, 0 the best; equal places are ties, and no place is left out. */
export type RankingAnswer = { readonly places: readonly number[] };

export function rankingAnswer({ ties }: RankingConfig, { things }: RankingPayload): z.ZodType<RankingAnswer> {
  const places = z
    .array(
      z
        .int()
        .min(0)
        .max(things.length - 1),
    )
    .length(things.length, `one place for each of the ${things.length} things`)
    .refine((list) => new Set(list).size === Math.max(...list) + 1, "a place is left out")
    .refine((list) => ties || new Set(list).size === list.length, "two things share a place");
  return z.strictObject({ places });
}
