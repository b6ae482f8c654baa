"use client";

import { useTranslations } from "next-intl";
import { BatchStateWords } from "@/app/market/batch-state";
import { AcceptAct } from "@/app/money/accept-act";
import type { MoneyTranslator } from "@/app/money/money-translator";
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
  const t = useTranslations("money");
  return (
    <Section title={t("batches")} note={t("batchesNote")}>
      {view.batches.length === 0 ? (
        <p className="max-w-[62ch] text-ink-3">{t("noBatch")}</p>
      ) : (
        <Table
          caption={t("batchesCaption")}
          columns={columns(t, view, terms, nowMs)}
          rows={view.batches}
          rowKey={({ id }) => id}
          restack="list"
          detail={(batch) => detailOf(t, batch, bounty, { terms, address, nowMs })}
        />
      )}
    </Section>
  );
}

/** After so long in no block a batch is said to be late. */
const LATE_MS = 30_000;

/** Under a batch: why it is where it is, and the owner's act. */
function detailOf(
  t: MoneyTranslator,
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
      {late && <p className="text-sm text-ink-3">{t("lateBlock")}</p>}
      {batch.note && <p className="text-sm text-ink-3">{batch.note}</p>}
      {accepts && <AcceptAct batch={batch} bountyId={id} terms={terms} address={address} />}
      {retries && <RetryAct batchId={batch.id} bountyId={id} />}
    </div>
  );
}

const columns = (
  t: MoneyTranslator,
  view: MoneyView,
  { token }: ChainTerms,
  nowMs: number,
): readonly Column<BatchMoney>[] => [
  {
    key: "batch",
    head: t("batch"),
    title: true,
    phone: "start",
    cell: (batch) => (
      <Link href={`/batches/${batch.id}`}>
        {t.rich("batchNo", {
          number: batch.batchId ?? batch.seq,
          num: (words) => <span className="num">{words}</span>,
        })}
      </Link>
    ),
  },
  { key: "state", head: t("state"), phone: "end", cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
  {
    key: "takes",
    head: t("takes"),
    align: "end",
    phone: "named",
    cell: ({ allocationUnits }) => <Money base={allocationUnits} token={token} />,
  },
  {
    key: "paid",
    head: t("paid"),
    align: "end",
    phone: "named",
    cell: ({ paidUnits }) => <Money base={paidUnits} token={token} />,
  },
  {
    key: "sure",
    head: t("confirmations"),
    align: "end",
    phone: "named",
    cell: ({ confirmations, txHash }) =>
      txHash === null ? "—" : <Sure has={confirmations} wanted={view.confirmationsWanted} />,
  },
  {
    key: "tx",
    head: t("transaction"),
    align: "end",
    phone: "named",
    cell: ({ txHash, transactions }) => (
      <>
        {txHash === null ? "—" : <Hash hash={txHash} what={t("transactionWhat")} />}
        {transactions.length > 1 && (
          <span className="ui-second">{t("replaced", { count: transactions.length - 1 })}</span>
        )}
      </>
    ),
  },
];
