import { useTranslations } from "next-intl";
import { z } from "zod";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { Manifest } from "@/lib/bounties/manifest";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { PayRuleName } from "@/lib/referee/pay-rules";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { Link } from "@/lib/ui/link";
import { Section } from "@/lib/ui/section";
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { BountyTranslator } from "./bounty-translator";

type Props = { readonly bounty: BountyDetail; readonly terms: Pick<ChainTerms, "token" | "windowS" | "graceS"> };

const ALL_BPS = 10_000n;
const Golden = z.object({ goldCount: Manifest.shape.goldCount });

/** How an answer's pay follows, in plain words: each part of the rule with this bounty's own figures. */
export function PayRule({ bounty, terms }: Props) {
  const t = useTranslations("bounty");
  const span = useTimeWords().duration(terms.windowS * 1000);
  return (
    <Section title={t("howItPays")} note={t("rule", { rule: bounty.policy.payRule })}>
      <DefinitionList layout="wide" facts={facts(t, bounty, terms, span)} />
      <p className="mt-4 text-sm text-ink-3">
        {t.rich("rerun", { link: (words) => <Link href="/verify">{words}</Link> })}
      </p>
    </Section>
  );
}

/** `span` is how long a batch is open to challenge, in words. */
function facts(t: BountyTranslator, bounty: BountyDetail, { token }: Props["terms"], span: string) {
  const { policy, priceUnits } = bounty;
  const write = (base: bigint) => `${formatAmount(base, token.decimals, { exact: true })} ${token.symbol}`;
  const price = BigInt(priceUnits);
  const base = (price * BigInt(policy.betaBps)) / ALL_BPS;
  const figures = { price: write(price), base: write(base), rest: write(price - base), share: percent(policy.betaBps) };
  const row = (term: string, value: string) => ({ term, value });
  return [
    ...scoreRows(t, policy.payRule, figures),
    row(
      t("gold"),
      policy.goldBps === 0 || !hasGold(bounty)
        ? t("goldNone")
        : t("goldSome", { first: percent(policy.goldBps), later: percent(policy.goldLaterBps) }),
    ),
    row(t("blind"), policy.suggestions ? t("blindSome", { share: percent(policy.blindBps) }) : t("blindNone")),
    row(t("late"), t("lateWords")),
    row(t("when"), t("whenWords", { span })),
  ];
}

type Figures = Readonly<Record<"price" | "base" | "rest" | "share", string>>;

/** Full price, base share and what the rest follows, by each rule. */
function scoreRows(t: BountyTranslator, rule: PayRuleName, { price, base, rest, share }: Figures) {
  const row = (term: string, value: string) => ({ term, value });
  if (rule === "flat-v1")
    return [row(t("fullPrice"), t("flatPrice", { price })), row(t("baseShare"), t("flatBase", { share, base }))];
  if (rule === "posterior-v1")
    return [
      row(t("fullPrice"), t("postPrice", { price })),
      row(t("baseShare"), t("postBase", { share, base })),
      row(t("confirmation"), t("postRest", { rest })),
    ];
  return [
    row(t("fullPrice"), t("pmiPrice", { price })),
    row(t("baseShare"), t("pmiBase", { share, base })),
    row(t("score"), t("pmiRest", { rest })),
  ];
}

/** As frozen in the terms; of a draft its owner knows. */
function hasGold({ manifest, ownerView }: BountyDetail): boolean {
  const frozen = Golden.safeParse(manifest);
  return (frozen.success ? frozen.data.goldCount : (ownerView?.gold ?? 0)) > 0;
}

const percent = (bps: number) => `${bps / 100} %`;
