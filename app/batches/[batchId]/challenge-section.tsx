"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BatchView } from "@/lib/settlement/batch";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { ButtonLink } from "@/lib/ui/button-link";
import { Notice } from "@/lib/ui/notice";
import { Section } from "@/lib/ui/section";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { BatchTranslator } from "./batch-translator";
import { ChallengeAct } from "./challenge-act";
import { CreditAct } from "./credit-act";
import { Dispute } from "./dispute";
import { type QuarrelProps, timeLeft } from "./quarrel-props";

type Props = Omit<QuarrelProps, "dispute"> & { readonly dispute: DisputeView | undefined; readonly mine: boolean };

/** The right to object to a batch: open, used, or over; and what came of it. */
export function ChallengeSection({ dispute, mine, ...rest }: Props) {
  const t = useTranslations("batch");
  const times = useTimeWords();
  const { batch } = rest;
  if (!dispute) {
    return (
      <Section title={t("challenge")}>
        <p className="max-w-[62ch] text-ink-3">{t(notYet(batch))}</p>
      </Section>
    );
  }
  const props = { ...rest, dispute };
  return (
    <Section title={t("challenge")} note={noteOf(t, times, props)}>
      <div className="grid gap-8">
        <Standing {...props} mine={mine} />
        {dispute.challenge && <Dispute {...props} challenge={dispute.challenge} />}
        {dispute.challengeable && <ChallengeAct {...props} />}
        <CreditAct {...props} />
      </div>
    </Section>
  );
}

function notYet({ state, claimableAtS }: BatchView) {
  if (claimableAtS !== null) return "notYetAsking";
  if (state === "final") return "notYetNothing";
  if (state === "refused") return "notYetRefused";
  return "notYetPosted";
}

function noteOf(t: BatchTranslator, times: TimeWords, { dispute, nowMs }: QuarrelProps): string {
  if (dispute.challenge?.open) return t("frozenNote");
  if (!dispute.challengeable) return t("windowOver");
  return t("left", { time: timeLeft(t, times, dispute, nowMs) });
}

/** What the state means for those concerned. */
function Standing({ batch, dispute, mine }: QuarrelProps & { readonly mine: boolean }): ReactNode {
  const t = useTranslations("batch");
  const times = useTimeWords();
  if (batch.state === "void" || dispute.standing === "void" || dispute.standing === "condemned") {
    const waits = dispute.standing === "condemned";
    return (
      <Notice
        kind="fail"
        title={t("voidTitle")}
        {...(mine && {
          actions: <ButtonLink href={`/bounties/${batch.bountyId}/money`}>{t("toMoney")}</ButtonLink>,
        })}
      >
        {t(waits ? "voidWaits" : "voidDone")}
      </Notice>
    );
  }
  if (batch.state === "final") {
    return (
      <Notice kind="pass" title={t("finalTitle")}>
        {t(dispute.challenge ? "finalChallenged" : "finalQuiet")}
      </Notice>
    );
  }
  if (dispute.challenge?.open) {
    return (
      <Notice kind="doubt" title={t("frozenTitle")}>
        {t("frozenSays", { time: times.exact(dispute.challenge.timesOutAtS * 1000) })}
      </Notice>
    );
  }
  return <p className="max-w-[72ch] text-ink-2">{t("openSays")}</p>;
}
