import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { BountySummary } from "@/lib/bounties/bounty-view";
import { callerOf } from "@/lib/http";
import type { Caller } from "@/lib/kernel/caller";
import { chainTerms, server } from "@/lib/server";
import { BountyTable } from "./market/bounty-table";
import { Lately } from "./market/lately";
import { MarketEmpty } from "./market/market-empty";
import { MarketFilters } from "./market/market-filters";
import { MarketHero } from "./market/market-hero";
import { MarketMore } from "./market/market-more";
import { type MarketSearch, PAGE, readSearch, type SearchParams } from "./market/market-query";
import { Words } from "./words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("market");
  return { title: { absolute: t("pageTitle") } };
}

const LATELY = 4;

type Props = { readonly searchParams: Promise<SearchParams> };

/** The market: what Assay is, what is open now, what came out of it. Filters live in the address; no script needed. */
export default async function MarketPage({ searchParams }: Props) {
  const search = readSearch(await searchParams);
  const caller = await callerOf();
  const [open, lately, { token }] = await Promise.all([openBounties(caller, search), latest(caller), chainTerms()]);
  const t = await getTranslations("market");
  return (
    <>
      <MarketHero counts={open.all} settled={lately.settled} token={token} />
      <section aria-labelledby="open" className="mt-10 scroll-mt-4">
        <h2 id="open" className="sr-only">
          {t("openBounties")}
        </h2>
        <Words of={["market"]}>
          <MarketFilters search={search} counts={open.counts} />
        </Words>
        {open.bounties.length === 0 ? (
          <MarketEmpty search={search} total={open.all.total} />
        ) : (
          <>
            <BountyTable bounties={open.bounties} token={token} />
            <MarketMore search={search} left={open.left} />
          </>
        )}
      </section>
      <Lately {...lately} token={token} nowMs={Date.now()} />
    </>
  );
}

/** The bounties that the address asks for, as many as it shows, how many are left, and the counts of all that are open. */
async function openBounties(caller: Caller, { q, kind, sort, forMe, show }: MarketSearch) {
  const { bounties } = await server();
  const asked = { state: "open", sort, ...(kind && { kind }), ...(q && { q }) };
  const limit = Math.min(show + PAGE, MOST_A_PAGE);
  let page = await bounties.list(caller, { ...asked, limit });
  const { counts } = page;
  const rows = page.bounties.filter((bounty) => !forMe || mayWork(bounty));
  while (page.next !== null && rows.length < show + PAGE) {
    page = await bounties.list(caller, { ...asked, limit, after: page.next });
    rows.push(...page.bounties.filter((bounty) => !forMe || mayWork(bounty)));
  }
  const all = q ? (await bounties.list(caller, { state: "open", limit: 1 })).counts : counts;
  const known = kind ? (counts.byKind[kind] ?? 0) : counts.total;
  const left = forMe ? Math.max(0, rows.length - show) : Math.max(0, known - show);
  return { bounties: rows.slice(0, show), left, counts, all };
}

const MOST_A_PAGE = 500;

const mayWork = ({ eligibility }: BountySummary) => eligibility === "ok" || eligibility === "sign-in";

/** The latest batches and datasets. */
async function latest(caller: Caller) {
  const { bounties, exports, settlement } = await server();
  const [closed, settled, { datasets }] = await Promise.all([
    bounties.list(caller, { state: "closed", limit: LATELY }),
    bounties.list(caller, { state: "settled", limit: LATELY }),
    exports.listDatasets(caller, { limit: LATELY }),
  ]);
  const ends = [...closed.bounties, ...settled.bounties].slice(0, LATELY);
  const batches = await Promise.all(ends.map(({ id }) => settlement.batchesOf(caller, { id })));
  return {
    settled: settled.counts.total,
    batches: batches.flatMap((each) => each.batches.slice(-1)).filter(({ state }) => state !== "void"),
    datasets,
  };
}
