"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BatchStateWords } from "@/app/market/batch-state";
import { AcceptAct } from "@/app/money/accept-act";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchQuery, disputeQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import { useHydrated } from "@/lib/client/use-hydrated";
import { useNow } from "@/lib/client/use-now";
import type { BatchView } from "@/lib/settlement/batch";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { ButtonLink } from "@/lib/ui/button-link";
import { ErrorState } from "@/lib/ui/error-state";
import { PageHead } from "@/lib/ui/page-head";
import { BatchFacts } from "./batch-facts";
import { ChallengeSection } from "./challenge-section";

type Props = {
  readonly first: BatchView;
  /** Undefined while the batch is not on the chain, and while the chain does not answer. */
  readonly firstDispute: DisputeView | undefined;
  readonly mine: boolean;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly nowMs: number;
};

const MOVING_MS = 2_000;
const RESTING_MS = 15_000;

/** The batch's figures, and all about its challenge; looks again by itself while something can change. */
export function BatchBoard({ first, firstDispute, mine, terms, address, nowMs: serverNowMs }: Props) {
  const t = useTranslations("batch");
  const say = useErrorWords();
  const nowMs = useNow(serverNowMs);
  const query = useQuery({
    ...batchQuery(first.id),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? RESTING_MS : MOVING_MS),
  });
  const hydrated = useHydrated();
  const batch = hydrated ? query.data : first;
  const quarrel = useQuery({
    ...disputeQuery(first.id, address),
    ...(firstDispute ? { initialData: firstDispute } : {}),
    enabled: batch.claimableAtS !== null,
    refetchInterval: isOver(batch) ? RESTING_MS : MOVING_MS,
  });
  const dispute = hydrated ? quarrel.data : firstDispute;
  return (
    <>
      <PageHead
        crumbs={[
          { label: batch.bountyTitle, href: `/bounties/${batch.bountyId}` },
          { label: t("money"), href: `/bounties/${batch.bountyId}/money` },
          { label: t("batchNo", { number: batch.batchId ?? batch.seq }) },
        ]}
        title={t("batchNo", { number: batch.batchId ?? batch.seq })}
        sub={
          <span>
            <BatchStateWords batch={batch} nowMs={nowMs} />
          </span>
        }
        actions={batch.evidence && <ButtonLink href={`/verify/${batch.id}`}>{t("verifyIt")}</ButtonLink>}
      />
      {(query.isError || quarrel.isError) && (
        <div className="mb-6">
          <ErrorState
            title={t(dispute ? "old" : "unknown")}
            onRetry={() => void Promise.all([query.refetch(), quarrel.refetch()])}
          >
            {t("nothingLost", { reason: say(query.error ?? quarrel.error) })}
          </ErrorState>
        </div>
      )}
      <BatchFacts batch={batch} terms={terms} nowMs={nowMs} />
      {mine && batch.state === "window" && batch.standing === "stands" && (
        <div className="pt-6">
          <AcceptAct batch={batch} bountyId={batch.bountyId} terms={terms} address={address} />
        </div>
      )}
      <ChallengeSection
        batch={batch}
        dispute={dispute}
        mine={mine}
        terms={terms}
        address={address}
        nowMs={nowMs}
        onChange={async () => {
          await Promise.all([query.refetch(), quarrel.refetch()]);
        }}
      />
    </>
  );
}

const isOver = ({ state }: BatchView): boolean => state === "final" || state === "void";
