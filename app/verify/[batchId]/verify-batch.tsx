"use client";

import { useQuery } from "@tanstack/react-query";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { batchQuery } from "@/lib/client/queries";
import { useNow } from "@/lib/client/use-now";
import type { BatchView } from "@/lib/settlement/batch";
import { ButtonLink } from "@/lib/ui/button-link";
import { EmptyState } from "@/lib/ui/empty-state";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { PageHead } from "@/lib/ui/page-head";
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
  const { data: batch } = useQuery({
    ...batchQuery(first.id),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? WAIT_MS : false),
  });
  const name = batch.batchId === null ? "This batch" : `Batch ${batch.batchId}`;
  const file = `${batch.id}.evidence.jsonl`;
  return (
    <div className="mx-auto max-w-[60rem]">
      <PageHead
        crumbs={[{ label: "Verify", href: "/verify" }, { label: `ledger ${batch.ledgerId} on ${terms.name}` }]}
        title={`${name} of ${batch.bountyTitle}`}
        sub={<Standing batch={batch} nowMs={nowMs} />}
        actions={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={`/batches/${batch.id}`}>The batch</ButtonLink>
            <ButtonLink href={`/datasets/${batch.bountyId}`}>Dataset</ButtonLink>
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
  const nowMs = useNow(serverNowMs);
  if (state === "final") return <Verdict kind="pass">final: its payouts can be claimed</Verdict>;
  if (state === "void") return <Verdict kind="fail">void: it pays nobody</Verdict>;
  if (state === "window" && standing !== "stands")
    return <Verdict kind="fail">challenged: it waits for a ruling</Verdict>;
  if (state === "window") {
    const atMs = (claimableAtS ?? 0) * 1000;
    return (
      <Verdict kind="doubt" title={exactTime(atMs)}>
        in challenge, claimable {atMs - nowMs > 1_000 ? relativeTime(atMs, nowMs) : "any moment"}
      </Verdict>
    );
  }
  return <Verdict kind="working">{state === "posting" ? "on its way to the chain" : "being computed"}</Verdict>;
}

function NothingYet({ batch: { state, note } }: { batch: BatchView }) {
  if (state === "final")
    return (
      <EmptyState title="There is nothing to verify">
        Nothing was to be paid, so nothing was written on the chain. {note}
      </EmptyState>
    );
  if (state === "void")
    return (
      <EmptyState title="This batch is void">
        Its money went back to the escrow before anybody could claim. {note}
      </EmptyState>
    );
  return (
    <EmptyState title="The evidence is not public yet">
      It is the moment the batch is on the chain, so that nobody learns pay before it is committed. This page tests it
      then by itself.{note ? ` Last word of the worker: ${note}` : ""}
    </EmptyState>
  );
}

const isUnderWay = ({ state }: BatchView) => state === "building" || state === "posting" || state === "window";
