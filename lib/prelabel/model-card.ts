import { z } from "zod";

/** What is published beside a model file: what it is, what it learned from, how good it is. */
export const modelCard = z.object({
  kind: z.enum(["text", "image"]),
  /** Class names in the order of the model's probabilities. */
  classes: z.array(z.string()),
  /** Items that the encoder was fitted on or looked at. */
  items: z.number().int(),
  /** Items with an accepted consensus that the head learned from. */
  labelled: z.number().int(),
  /** Share of those labels the head names when they are held out (five folds), 0..1. */
  accuracyCv: z.number(),
  /** Share of the most frequent class among those labels: what a model must beat to be of use. */
  baseline: z.number(),
  /** What the logits are divided by, so that confidences can be taken at their word. */
  temperature: z.number(),
  createdFrom: z.object({
    labels: z.literal("accepted-consensus"),
    encoder: z.string(),
    seed: z.number().int(),
  }),
});

export type ModelCard = z.infer<typeof modelCard>;

/** Whether suggestions of this model say more than naming the most frequent class would. */
export function beatsBaseline(card: ModelCard): boolean {
  return card.accuracyCv > card.baseline;
}
