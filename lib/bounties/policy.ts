import { z } from "zod";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { DEFAULT_PAY_RULE, PAY_RULE_NAMES } from "@/lib/referee/pay-rules";

const bps = (name: string, least: number, most: number) =>
  z
    .int(`${name} is in basis points: a whole number`)
    .min(least, `${name}: at least ${least / 100} %`)
    .max(most, `${name}: at most ${most / 100} %`);

/** How a bounty's work is handed out and paid: frozen with the manifest at publishing. Shares are in basis points. */
const Fields = z.strictObject({
  /** Answers wanted per item; where `maxOverlap` is larger, to begin with. */
  overlap: z
    .int("answers per item: a whole number")
    .min(1, "answers per item: at least 1")
    .max(100, "answers per item: at most 100")
    .default(3),
  /** Share of gold among an annotator's first 50 answers, and after them. */
  goldBps: bps("gold share", 0, 5_000).default(1_000),
  goldLaterBps: bps("later gold share", 0, 5_000).default(400),
  /** Share of items on which nobody is shown a suggestion. */
  blindBps: bps("blind slice", 0, 10_000).default(2_000),
  /** Share of the price paid for honest work as such; 10,000 pays every answer alike. */
  betaBps: bps("base share", 2_000, 10_000).default(5_000),
  /** How long a claimed item is held; left out: by how long its answers take. */
  leaseMs: z
    .int()
    .min(1_000, "a lease lasts a second at least")
    .max(3_600_000, "a lease lasts an hour at most")
    .optional(),
  suggestions: z.boolean().default(true),
  /** One more answer is asked for where people disagree, up to so many an item; left out: never. */
  maxOverlap: z
    .int("answers per item at most: a whole number")
    .min(1, "answers per item at most: at least 1")
    .max(100, "answers per item at most: at most 100")
    .optional(),
  /** Tempered certainty from which an item needs no more answers, Q16; left out: nine tenths. */
  acceptQ16: z
    .int("certainty to accept: a whole number")
    .min(1, "certainty to accept: more than 0")
    .max(ONE_Q16, `certainty to accept: at most ${ONE_Q16}, which is 1`)
    .optional(),
  /** So many more answers at most in the whole bounty; left out: as many as `maxOverlap` allows. */
  moreAnswers: z
    .int("more answers in all: a whole number")
    .min(0, "more answers in all: 0 or more")
    .max(1_000_000_000, "more answers in all: a thousand million at most")
    .optional(),
  /** How an answer's pay follows from the verdict. */
  payRule: z.enum(PAY_RULE_NAMES, `a pay rule: ${PAY_RULE_NAMES.join(", ")}`).default(DEFAULT_PAY_RULE),
});

export const Policy = Fields.superRefine(({ overlap, maxOverlap }, { addIssue }) => {
  if (maxOverlap === undefined || maxOverlap === overlap) return;
  const say = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
  if (maxOverlap < overlap) say("maxOverlap", `answers per item at most: not below the ${overlap} it begins with`);
  else if (overlap < 2) say("overlap", "nobody can disagree with one answer: begin with 2 to ask more where people do");
});
export type Policy = z.infer<typeof Policy>;

/** The policy as it stands in a manifest: without what is left out, and without the pay rule, which is a term of its own. */
export function policyRecord(policy: Policy): Record<string, number | boolean> {
  const { payRule: _, ...rest } = policy;
  const entries = Object.entries(rest).filter((entry): entry is [string, number | boolean] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
