import { z } from "zod";
import { REMARK_REASONS, type RemarkKind } from "./remark-reasons";

/** Code points of an annotator's own words. */
const MAX_WORDS = 500;

const reasonsOf = (kind: RemarkKind) =>
  z.enum(Object.keys(REMARK_REASONS[kind]) as [string, ...string[]], {
    error: `one of: ${Object.keys(REMARK_REASONS[kind]).join(", ")}`,
  });

const words = z.string().trim().max(MAX_WORDS, `at most ${MAX_WORDS} characters`).default("");

/** Why an item is given back, or what is wrong with it: a reason of its kind's list, and own words if somebody has any. */
export const Remark = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("skip"), reason: reasonsOf("skip"), words }),
  z.strictObject({ kind: z.literal("report"), reason: reasonsOf("report"), words }),
]);
export type Remark = z.infer<typeof Remark>;
