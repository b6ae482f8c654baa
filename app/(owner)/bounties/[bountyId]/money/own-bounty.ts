import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { MoneyView } from "@/lib/settlement/money";

/** Of a bounty, what its money is about. */
export type OwnBounty = Pick<BountyDetail, "id" | "title" | "mine" | "state" | "manifestHash" | "escrowUnits">;

/** What every act of the owner is given. */
export type ActProps = {
  readonly bounty: OwnBounty;
  readonly view: MoneyView;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly nowMs: number;
};
