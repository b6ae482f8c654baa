import type { EscrowPartName } from "@/lib/settlement/escrow-parts";
import type { MoneyState } from "@/lib/settlement/money";
import type { PartTone } from "@/lib/ui/parts-bar";
import type { TagKind } from "@/lib/ui/tag";

export const PARTS: Readonly<
  Record<EscrowPartName, { readonly tone: PartTone; readonly name: string; readonly says: string }>
> = {
  free: { tone: "pale", name: "Funded, free", says: "in the vault; no batch has reserved it" },
  reserved: { tone: "ink", name: "Reserved", says: "a batch that is being made will take it" },
  challenge: { tone: "hatched", name: "In challenge", says: "posted; anybody may still object" },
  claimable: { tone: "gold-hatched", name: "Claimable", says: "final; its annotators can take it at any time" },
  paid: { tone: "gold", name: "Paid", says: "in the annotators' wallets" },
  fee: { tone: "dark", name: "Fee", says: "of what final batches pay" },
  refunded: { tone: "line", name: "Refunded", says: "back with the owner" },
};

export const STATES: Readonly<Record<MoneyState, readonly [TagKind, string]>> = {
  unfunded: ["plain", "not funded"],
  funded: ["plain", "funded"],
  reserved: ["doubt", "reserved"],
  "in-challenge": ["doubt", "in challenge"],
  claimable: ["gold", "claimable"],
  paid: ["gold", "paid"],
  void: ["fail", "void"],
  refused: ["fail", "refused by the chain"],
};

/** Blocks over a thing, out of those that make it certain. */
export const confirmationWords = (has: number, wanted: number): string =>
  has === 0 ? "in no block yet" : has >= wanted ? "certain" : `${has} of ${wanted} blocks`;
