"use client";

import { BatchStateWords } from "@/app/market/batch-state";
import { AcceptAct } from "@/app/money/accept-act";
import { RetryAct } from "@/app/money/retry-act";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { BatchMoney, MoneyView } from "@/lib/settlement/money";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import type { OwnBounty } from "./own-bounty";
import { Sure } from "./sure";

type Props = {
  readonly bounty: OwnBounty;
  readonly view: MoneyView;
  readonly terms: ChainTerms;
  readonly address: string | null;
  readonly nowMs: number;
};

/** Each batch with its money, how sure the chain is of it, and what its owner may do. */
export function BatchMoneyTable({ bounty, view, terms, address, nowMs }: Props) {
  return (
    <Section title="Batches" note="open to everybody, with their evidence">
      {view.batches.length === 0 ? (
        <p className="max-w-[62ch] text-ink-3">
          No batch yet. When the bounty is settled, or its deadline passes, one batch pays all answers given by then.
        </p>
      ) : (
        <Table
          caption="Batches and their money"
          columns={columns(view, terms, nowMs)}
          rows={view.batches}
          rowKey={({ id }) => id}
          restack="list"
          detail={(batch) => detailOf(batch, bounty, { terms, address, nowMs })}
        />
      )}
    </Section>
  );
}

/** After so long in no block a batch is said to be late. */
const LATE_MS = 30_000;

/** Under a batch: why it is where it is, and the owner's act. */
function detailOf(
  batch: BatchMoney,
  { mine, id }: OwnBounty,
  { terms, address, nowMs }: Pick<Props, "terms" | "address" | "nowMs">,
) {
  const accepts = mine && batch.state === "window" && batch.standing === "stands";
  const retries = mine && batch.state === "refused";
  const late = batch.state === "posting" && nowMs - (batch.transactions[0]?.signedAtMs ?? nowMs) >= LATE_MS;
  if (!batch.note && !accepts && !retries && !late) return undefined;
  return (
    <div className="grid gap-3">
      {late && (
        <p className="text-sm text-ink-3">
          No block has taken the transaction yet. It is sent again by itself, with a higher fee when the chain is busy;
          it can be posted only once. There is nothing for you to do.
        </p>
      )}
      {batch.note && <p className="text-sm text-ink-3">{batch.note}</p>}
      {accepts && <AcceptAct batch={batch} bountyId={id} terms={terms} address={address} />}
      {retries && <RetryAct batchId={batch.id} bountyId={id} />}
    </div>
  );
}

const columns = (view: MoneyView, { token }: ChainTerms, nowMs: number): readonly Column<BatchMoney>[] => [
  {
    key: "batch",
    head: "Batch",
    title: true,
    phone: "start",
    cell: (batch) => (
      <Link href={`/batches/${batch.id}`}>
        Batch <span className="num">{batch.batchId ?? batch.seq}</span>
      </Link>
    ),
  },
  { key: "state", head: "State", phone: "end", cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
  {
    key: "takes",
    head: "Takes",
    align: "end",
    phone: "named",
    cell: ({ allocationUnits }) => <Money base={allocationUnits} token={token} />,
  },
  {
    key: "paid",
    head: "Paid",
    align: "end",
    phone: "named",
    cell: ({ paidUnits }) => <Money base={paidUnits} token={token} />,
  },
  {
    key: "sure",
    head: "Confirmations",
    align: "end",
    phone: "named",
    cell: ({ confirmations, txHash }) =>
      txHash === null ? "—" : <Sure has={confirmations} wanted={view.confirmationsWanted} />,
  },
  {
    key: "tx",
    head: "Transaction",
    align: "end",
    phone: "named",
    cell: ({ txHash, transactions }) => (
      <>
        {txHash === null ? "—" : <Hash hash={txHash} what="transaction" />}
        {transactions.length > 1 && <span className="ui-second">replaced {transactions.length - 1} before it</span>}
      </>
    ),
  },
];
