import { useTranslations } from "next-intl";
import { BatchStateWords } from "@/app/market/batch-state";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import type { BatchView } from "@/lib/settlement/batch";
import { formatCount } from "@/lib/ui/format-number";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import type { BountyTranslator } from "./bounty-translator";

type Props = {
  readonly bounty: BountyDetail;
  readonly batches: readonly BatchView[];
  readonly token: Token;
  readonly nowMs: number;
};

/** The bounty's settlements, each with its state, its money and the way to verify it. */
export function BatchTable({ bounty, batches, token, nowMs }: Props) {
  const t = useTranslations("bounty");
  if (bounty.state === "draft" || bounty.state === "published") return null;
  return (
    <Section title={t("batches")} note={t("batchesNote")}>
      {batches.length === 0 ? (
        <p className="max-w-[62ch] text-ink-3">{t("noBatches")}</p>
      ) : (
        <Table
          caption={t("batches")}
          columns={columns(t, token, nowMs)}
          rows={batches}
          rowKey={({ id }) => id}
          restack="list"
          detail={({ note }) => note}
        />
      )}
    </Section>
  );
}

const columns = (t: BountyTranslator, token: Token, nowMs: number): readonly Column<BatchView>[] => [
  {
    key: "batch",
    head: t("batch"),
    title: true,
    phone: "start",
    cell: (batch) => (
      <>
        <Link href={`/batches/${batch.id}`}>
          {t.rich("batchNo", {
            number: String(batch.batchId ?? batch.seq),
            num: (words) => <span className="num">{words}</span>,
          })}
        </Link>
        <span className="ui-second">
          <Time atMs={batch.postedAtMs ?? batch.createdAtMs} nowMs={nowMs} />
        </span>
      </>
    ),
  },
  { key: "state", head: t("state"), phone: "end", cell: (batch) => <BatchStateWords batch={batch} nowMs={nowMs} /> },
  count("answers", t("answers")),
  count("annotators", t("annotatorsHead")),
  {
    key: "paid",
    head: t("paid"),
    align: "end",
    phone: "named",
    cell: ({ totalUnits }) => <Money base={totalUnits} token={token} />,
  },
  {
    key: "tx",
    head: t("transaction"),
    align: "end",
    phone: "named",
    cell: ({ txHash }) => (txHash === null ? "—" : <Hash hash={txHash} what={t("transactionWhat")} />),
  },
  {
    key: "verify",
    head: <span className="sr-only">{t("verify")}</span>,
    align: "end",
    phone: "full",
    cell: ({ id, evidence }) => (evidence === null ? null : <Link href={`/verify/${id}`}>{t("verify")}</Link>),
  },
];

function count(key: "answers" | "annotators", head: string): Column<BatchView> {
  return { key, head, align: "end", numeric: true, phone: "named", cell: (batch) => formatCount(batch[key]) };
}
