import { z } from "zod";
import { labelList, labelOf, Question } from "../asked";
import { ShownContent } from "../content";

export const MultiLabelConfig = z.object({
  question: Question,
  labels: labelList(2, "there must be at least two labels"),
  /** Whether no label at all is an answer. */
  none: z.boolean().default(true),
});
export type MultiLabelConfig = z.infer<typeof MultiLabelConfig>;

export const MultiLabelPayload = ShownContent;
export type MultiLabelPayload = ShownContent;

/** The labels that apply, in the order of the config. */
export type MultiLabelAnswer = { readonly labels: readonly string[] };

export const multiLabelAnswer = ({ labels, none }: MultiLabelConfig): z.ZodType<MultiLabelAnswer> =>
  z.strictObject({
    labels: z
      .array(labelOf(labels))
      .min(none ? 0 : 1, "at least one label applies")
      .refine(
        (chosen) => chosen.every((label, i) => i === 0 || labels.indexOf(chosen[i - 1] ?? "") < labels.indexOf(label)),
        "labels are named once, in the order of the list",
      ),
  });
