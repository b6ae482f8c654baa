import { z } from "zod";
import { Manifest } from "@/lib/bounties/manifest";
import type { DecisionTerms } from "./decide";

/** Certainty from which an item is settled when the bounty names none: nine tenths. */
const ACCEPT_Q16 = 58_982;

const Overlap = z.object({ overlap: z.int().min(1), acceptQ16: z.int().min(1).max(65_536).default(ACCEPT_Q16) });

/** What the decision needs of a bounty's frozen terms. Throws a ZodError when the stored manifest is none. */
export function decisionTerms(manifest: unknown, classes: number): DecisionTerms {
  const { betaQ16, tauQ10, payRule, priceUnits, policy } = Manifest.parse(manifest);
  return { classes, betaQ16, tauQ10, payRule, unit: BigInt(priceUnits), ...Overlap.parse(policy) };
}
