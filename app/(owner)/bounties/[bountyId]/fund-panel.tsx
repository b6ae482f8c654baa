"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { Button } from "@/lib/ui/button";
import { Dock } from "@/lib/ui/dock";
import { formatAmount } from "@/lib/ui/format-amount";
import { shortDate } from "@/lib/ui/format-time";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import { FundingSteps, type OpenStep, STEP_WORDS } from "../new/funding-steps";

type Props = {
  readonly bounty: BountyDetail;
  readonly terms: ChainTerms;
  readonly address: `0x${string}` | null;
};

/** A bounty whose terms are published but whose money is not locked yet: what is missing, and the button that locks it. */
export function FundPanel({ bounty, terms, address }: Props) {
  const router = useRouter();
  const [step, setStep] = useState<OpenStep>("idle");
  const [error, setError] = useState<string>();
  const missing = BigInt(bounty.escrowUnits) - BigInt(bounty.fundedUnits);
  const amount = `${formatAmount(missing > 0n ? missing : 0n, terms.token.decimals)} ${terms.token.symbol}`;
  const fund = async () => {
    if (!address) return;
    setError(undefined);
    try {
      const { fundAndOpen, publish } = await import("../new/open-bounty");
      setStep("publishing");
      await fundAndOpen(bounty.id, await publish(bounty.id), terms, address, setStep);
      setStep("open");
      router.refresh();
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "It did not work. Try again.");
      setStep("idle");
    }
  };
  return (
    <div className="mb-6 grid gap-4">
      <Notice kind="doubt" title="Its terms are published; it opens when its money is locked.">
        Until then nobody else sees it. What an earlier try has locked already counts.
      </Notice>
      <div className="grid max-w-[30rem] gap-4">
        <FundingSteps terms={terms} step={step} published failed={error !== undefined} />
        <Dock>
          <Button
            kind="gold"
            size="large"
            wide
            busy={step !== "idle"}
            busyLabel={STEP_WORDS[step]}
            onClick={() => void fund()}
          >
            Lock {amount} and open
          </Button>
          <div className="mt-2.5">
            <Says>
              Moves <strong>{amount}</strong> from {address ? shorten(address) : "your wallet"} into the vault
              {bounty.deadlineS !== null && <> until {shortDate(bounty.deadlineS * 1000)}</>}. What nobody earns comes
              back to you after that.
            </Says>
          </div>
        </Dock>
        {error !== undefined && (
          <Notice kind="fail" title={error} urgent>
            Nothing more was locked than before. Press the button again when you are ready.
          </Notice>
        )}
      </div>
    </div>
  );
}
