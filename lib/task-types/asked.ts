import { z } from "zod";

const MAX_LABELS = 64;
export const MAX_TEXT = 20_000;

/** What is asked of every item, whatever the type. */
export const Question = z.string().trim().min(1, "ask a question").max(300);

/** Labels of a config: named once, in the order of their keys. `tooFew` says what the type needs. */
export const labelList = (least: number, tooFew: string) =>
  z
    .array(z.string().trim().min(1, "a label is empty").max(80, "a label is longer than 80 characters"))
    .min(least, tooFew)
    .max(MAX_LABELS, `at most ${MAX_LABELS} labels`)
    .refine((labels) => new Set(labels).size === labels.length, "two labels are the same");

/** A label of an answer: one of the config's. */
export const labelOf = (labels: readonly string[]) =>
  z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` });
