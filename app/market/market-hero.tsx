import { useTranslations } from "next-intl";
import type { BountyCounts } from "@/lib/bounties/bounty-view";
import { DefinitionList } from "@/lib/ui/definition-list";
import { Doors } from "@/lib/ui/doors";
import { formatCount } from "@/lib/ui/format-number";
import { Money, type Token } from "@/lib/ui/money";

type Props = { readonly counts: BountyCounts; readonly settled: number; readonly token: Token };

/** What Assay is in one line, the figures of the market, and the three ways in. */
export function MarketHero({ counts, settled, token }: Props) {
  const t = useTranslations("market");
  const figure = (count: number) => <span className="num">{formatCount(count)}</span>;
  return (
    <>
      <div className="grid items-end gap-x-16 gap-y-4 py-6 md:pt-12 md:pb-8 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div>
          <h1 className="text-[2rem] leading-9 tracking-[-0.035em] md:text-3xl md:leading-[3rem]">
            {t.rich("headline", { br: () => <br /> })}
          </h1>
          <p className="mt-3 max-w-[62ch] text-md text-ink-2">{t("lead")}</p>
        </div>
        <DefinitionList
          units
          facts={[
            { term: t("openBounties"), value: figure(counts.total) },
            { term: t("answersWanted"), value: figure(counts.answersLeft) },
            { term: t("locked"), value: <Money base={counts.lockedUnits} token={token} /> },
            { term: t("settledOpen"), value: figure(settled) },
          ]}
        />
      </div>
      <Doors
        label={t("waysIn")}
        doors={[
          { href: "/bounties/new", title: t("post"), says: t("postSays") },
          { href: "#open", title: t("label"), says: t("labelSays") },
          { href: "/datasets", title: t("get"), says: t("getSays") },
        ]}
      />
    </>
  );
}
