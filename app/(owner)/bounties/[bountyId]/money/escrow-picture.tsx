import { PARTS } from "@/app/money/escrow-words";
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
  const parts = escrowParts(view);
  const whole = parts.reduce((sum, { units }) => sum + units, 0n);
  const share = (units: bigint) => (whole === 0n ? 0 : Number((units * PARTS_OF_BAR) / whole) / Number(PARTS_OF_BAR));
  const write = (units: bigint) => `${formatAmount(units, token.decimals)} ${token.symbol}`;
  const there = parts.filter(({ units }) => units > 0n);
  const summary = there.map(({ name, units }) => `${PARTS[name].name}: ${write(units)}`).join("; ");
  return (
    <section aria-label="Where the money is" className="grid gap-6 pb-2">
      <BigAmount label="Came into the vault" base={whole} token={token} />
      {whole === 0n ? (
        <p className="max-w-[62ch] text-ink-3">
          Nothing is locked for this bounty yet. When its owner funds it, every unit shows up here and stays in sight
          until it is paid or refunded.
        </p>
      ) : (
        <PartsBar
          summary={summary}
          parts={there.map(({ name, units }) => ({
            label: `${PARTS[name].name}: ${write(units)}`,
            share: share(units),
            tone: PARTS[name].tone,
          }))}
        />
      )}
      <Table
        caption="Where the money is"
        columns={columns(token, share)}
        rows={parts}
        rowKey={({ name }) => name}
        restack="list"
      />
    </section>
  );
}

const columns = (token: Token, share: (units: bigint) => number): readonly Column<EscrowPart>[] => [
  {
    key: "part",
    head: "Part",
    phone: "start",
    width: "30%",
    cell: ({ name }) => (
      <span className="inline-flex items-baseline whitespace-nowrap">
        <PartSign tone={PARTS[name].tone} />
        {PARTS[name].name}
      </span>
    ),
  },
  {
    key: "says",
    head: "What it is",
    phone: "full",
    cell: ({ name }) => <span className="text-ink-3">{PARTS[name].says}</span>,
  },
  {
    key: "share",
    head: "Share",
    align: "end",
    numeric: true,
    phone: "hide",
    cell: ({ units }) => (units === 0n ? "—" : `${(share(units) * 100).toFixed(1)} %`),
  },
  {
    key: "units",
    head: "Amount",
    align: "end",
    phone: "end",
    cell: ({ units, name }) => (
      <Money base={units} token={token} gold={units > 0n && (name === "paid" || name === "claimable")} />
    ),
  },
];
