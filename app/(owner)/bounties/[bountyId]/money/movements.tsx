import type { MoneyView } from "@/lib/settlement/money";
import { Hash } from "@/lib/ui/hash";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Sure } from "./sure";

type Movement = MoneyView["movements"][number];

/** What came in from the owner and went back, with its transactions. */
export function Movements({ view, token }: { readonly view: MoneyView; readonly token: Token }) {
  if (view.movements.length === 0) return null;
  return (
    <Section title="In and out" note="between the owner and the vault">
      <Table
        caption="Fundings and refunds"
        columns={columns(view.confirmationsWanted, token)}
        rows={view.movements}
        rowKey={({ txHash, kind }) => `${txHash} ${kind}`}
        restack="list"
      />
    </Section>
  );
}

const columns = (wanted: number, token: Token): readonly Column<Movement>[] => [
  {
    key: "kind",
    head: "What",
    title: true,
    phone: "start",
    cell: ({ kind }) => (kind === "funded" ? "Funded" : "Refunded"),
  },
  {
    key: "units",
    head: "Amount",
    align: "end",
    phone: "end",
    cell: ({ units }) => <Money base={units} token={token} />,
  },
  {
    key: "sure",
    head: "Confirmations",
    align: "end",
    phone: "named",
    cell: ({ confirmations }) => <Sure has={confirmations} wanted={wanted} />,
  },
  {
    key: "tx",
    head: "Transaction",
    align: "end",
    phone: "named",
    cell: ({ txHash }) => <Hash hash={txHash} what="transaction" />,
  },
];
