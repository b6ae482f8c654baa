import type { EarningView } from "@/lib/settlement/earnings";
import type { RelaysView } from "@/lib/settlement/relay";
import { Address } from "@/lib/ui/address";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";

type Relayed = RelaysView["claims"][number];
type Row = Relayed & { readonly amountUnits: string | undefined };
type Props = {
  readonly claims: readonly Relayed[];
  readonly earned: readonly EarningView[];
  readonly token: Token;
};

/** Claims that the operator sends or has sent, each until it is paid. */
export function RelayTable({ claims, earned, token }: Props) {
  if (claims.length === 0) return null;
  const rows = claims.map((claim) => ({
    ...claim,
    amountUnits: earned.find(({ batchId }) => batchId === claim.batchId)?.amountUnits,
  }));
  return (
    <Section title="Sent for you" note="the operator paid the gas">
      <Table
        caption="Claims that the operator sends"
        columns={columns(token)}
        rows={rows}
        rowKey={rowKey}
        restack="list"
      />
    </Section>
  );
}

const rowKey = ({ batchId }: Row) => batchId;

const STATES = {
  queued: ["working", "on its way"],
  paid: ["pass", "paid"],
  refused: ["fail", "refused"],
} as const;

const columns = (token: Token): readonly Column<Row>[] => [
  {
    key: "batch",
    head: "Batch",
    title: true,
    phone: "start",
    cell: ({ batchId }) => <Link href={`/batches/${batchId}`}>Its batch</Link>,
  },
  {
    key: "state",
    head: "State",
    phone: "end",
    cell: ({ state, reason }) => {
      const [kind, words] = STATES[state];
      return (
        <Verdict kind={kind} {...(reason && { note: `${reason} Claim it once more.` })}>
          {words}
        </Verdict>
      );
    },
  },
  {
    key: "to",
    head: "To",
    phone: "named",
    cell: ({ recipient }) => (recipient === null ? "this wallet" : <Address address={recipient} />),
  },
  {
    key: "amount",
    head: "Amount",
    align: "end",
    phone: "named",
    cell: ({ amountUnits }) => (amountUnits === undefined ? "—" : <Money base={amountUnits} token={token} gold />),
  },
  {
    key: "tx",
    head: "Transaction",
    align: "end",
    phone: "named",
    cell: ({ txHash }) => (txHash === null ? "—" : <Hash hash={txHash} what="transaction" />),
  },
];
