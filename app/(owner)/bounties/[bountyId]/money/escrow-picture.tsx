import { useTranslations } from "next-intl";
import { PART_TONES } from "@/app/money/escrow-words";
import type { MoneyTranslator } from "@/app/money/money-translator";
import { type EscrowPart, escrowParts } from "@/lib/settlement/escrow-parts";
import type { MoneyView } from "@/lib/settlement/money";
import { BigAmount } from "@/lib/ui/big-amount";
import { formatAmount } from "@/lib/ui/format-amount";
import { Money, type Token } from "@/lib/ui/money";
import { PartSign, PartsBar } from "@/lib/ui/parts-bar";
import { type Column, Table } from "@/lib/ui/table";

/** A share of this many parts is exact enough for a bar. */
const PARTS_OF_BAR = 10_000n;

/** All that came into the vault for the bounty, cut into what it is now; the same figures as a table. */
export function EscrowPicture({ view, token }: { readonly view: MoneyView; readonly token: Token }) {
  const t = useTranslations("money");
  const parts = escrowParts(view);
  const whole = parts.reduce((sum, { units }) => sum + units, 0n);
  const share = (units: bigint) => (whole === 0n ? 0 : Number((units * PARTS_OF_BAR) / whole) / Number(PARTS_OF_BAR));
  const write = (units: bigint) => `${formatAmount(units, token.decimals)} ${token.symbol}`;
  const there = parts.filter(({ units }) => units > 0n);
  const summary = there.map(({ name, units }) => `${t(`part-${name}`)}: ${write(units)}`).join("; ");
  return (
    <section aria-label={t("where")} className="grid gap-6 pb-2">
      <BigAmount label={t("cameIn")} base={whole} token={token} />
      {whole === 0n ? (
        <p className="max-w-[62ch] text-ink-3">{t("nothingLocked")}</p>
      ) : (
        <PartsBar
          summary={summary}
          parts={there.map(({ name, units }) => ({
            label: `${t(`part-${name}`)}: ${write(units)}`,
            share: share(units),
            tone: PART_TONES[name],
          }))}
        />
      )}
      <Table
        caption={t("where")}
        columns={columns(t, token, share)}
        rows={parts}
        rowKey={({ name }) => name}
        restack="list"
      />
    </section>
  );
}

const columns = (t: MoneyTranslator, token: Token, share: (units: bigint) => number): readonly Column<EscrowPart>[] => [
  {
    key: "part",
    head: t("part"),
    phone: "start",
    width: "30%",
    cell: ({ name }) => (
      <span className="inline-flex items-baseline whitespace-nowrap">
        <PartSign tone={PART_TONES[name]} />
        {t(`part-${name}`)}
      </span>
    ),
  },
  {
    key: "says",
    head: t("whatItIs"),
    phone: "full",
    cell: ({ name }) => <span className="text-ink-3">{t(`says-${name}`)}</span>,
  },
  {
    key: "share",
    head: t("share"),
    align: "end",
    numeric: true,
    phone: "hide",
    cell: ({ units }) => (units === 0n ? "—" : `${(share(units) * 100).toFixed(1)} %`),
  },
  {
    key: "units",
    head: t("amount"),
    align: "end",
    phone: "end",
    cell: ({ units, name }) => (
      <Money base={units} token={token} gold={units > 0n && (name === "paid" || name === "claimable")} />
    ),
  },
];
