import { z } from "zod";
import { MAX_TEXT, Question } from "../asked";

export const PairwiseConfig = z.object({
  question: Question,
  /** Whether "as good as each other" and "both bad" are answers. */
  tie: z.boolean().default(true),
  bothBad: z.boolean().default(true),
});
export type PairwiseConfig = z.infer<typeof PairwiseConfig>;

/** What is compared: `by` names who made it (a model, a seller), for the published scores; nobody who judges sees it. */
const thing = z.strictObject({ by: z.string().min(1).max(120), text: z.string().min(1).max(MAX_TEXT) });

export const PairwisePayload = z.object({
  prompt: z.string().max(MAX_TEXT),
  a: thing,
  b: thing,
  /** Which of the two stands left in even seats, the other in odd ones: even over the items and over those who judge one. */
  left: z.enum(["a", "b"]),
});
export type PairwisePayload = z.infer<typeof PairwisePayload>;

/** Which of the two a seat sees on the left. */
export const leftOf = ({ left }: PairwisePayload, seat: number): "a" | "b" =>
  seat % 2 === 0 ? left : left === "a" ? "b" : "a";

export const VERDICTS = ["a", "b", "tie", "both bad"] as const;
export type PairwiseAnswer = (typeof VERDICTS)[number];

export const verdictsOf = ({ tie, bothBad }: PairwiseConfig): PairwiseAnswer[] =>
  VERDICTS.filter((verdict) => (verdict === "tie" ? tie : verdict === "both bad" ? bothBad : true));

export const pairwiseAnswer = (config: PairwiseConfig): z.ZodType<PairwiseAnswer> =>
  z.enum(VERDICTS).refine((verdict) => verdictsOf(config).includes(verdict), {
    error: `not one of: ${verdictsOf(config).join(", ")}`,
  });
