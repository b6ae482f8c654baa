import { useTranslations } from "next-intl";
import type { EarningView } from "@/lib/settlement/earnings";
import type { RelaysView } from "@/lib/settlement/relay";
import { Address } from "@/lib/ui/address";
import { Hash } from "@/lib/ui/hash";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { Section } from "@/lib/ui/section";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { EarningsTranslator } from "./earnings-translator";

type Relayed = RelaysView["claims"][number];
type Row = Relayed & { readonly title: string | undefined; readonly amountUnits: string | undefined };
type Props = {
  readonly claims: readonly Relayed[];
  readonly earned: readonly EarningView[];
  readonly token: Token;
};

/** Claims that the operator sends or has sent, each until it is paid. */
export function RelayTable({ claims, earned, token }: Props) {
  const t = useTranslations("earnings");
  if (claims.length === 0) return null;
  const rows = claims.map((claim) => {
    const row = earned.find(({ batchId }) => batchId === claim.batchId);
    return { ...claim, title: row?.title, amountUnits: row?.amountUnits };
  });
  return (
    <Section title={t("sentForYou")} note={t("sentNote")}>
      <Table caption={t("sentCaption")} columns={columns(t, token)} rows={rows} rowKey={rowKey} restack="list" />
    </Section>
  );
}

const rowKey = ({ batchId }: Row) => batchId;

const SIGNS = { queued: "working", paid: "pass", refused: "fail" } as const;

const columns = (t: EarningsTranslator, token: Token): readonly Column<Row>[] => [
  {
    key: "bounty",
    head: t("bounty"),
    title: true,
    phone: "start",
    cell: ({ batchId, title }) => <Link href={`/batches/${batchId}`}>{title ?? t("itsBatch")}</Link>,
  },
  {
    key: "state",
    head: t("state"),
    phone: "end",
    cell: ({ state, reason }) => (
      <Verdict kind={SIGNS[state]} {...(reason && { note: t("claimAgain", { reason }) })}>
        {t(`relay-${state}`)}
      </Verdict>
    ),
  },
  {
    key: "to",
    head: t("to"),
    phone: "named",
    cell: ({ recipient }) => (recipient === null ? t("thisWallet") : <Address address={recipient} />),
  },
  {
    key: "amount",
    head: t("amount"),
    align: "end",
    phone: "named",
    cell: ({ amountUnits }) => (amountUnits === undefined ? "—" : <Money base={amountUnits} token={token} gold />),
  },
  {
    key: "tx",
    head: t("transaction"),
    align: "end",
    phone: "named",
    cell: ({ txHash }) => (txHash === null ? "—" : <Hash hash={txHash} what={t("transactionWhat")} />),
  },
];
