import type { EscrowPartName } from "@/lib/settlement/escrow-parts";
import type { MoneyState } from "@/lib/settlement/money";
import type { PartTone } from "@/lib/ui/parts-bar";
import type { TagKind } from "@/lib/ui/tag";

/** How a part of the escrow is drawn; what it is called is `part-<name>` of the words about money. */
export const PART_TONES: Readonly<Record<EscrowPartName, PartTone>> = {
  free: "pale",
  reserved: "ink",
  challenge: "hatched",
  claimable: "gold-hatched",
  paid: "gold",
  fee: "dark",
  refunded: "line",
};

/** How the state of a bounty's money is marked; its words are `state-<state>`. */
export const STATE_TAGS: Readonly<Record<MoneyState, TagKind>> = {
  unfunded: "plain",
  funded: "plain",
  reserved: "doubt",
  "in-challenge": "doubt",
  claimable: "gold",
  paid: "gold",
  void: "fail",
  refused: "fail",
};
