"use client";

import type { ReactNode } from "react";
import type { BatchView } from "@/lib/settlement/batch";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { ButtonLink } from "@/lib/ui/button-link";
import { exactTime } from "@/lib/ui/format-time";
import { Notice } from "@/lib/ui/notice";
import { Section } from "@/lib/ui/section";
import { ChallengeAct } from "./challenge-act";
import { CreditAct } from "./credit-act";
import { Dispute } from "./dispute";
import { type QuarrelProps, timeLeft } from "./quarrel-props";

type Props = Omit<QuarrelProps, "dispute"> & { readonly dispute: DisputeView | undefined; readonly mine: boolean };

/** The right to object to a batch: open, used, or over; and what came of it. */
export function ChallengeSection({ dispute, mine, ...rest }: Props) {
  const { batch } = rest;
  if (!dispute) {
    return (
      <Section title="Challenge">
        <p className="max-w-[62ch] text-ink-3">{notYet(batch)}</p>
      </Section>
    );
  }
  const props = { ...rest, dispute };
  return (
    <Section title="Challenge" note={noteOf(props)}>
      <div className="grid gap-8">
        <Standing {...props} mine={mine} />
        {dispute.challenge && <Dispute {...props} challenge={dispute.challenge} />}
        {dispute.challengeable && <ChallengeAct {...props} />}
        <CreditAct {...props} />
      </div>
    </Section>
  );
}

function notYet({ state, claimableAtS }: BatchView): string {
  if (claimableAtS !== null) return "Whether anybody has objected stands on the chain, which is being asked.";
  if (state === "final") return "Nothing was to be paid, so nothing is on the chain and there is nothing to object to.";
  if (state === "refused") return "The chain would not take the batch. Its owner or the operator tries it again.";
  return "The batch is not on the chain yet. Once it is, anybody may object to it for a while, here.";
}

function noteOf({ dispute, nowMs }: QuarrelProps): string {
  if (dispute.challenge?.open) return "frozen until the judges have decided";
  if (!dispute.challengeable) return "the window is over";
  return `${timeLeft(dispute, nowMs)} left`;
}

/** What the state means for those concerned. */
function Standing({ batch, dispute, mine }: QuarrelProps & { readonly mine: boolean }): ReactNode {
  if (batch.state === "void" || dispute.standing === "void" || dispute.standing === "condemned") {
    const waits = dispute.standing === "condemned";
    return (
      <Notice
        kind="fail"
        title="This batch is void: it pays nobody."
        {...(mine && {
          actions: <ButtonLink href={`/bounties/${batch.bountyId}/money`}>To the bounty's money</ButtonLink>,
        })}
      >
        {waits
          ? "Its money is being sent back to the bounty's escrow."
          : "Its money is back in the bounty's escrow, and the answers are kept. "}
        {!waits &&
          "Its owner may have them counted anew in another batch; until the hold after a void is over, nobody is refunded."}
      </Notice>
    );
  }
  if (batch.state === "final") {
    return (
      <Notice kind="pass" title="This batch is final.">
        {dispute.challenge
          ? "It was challenged, the judges let it stand, and its annotators can claim."
          : "Nobody objected in time, or its owner accepted it early. Nobody can stop or change its payouts any more."}
      </Notice>
    );
  }
  if (dispute.challenge?.open) {
    return (
      <Notice kind="doubt" title="This batch is frozen: somebody has challenged it.">
        Nobody can claim from it until the judges have decided. Other batches go on. If they do not decide by{" "}
        {exactTime(dispute.challenge.timesOutAtS * 1000)}, anybody may end it: then it is void and the bond goes back.
      </Notice>
    );
  }
  return (
    <p className="max-w-[72ch] text-ink-2">
      Until the window ends, anybody may object: wrong labels or payouts, answers left out, evidence that cannot be
      read. Recompute it first: if your own computer says that it matches, judges will say the same.
    </p>
  );
}
