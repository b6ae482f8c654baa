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

export const choiceAnswer = ({ labels }: ChoiceConfig) =>
  z.string().refine((label) => labels.includes(label), { error: `not one of the labels: ${labels.join(", ")}` });
export type ChoiceAnswer = string;
