"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchQuery } from "@/lib/client/queries";
import { useNow } from "@/lib/client/use-now";
import type { BatchView } from "@/lib/settlement/batch";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { PageHead } from "@/lib/ui/page-head";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { Verdict } from "@/lib/ui/verdict";
import { Verification } from "../verification";

type Props = {
  readonly first: BatchView;
  readonly terms: ChainTerms;
  /** Absolute, for the command line. */
  readonly rpcUrl: string;
  /** Of this server, for the same. */
  readonly origin: string;
  readonly nowMs: number;
};

/** How often a batch that is not on the chain yet is looked at again. */
const WAIT_MS = 2_000;

/** The batch’s head, and its test once there is evidence. */
export function VerifyBatch({ first, terms, rpcUrl, origin, nowMs }: Props) {
  const t = useTranslations("verify");
  const { data: batch } = useQuery({
    ...batchQuery(first.id),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? WAIT_MS : false),
  });
  const name = batch.batchId === null ? t("thisBatch") : t("batchNo", { number: batch.batchId });
  const file = `${batch.id}.evidence.jsonl`;
  return (
    <div className="mx-auto max-w-[60rem]">
      <PageHead
        crumbs={[
          { label: t("verify"), href: "/verify" },
          { label: t("ledgerOn", { ledger: batch.ledgerId, chain: terms.name }) },
        ]}
        title={t("titleOf", { batch: name, bounty: batch.bountyTitle })}
        sub={<Standing batch={batch} nowMs={nowMs} />}
        actions={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={`/batches/${batch.id}`}>{t("theBatch")}</ButtonLink>
            <ButtonLink href={`/datasets/${batch.bountyId}`}>{t("dataset")}</ButtonLink>
          </div>
        }
      />
      {batch.evidence ? (
        <Verification
          source={{ url: `/api/v1/batches/${batch.id}/evidence` }}
          subject={name}
          terms={terms}
          batch={batch}
          bytes={batch.evidence.bytes}
          command={`curl --fail --output ${file} \\\n  "${origin}/api/v1/batches/${batch.id}/evidence"\nbin/assay verify ${file} --rpc ${rpcUrl}`}
        />
      ) : (
        <NothingYet batch={batch} />
      )}
    </div>
  );
}

function Standing({
  batch: { state, standing, claimableAtS },
  nowMs: serverNowMs,
}: {
  batch: BatchView;
  nowMs: number;
}) {
  const t = useTranslations("verify");
  const times = useTimeWords();
  const nowMs = useNow(serverNowMs);
  if (state === "final") return <Verdict kind="pass">{t("is-final")}</Verdict>;
  if (state === "void") return <Verdict kind="fail">{t("is-void")}</Verdict>;
  if (state === "window" && standing !== "stands") return <Verdict kind="fail">{t("is-challenged")}</Verdict>;
  if (state === "window") {
    const atMs = (claimableAtS ?? 0) * 1000;
    return (
      <Verdict kind="doubt" title={times.exact(atMs)}>
        {t("is-window", { when: atMs - nowMs > 1_000 ? times.relative(atMs, nowMs) : t("anyMoment") })}
      </Verdict>
    );
  }
  return <Verdict kind="working">{t(state === "posting" ? "is-posting" : "is-building")}</Verdict>;
}

function NothingYet({ batch: { state, note } }: { batch: BatchView }) {
  const t = useTranslations("verify");
  if (state === "final")
    return (
      <EmptyState wholePage title={t("none-final")}>
        {t("none-finalWords", { note: note ?? "" })}
      </EmptyState>
    );
  if (state === "void")
    return (
      <EmptyState wholePage title={t("none-void")}>
        {t("none-voidWords", { note: note ?? "" })}
      </EmptyState>
    );
  return (
    <EmptyState wholePage title={t("none-yet")}>
      {t("none-yetWords")} {note && t("lastWord", { note })}
    </EmptyState>
  );
}

const isUnderWay = ({ state }: BatchView) => state === "building" || state === "posting" || state === "window";
