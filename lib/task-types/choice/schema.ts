import { z } from "zod";
import { labelList, Question } from "../asked";
import { ShownContent } from "../content";

export const ChoiceConfig = z.object({
  question: Question,
  labels: labelList(2, "a choice needs at least two labels"),
});
export type ChoiceConfig = z.infer<typeof ChoiceConfig>;

export const ChoicePayload = ShownContent;
export type ChoicePayload = ShownContent;

const answers = new WeakMap<ChoiceConfig, z.ZodType<string>>();

/** Made once a config: every answer of a bounty is checked by it. */
export function choiceAnswer(config: ChoiceConfig): z.ZodType<string> {
  const known = answers.get(config);
  if (known) return known;
  const { labels } = config;
  const made = z
    .string()
    .refine((label) => labels.includes(label), { error: `not one of the labels: ${labels.join(", ")}` });
  answers.set(config, made);
  return made;
}
export type ChoiceAnswer = string;
