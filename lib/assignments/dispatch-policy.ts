import { z } from "zod";

const bps = z.int().min(0).max(10_000);

/** What of a bounty's policy decides about handing out work; the rest of the policy is others' business. */
export const DispatchPolicy = z.object({
  /** Share of gold for an annotator's first answers, and after them. */
  goldBps: bps.default(1_000),
  goldLaterBps: bps.default(400),
  /** Share of items on which nobody is shown a suggestion. */
  blindBps: bps.default(2_000),
  /** Whether a model's suggestion is shown at all. */
  suggestions: z.boolean().default(true),
  /** How long a lease lives; left out: it follows the time that answers take. */
  leaseMs: z.int().min(100).max(3_600_000).optional(),
});
export type DispatchPolicy = z.infer<typeof DispatchPolicy>;
