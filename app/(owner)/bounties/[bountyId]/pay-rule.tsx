import type { ReactNode } from "react";
import { z } from "zod";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { Manifest } from "@/lib/bounties/manifest";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { durationWords } from "@/lib/ui/format-time";
import { Link } from "@/lib/ui/link";
import { Section } from "@/lib/ui/section";

type Props = { readonly bounty: BountyDetail; readonly terms: Pick<ChainTerms, "token" | "windowS" | "graceS"> };

const ALL_BPS = 10_000n;
const Golden = z.object({ goldCount: Manifest.shape.goldCount });

/** How an answer's pay follows, in plain words: each part of the rule with this bounty's own figures. */
export function PayRule({ bounty, terms }: Props) {
  return (
    <Section title="How it pays" note="rule pmi-v1">
      <DefinitionList layout="wide" facts={facts(bounty, terms)} />
      <p className="mt-4 text-sm text-ink-3">
        Labels, scores and payouts come from one integer model; after each settlement anyone can{" "}
        <Link href="/verify">run it again</Link>.
      </p>
    </Section>
  );
}

function facts(bounty: BountyDetail, { token, windowS }: Props["terms"]) {
  const { policy, priceUnits } = bounty;
  const write = (base: bigint) => `${formatAmount(base, token.decimals, { exact: true })} ${token.symbol}`;
  const price = BigInt(priceUnits);
  const base = (price * BigInt(policy.betaBps)) / ALL_BPS;
  const row = (term: string, value: ReactNode) => ({ term, value });
  return [
    row("Full price", <>{write(price)} an answer, at the score of somebody who is right 95 times in 100.</>),
    row(
      "Base share",
      <>
        {percent(policy.betaBps)}, {write(base)} an answer, for honest work. It fades only when the score of 20 answers
        or more stays near that of a guess.
      </>,
    ),
    row(
      "Score",
      <>
        The other {write(price - base)} follow how much an annotator's answers tell about the labels that the others'
        answers lead to. Guessing, and giving one label always, score about nothing; few answers are scored with
        caution.
      </>,
    ),
    row(
      "Gold",
      policy.goldBps === 0 || !hasGold(bounty)
        ? "No items with a known answer."
        : `${percent(policy.goldBps)} of the first 50 items and ${percent(policy.goldLaterBps)} later have a known answer. They are paid like all others, and look the same.`,
    ),
    row(
      "Blind slice",
      policy.suggestions
        ? `On ${percent(policy.blindBps)} of the items nobody sees a suggestion, so that copying it earns nothing extra.`
        : "Nobody sees suggestions on this bounty.",
    ),
    row("Late answers", "An answer given when the item was full already still pays the base share."),
    row(
      "When",
      <>
        At settlement, or by itself after the deadline. Then the batch is open to challenge for {span(windowS)}; after
        that it can be claimed for ever.
      </>,
    ),
  ];
}

/** As frozen in the terms; of a draft its owner knows. */
function hasGold({ manifest, ownerView }: BountyDetail): boolean {
  const frozen = Golden.safeParse(manifest);
  return (frozen.success ? frozen.data.goldCount : (ownerView?.gold ?? 0)) > 0;
}

const percent = (bps: number) => `${bps / 100} %`;
const span = (seconds: number) => durationWords(seconds * 1000);
