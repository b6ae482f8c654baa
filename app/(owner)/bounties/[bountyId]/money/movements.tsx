import { useTranslations } from "next-intl";
import type { MoneyTranslator } from "@/app/money/money-translator";
import type { MoneyView } from "@/lib/settlement/money";
import { Hash } from "@/lib/ui/hash";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Sure } from "./sure";

type Movement = MoneyView["movements"][number];

/** What came in from the owner and went back, with its transactions. */
export function Movements({ view, token }: { readonly view: MoneyView; readonly token: Token }) {
  const t = useTranslations("money");
  if (view.movements.length === 0) return null;
  return (
    <Section title={t("inAndOut")} note={t("inAndOutNote")}>
      <Table
        caption={t("movesCaption")}
        columns={columns(t, view.confirmationsWanted, token)}
        rows={view.movements}
        rowKey={({ txHash, kind }) => `${txHash} ${kind}`}
        restack="list"
      />
    </Section>
  );
}

const columns = (t: MoneyTranslator, wanted: number, token: Token): readonly Column<Movement>[] => [
  {
    key: "kind",
    head: t("what"),
    title: true,
    phone: "start",
    cell: ({ kind }) => t(kind === "funded" ? "funded" : "refunded"),
  },
  {
    key: "units",
    head: t("amount"),
    align: "end",
    phone: "end",
    cell: ({ units }) => <Money base={units} token={token} />,
  },
  {
    key: "sure",
    head: t("confirmations"),
    align: "end",
    phone: "named",
    cell: ({ confirmations }) => <Sure has={confirmations} wanted={wanted} />,
  },
  {
    key: "tx",
    head: t("transaction"),
    align: "end",
    phone: "named",
    cell: ({ txHash }) => <Hash hash={txHash} what={t("transactionWhat")} />,
  },
];
