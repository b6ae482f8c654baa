import type { AccountNo } from "@/lib/kernel/ids";
import type { Bounty } from "./bounty";
import type { BountyDetail, OwnerView } from "./bounty-view";
import { type Progress, secondsOf, summaryOf } from "./market";
import { budgetOf, lacksToPublish } from "./terms";

/** The whole view of a bounty; what only its owner may see is null for others. No secret is in it. */
export function detailOf(
  bounty: Bounty,
  progress: Progress,
  caller: AccountNo | undefined,
  feeBps: number,
  nowMs: number,
): BountyDetail {
  return {
    ...summaryOf(bounty, progress, caller),
    guidelines: bounty.guidelines,
    config: bounty.config,
    policy: bounty.policy,
    taskVersion: bounty.taskVersion,
    visibility: bounty.visibility,
    manifest: bounty.frozen?.manifest ?? null,
    manifestHash: bounty.frozen?.manifestHash ?? null,
    chainBountyId: bounty.frozen?.chainBountyId ?? null,
    escrowUnits: (bounty.frozen?.escrowUnits ?? 0n).toString(),
    fundedUnits: bounty.fundedUnits.toString(),
    fundingTx: bounty.fundingTx ?? null,
    closedAtS: secondsOf(bounty.closedAtMs),
    ownerView: bounty.owner.no === caller ? ownerView(bounty, feeBps, nowMs) : null,
  };
}

function ownerView(bounty: Bounty, feeBps: number, nowMs: number): OwnerView {
  const { answers, more, extras, mostAnswers, payUnits, feeUnits, escrowUnits, likelyUnits } = budgetOf(bounty, feeBps);
  return {
    guests: bounty.guests,
    gold: bounty.goldCount,
    budget: {
      answers,
      more,
      extras,
      mostAnswers,
      payUnits: payUnits.toString(),
      feeUnits: feeUnits.toString(),
      escrowUnits: escrowUnits.toString(),
      likelyUnits: [likelyUnits[0].toString(), likelyUnits[1].toString()],
    },
    lacks: bounty.state === "draft" ? lacksToPublish(bounty, feeBps, nowMs) : [],
  };
}
