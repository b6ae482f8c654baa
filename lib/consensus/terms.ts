import { z } from "zod";
import { moreAnswersOf } from "@/lib/bounties/budget";
import { Manifest } from "@/lib/bounties/manifest";
import type { DecisionTerms } from "./decide";

/** Certainty from which an item is settled when the bounty names none: nine tenths. */
const ACCEPT_Q16 = 58_982;

const Overlap = z.object({
  overlap: z.int().min(1),
  maxOverlap: z.int().optional(),
  moreAnswers: z.int().min(0).optional(),
  acceptQ16: z.int().min(1).max(65_536).default(ACCEPT_Q16),
});

/** What the decision needs of a bounty's frozen terms. Throws a ZodError when the stored manifest is none. */
export function decisionTerms(manifest: unknown, classes: number): DecisionTerms & { readonly refereeVersion: string } {
  const { betaQ16, tauQ10, payRule, priceUnits, policy, refereeVersion } = Manifest.parse(manifest);
  const { moreAnswers: _, ...overlap } = Overlap.parse(policy);
  return { classes, betaQ16, tauQ10, payRule, refereeVersion, unit: BigInt(priceUnits), ...overlap };
}

/** How far the wants of a bounty's items may be raised: each, and all together. Its escrow was reckoned by the same. */
export type AskTerms = { readonly cap: number; readonly pool: number };

/** As the frozen terms have it; undefined where no more answers are ever asked for. `items`: work items, gold left out. */
export function askTerms(manifest: unknown, items: number): AskTerms | undefined {
  const { overlap, maxOverlap = overlap, moreAnswers } = Overlap.parse(Manifest.parse(manifest).policy);
  const pool = moreAnswersOf({ items, overlap, maxOverlap, moreAnswers });
  return pool > 0 ? { cap: maxOverlap, pool } : undefined;
}
