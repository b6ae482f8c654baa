import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchState, BatchView } from "@/lib/settlement/batch";
import { ButtonLink } from "@/lib/ui/button-link";
import { DefinitionList } from "@/lib/ui/definition-list";
import { countOf, formatBytes, formatCount } from "@/lib/ui/format-number";
import { relativeTime } from "@/lib/ui/format-time";
import { Hash } from "@/lib/ui/hash";
import { Money } from "@/lib/ui/money";
import { Notice } from "@/lib/ui/notice";
import { type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";

type Props = { readonly batch: BatchView; readonly terms: ChainTerms; readonly nowMs: number };

const ORDER: readonly BatchState[] = ["building", "posting", "window", "final"];

/** A batch on its way from the last answer to the annotators’ wallets. It goes on without this page. */
export function BatchProgress({ batch, terms: { token }, nowMs }: Props) {
  if (batch.state === "void")
    return (
      <Notice
        kind="fail"
        title={`${nameOf(batch)} is void.`}
        actions={
          <>
            <ButtonLink href={`/batches/${batch.id}`}>Why</ButtonLink>
            <ButtonLink href={`/bounties/${batch.bountyId}/money`}>Settle again</ButtonLink>
          </>
        }
      >
        Its money is in the escrow again; nobody was paid from it. {batch.note}
      </Notice>
    );
  const posted = batch.evidence !== null;
  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-2">
      <div className="grid gap-4">
        <TransactionSteps label={`Progress of ${nameOf(batch)}`} steps={stepsOf(batch, nowMs)} />
        {batch.note !== null && <p className="text-sm text-ink-3">{batch.note}</p>}
        {posted && (
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={`/verify/${batch.id}`}>Verify</ButtonLink>
            {batch.state === "final" && (
              <ButtonLink kind="ink" href={`/datasets/${batch.bountyId}`}>
                Get the dataset
              </ButtonLink>
            )}
          </div>
        )}
      </div>
      {posted && (
        <DefinitionList
          units
          facts={[
            { term: "Answers", value: <span className="num">{formatCount(batch.answers)}</span> },
            { term: "Annotators", value: <span className="num">{formatCount(batch.annotators)}</span> },
            { term: "Paid to them", value: <Money base={batch.totalUnits} token={token} gold /> },
            { term: "Fee", value: <Money base={batch.feeUnits} token={token} /> },
            ...(batch.evidence
              ? [
                  {
                    term: `Evidence, ${formatBytes(batch.evidence.bytes)}`,
                    value: <Hash hash={batch.evidence.sha256} what="evidence hash" />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </div>
  );
}

const nameOf = ({ batchId, seq }: BatchView) => `Batch ${batchId ?? seq}`;

function stepsOf(batch: BatchView, nowMs: number): TransactionStep[] {
  const reached = ORDER.indexOf(batch.state);
  const state = (index: number): TransactionStep["state"] =>
    reached > index || batch.state === "final" ? "done" : reached === index ? "working" : "waiting";
  const nothing = batch.state === "final" && batch.txHash === null;
  return [
    { label: "Closed to new answers", state: "done" },
    {
      label: "Labels, credits and payouts computed",
      state: state(0),
      note: batch.answers > 0 ? countOf(batch.answers, "answer") : undefined,
    },
    ...(nothing
      ? [{ label: "Nothing to pay, so nothing to post", state: "done" as const }]
      : [
          {
            label: "Posted on the chain",
            state: state(1),
            note: batch.txHash !== null && <Hash hash={batch.txHash} what="transaction" />,
          },
          { label: "In challenge", state: state(2), note: windowWords(batch, nowMs) },
        ]),
    { label: "Final: annotators can claim", state: batch.state === "final" ? "done" : "waiting" },
  ];
}

function windowWords({ state, claimableAtS }: BatchView, nowMs: number): string | undefined {
  if (state !== "window" || claimableAtS === null) return undefined;
  const atMs = claimableAtS * 1000;
  return atMs - nowMs > 1_000 ? `ends ${relativeTime(atMs, nowMs)}` : "ends with the next block";
}
