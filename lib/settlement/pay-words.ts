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

/** How the amount came about, in words: one line for each pay rule. */
export function payWords(paid: Paid, { payRule, betaQ16 }: Terms): string {
  const percent = (q16: bigint) => `${(q16 * 100n) / ONE_Q16} %`;
  const { counted, gold, spare, rhoQ16 } = paid;
  const late = spare > 0 ? ` ${spare} came when the item was full: base share.` : "";
  const given = counted + gold;
  const base = percent(BigInt(betaQ16));
  switch (payRule) {
    case "flat-v1":
      return `${given} answers × price, whatever they say.${late}`;
    case "posterior-v1":
      return `${given} answers × price × (base ${base} + rest × the chance that the label given is right, by what the others answered and by known answers).${late}`;
    case "pmi-v1": {
      const score = `score ${percent(BigInt(rhoQ16))} of a 95 % annotator's`;
      const few = given < 20 ? " Few answers yet: the score is drawn towards none." : "";
      return `${given} answers × price × (base ${base} + rest × ${score}).${late}${few}`;
    }
  }
}
