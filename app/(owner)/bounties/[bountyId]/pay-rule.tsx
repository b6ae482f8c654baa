import type { ReactNode } from "react";
import { z } from "zod";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { Manifest } from "@/lib/bounties/manifest";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { PayRuleName } from "@/lib/referee/pay-rules";
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
    <Section title="How it pays" note={`rule ${bounty.policy.payRule}`}>
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
    ...scoreRows(policy.payRule, {
      price: write(price),
      base: write(base),
      rest: write(price - base),
      beta: policy.betaBps,
    }),
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

type Figures = { readonly price: string; readonly base: string; readonly rest: string; readonly beta: number };

/** Full price, base share and what the rest follows, by each rule. */
function scoreRows(rule: PayRuleName, { price, base, rest, beta }: Figures) {
  const row = (term: string, value: ReactNode) => ({ term, value });
  if (rule === "flat-v1") {
    return [
      row("Full price", <>{price} for every answer that counts, whatever it says.</>),
      row(
        "Base share",
        <>
          {percent(beta)}, {base}, for an answer that comes late.
        </>,
      ),
    ];
  }
  if (rule === "posterior-v1") {
    return [
      row("Full price", <>{price} an answer, where what the others answered makes it certain to be right.</>),
      row(
        "Base share",
        <>
          {percent(beta)}, {base} an answer, whatever it says.
        </>,
      ),
      row(
        "Confirmation",
        <>
          The other {rest} follow the chance that the answer is right, by the others' answers and known ones. One's own
          accounts confirm nothing; nor does an item that nobody else answered.
        </>,
      ),
    ];
  }
  return [
    row("Full price", <>{price} an answer, at the score of somebody who is right 95 times in 100.</>),
    row(
      "Base share",
      <>
        {percent(beta)}, {base} an answer, for honest work. It fades only when the score of 20 answers or more stays
        near that of a guess.
      </>,
    ),
    row(
      "Score",
      <>
        The other {rest} follow how much an annotator's answers tell about the labels that the others' answers lead to.
        Guessing, and giving one label always, score about nothing; few answers are scored with caution.
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
