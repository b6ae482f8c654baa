"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchesQuery, qualityQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { useNow } from "@/lib/client/use-now";
import type { QualityView } from "@/lib/consensus/quality-view";
import type { BatchView } from "@/lib/settlement/batch";
import { ErrorState } from "@/lib/ui/error-state";
import { PageHead } from "@/lib/ui/page-head";
import { TabLinks } from "@/lib/ui/tab-links";
import { Time } from "@/lib/ui/time";
import { Verdict } from "@/lib/ui/verdict";
import type { Deal } from "./deal";
import { QualityBoard } from "./quality-board";
import { QualityStats } from "./quality-stats";
import { RemarksSection } from "./remarks-section";
import { SettlePanel } from "./settle-panel";

type Props = {
  readonly first: QualityView;
  readonly firstBatches: readonly BatchView[];
  readonly deal: Deal;
  readonly terms: ChainTerms;
  readonly nowMs: number;
};

/** How soon to look again: while a batch moves, while answers come in. */
const MOVING_MS = 1_500;
const OPEN_MS = 5_000;

const isMoving = ({ state }: BatchView) => state === "building" || state === "posting" || state === "window";

/** The whole page, looking again by itself while anything changes. */
export function Quality({ first, firstBatches, deal, terms, nowMs: serverNowMs }: Props) {
  const t = useTranslations("quality");
  const say = useErrorWords();
  const nowMs = useNow(serverNowMs);
  const { id, title } = first.bounty;
  const batches = useQuery({
    ...batchesQuery(id),
    initialData: [...firstBatches],
    refetchInterval: ({ state: { data } }) => (data?.some(isMoving) ? MOVING_MS : false),
  });
  const quality = useQuery({
    ...qualityQuery(id),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data?.bounty.state === "settled" ? false : OPEN_MS),
  });
  const { bounty, updatedAtMs } = quality.data;
  const timed = (words: "closes" | "counted", atMs: number) =>
    t.rich(words, { time: () => <Time atMs={atMs} nowMs={nowMs} /> });
  return (
    <>
      <PageHead
        crumbs={[
          { label: t("myBounties"), href: "/bounties" },
          { label: <span className="num">{id}</span>, key: "id" },
        ]}
        title={title}
        sub={
          <>
            <StateWords state={bounty.state} />
            {deal.deadlineS !== null && bounty.state === "open" && (
              <span>{timed("closes", deal.deadlineS * 1000)}</span>
            )}
            <span>{t("items", { count: bounty.items })}</span>
            {updatedAtMs !== null && <span>{timed("counted", Math.min(updatedAtMs, nowMs))}</span>}
          </>
        }
      />
      <TabLinks
        label={t("tabs")}
        links={[
          { href: `/bounties/${id}`, label: t("overview"), current: false },
          { href: `/bounties/${id}/quality`, label: t("title"), current: true },
          { href: `/datasets/${id}`, label: t("dataset"), current: false },
        ]}
      />
      {quality.data.report && (
        <QualityStats view={quality.data} report={quality.data.report} deal={deal} terms={terms} />
      )}
      {quality.isRefetchError && (
        <div className="mt-6">
          <ErrorState title={t("old")} onRetry={() => void quality.refetch()}>
            {t("isSafe", { reason: say(quality.error) })}
          </ErrorState>
        </div>
      )}
      <SettlePanel view={quality.data} batches={batches.data} deal={deal} terms={terms} nowMs={nowMs} />
      <QualityBoard view={quality.data} deal={deal} />
      <RemarksSection remarks={quality.data.remarks} />
    </>
  );
}

function StateWords({ state }: { readonly state: string }) {
  const t = useTranslations("quality");
  if (state === "open")
    return (
      <Verdict kind="pass" sign="dot">
        {t("state-open")}
      </Verdict>
    );
  if (state === "closed") return <Verdict kind="working">{t("state-closed")}</Verdict>;
  if (state === "settled") return <Verdict kind="pass">{t("state-settled")}</Verdict>;
  return <Verdict kind="wait">{t("state-not")}</Verdict>;
}
