"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { Dock } from "@/lib/ui/dock";
import { formatAmount } from "@/lib/ui/format-amount";
import { Notice } from "@/lib/ui/notice";
import { Says } from "@/lib/ui/says";
import { shorten } from "@/lib/ui/shorten";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { FundingSteps, type OpenStep, stepWords } from "../new/funding-steps";

type Props = {
  readonly bounty: BountyDetail;
  readonly terms: ChainTerms;
  readonly address: `0x${string}` | null;
};

/** A bounty whose terms are published but whose money is not locked yet: what is missing, and the button that locks it. */
export function FundPanel({ bounty, terms, address }: Props) {
  const t = useTranslations("bounty");
  const say = useErrorWords();
  const wizard = useTranslations("wizard");
  const times = useTimeWords();
  const router = useRouter();
  const [step, setStep] = useState<OpenStep>("idle");
  const [error, setError] = useState<string>();
  const missing = BigInt(bounty.escrowUnits) - BigInt(bounty.fundedUnits);
  const amount = `${formatAmount(missing > 0n ? missing : 0n, terms.token.decimals)} ${terms.token.symbol}`;
  const from = address ? shorten(address) : t("yourWallet");
  const strong = (words: ReactNode) => <strong>{words}</strong>;
  const fund = async () => {
    if (!address) return;
    setError(undefined);
    try {
      const { fundAndOpen, publish } = await import("../new/open-bounty");
      setStep("publishing");
      await fundAndOpen(bounty.id, await publish(bounty.id, () => undefined), { terms, address, t: wizard }, setStep);
      setStep("open");
      router.refresh();
    } catch (problem) {
      setError(say(problem, t("fundFailed")));
      setStep("idle");
    }
  };
  return (
    <div className="mb-6 grid gap-4">
      <Notice kind="doubt" title={t("fundTitle")}>
        {t("fundWords")}
      </Notice>
      <div className="grid max-w-[30rem] gap-4">
        <FundingSteps terms={terms} step={step} published failed={error !== undefined} />
        <Dock>
          <Button
            kind="gold"
            size="large"
            wide
            busy={step !== "idle"}
            busyLabel={stepWords(wizard, step)}
            onClick={() => void fund()}
          >
            {t("lockAndOpen", { amount })}
          </Button>
          <div className="mt-2.5">
            <Says>
              {bounty.deadlineS === null
                ? t.rich("fundSays", { amount, from, strong })
                : t.rich("fundSaysUntil", { amount, from, date: times.date(bounty.deadlineS * 1000), strong })}
            </Says>
          </div>
        </Dock>
        {error !== undefined && (
          <Notice kind="fail" title={error} urgent>
            {t("fundAgain")}
          </Notice>
        )}
      </div>
    </div>
  );
}
