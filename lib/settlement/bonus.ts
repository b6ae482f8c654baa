import type { Manifest } from "@/lib/bounties/manifest";
import type { EarnedPayout } from "./ports";

const ONE_Q16 = 65_536n;

type Terms = Pick<Manifest, "payRule" | "priceUnits" | "betaQ16">;
type Paid = Pick<EarnedPayout, "counted" | "gold" | "spare" | "rhoQ16" | "amountUnits">;

/**
 * The part of a payout above the base share, base units. By pmi-v1 it follows from ρ alone (the base may have faded); by the
 * other rules the base is whole and the rest is the bonus.
 */
export function bonusUnits({ counted, gold, spare, rhoQ16, amountUnits }: Paid, terms: Terms): bigint {
  const price = BigInt(terms.priceUnits);
  const beta = BigInt(terms.betaQ16);
  const answers = BigInt(counted + gold);
  if (terms.payRule === "pmi-v1") {
    const full = (answers * price * (((ONE_Q16 - beta) * BigInt(rhoQ16)) / ONE_Q16)) / ONE_Q16;
    return full < amountUnits ? full : amountUnits;
  }
  const base = ((answers + BigInt(spare)) * price * beta) / ONE_Q16;
  return amountUnits > base ? amountUnits - base : 0n;
}
