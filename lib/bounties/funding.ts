import type { Bounty } from "./bounty";
import type { FundingView } from "./bounty-view";

/** What the vault holds for a bounty. */
export type VaultBounty = {
  /** Unix seconds; the owner may refund himself a grace period after it. */
  readonly deadlineS: number;
  /** Base units that no batch has reserved: all of them, as long as the bounty is not open. */
  readonly available: bigint;
};

export type FundingVerdict =
  | { readonly kind: "enough"; readonly fundedUnits: bigint }
  | { readonly kind: "waiting"; readonly fundedUnits: bigint; readonly missingUnits: bigint; readonly reason: string };

/** Whether a published bounty may open: the whole escrow is locked, and for as long as the manifest promises. */
export function fundingVerdict(
  vault: VaultBounty | null,
  wanted: { readonly escrowUnits: bigint; readonly deadlineS: number },
): FundingVerdict {
  const fundedUnits = vault?.available ?? 0n;
  const missingUnits = fundedUnits < wanted.escrowUnits ? wanted.escrowUnits - fundedUnits : 0n;
  if (missingUnits > 0n) {
    const reason = `${missingUnits} base units of ${wanted.escrowUnits} are still missing. Fund the rest; it adds up.`;
    return { kind: "waiting", fundedUnits, missingUnits, reason };
  }
  if (vault && vault.deadlineS < wanted.deadlineS) {
    const reason =
      "The vault's deadline is before the bounty's: annotators could go unpaid. Fund again with the right one.";
    return { kind: "waiting", fundedUnits, missingUnits, reason };
  }
  return { kind: "enough", fundedUnits };
}

/** What the owner is told of a bounty that is open, or further on. */
export const openView = (fundedUnits: bigint): FundingView => ({
  state: "open",
  fundedUnits: fundedUnits.toString(),
  missingUnits: "0",
  reason: null,
});

/** What the owner is told while the bounty cannot open yet, and why. */
export function waitingView(
  { frozen, fundedUnits }: Pick<Bounty, "frozen" | "fundedUnits">,
  reason: string,
): FundingView {
  const missing = (frozen?.escrowUnits ?? 0n) - fundedUnits;
  return {
    state: "waiting",
    fundedUnits: fundedUnits.toString(),
    missingUnits: (missing > 0n ? missing : 0n).toString(),
    reason,
  };
}
