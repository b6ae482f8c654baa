"use client";

import { useState } from "react";
import type { EarningView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { IconButton } from "@/lib/ui/icon-button";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import { WhyPaid } from "./why-paid";

type Props = {
  readonly rows: readonly EarningView[];
  readonly token: Token;
  readonly address: string;
  readonly nowMs: number;
};

/** Below this share of a full score the state of a row is a question, not a pass. */
const FAIR_PERMILLE = 500;
const FEW_ANSWERS = 20;

/** What each batch paid; a row opens to its account. */
export function EarnedTable({ rows, token, address, nowMs }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (batchId: string) =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(batchId)) after.add(batchId);
      return after;
    });
  return (
    <Table
      caption="Earnings by bounty and batch"
      columns={[...columns(token, nowMs), whyColumn(opened, toggle)]}
      rows={rows}
      rowKey={(row) => row.batchId}
      restack="pairs"
      detail={(row) => opened.has(row.batchId) && <WhyPaid row={row} token={token} address={address} />}
    />
  );
}

function columns(token: Token, nowMs: number): Column<EarningView>[] {
  return [
    {
      key: "title",
      head: "Bounty",
      title: true,
      phone: "full",
      cell: (row) => (
        <>
          <Link href={`/bounties/${row.bountyId}`}>{row.title}</Link>
          <span className="ui-second">
            <State row={row} nowMs={nowMs} />
          </span>
        </>
      ),
    },
    {
      key: "answers",
      head: "Answers",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatCount(row.counted + row.gold + row.spare),
    },
    {
      key: "price",
      head: "Price",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.priceUnits, token.decimals, { exact: true }),
    },
    {
      key: "score",
      head: "Score",
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatShare(row.rhoPermille / 1000, 2),
    },
    {
      key: "pay",
      head: "Pay",
      align: "end",
      phone: "half",
      cell: (row) => <Money base={row.amountUnits} token={token} gold />,
    },
    { key: "words", head: "Why", phone: "named", cell: (row) => <InShort row={row} /> },
    {
      key: "verify",
      head: "Batch",
      phone: "named",
      cell: (row) => (
        <Link href={`/verify/${row.batchId}`} aria-label={`Verify batch ${row.batchSeq} of ${row.title}`}>
          Verify
        </Link>
      ),
    },
  ];
}

function whyColumn(opened: ReadonlySet<string>, toggle: (batchId: string) => void): Column<EarningView> {
  return {
    key: "open",
    head: <span className="sr-only">Open</span>,
    align: "end",
    phone: "corner",
    cell: ({ batchId, title }) => {
      const open = opened.has(batchId);
      return (
        <span className={open ? "inline-block rotate-180" : "inline-block"}>
          <IconButton
            icon="chevron"
            label={`${open ? "Hide" : "Show"} why: ${title}`}
            aria-expanded={open}
            onClick={() => toggle(batchId)}
          />
        </span>
      );
    },
  };
}

function State({ row: { state, claimableAtS, paidAtMs }, nowMs }: { row: EarningView; nowMs: number }) {
  if (state === "settling") return <Verdict kind="working">settling</Verdict>;
  if (state === "claimable") return <Verdict kind="next">claimable now</Verdict>;
  if (state === "paid")
    return (
      <Verdict kind="pass" title={paidAtMs === null ? "" : exactTime(paidAtMs)}>
        paid {paidAtMs === null ? "just now" : relativeTime(paidAtMs, nowMs)}
      </Verdict>
    );
  const atMs = (claimableAtS ?? 0) * 1000;
  return (
    <Verdict kind="doubt" title={exactTime(atMs)}>
      in challenge, claimable {atMs - nowMs > 1_000 ? relativeTime(atMs, nowMs) : "any moment"}
    </Verdict>
  );
}

function InShort({ row: { counted, gold, rhoPermille } }: { row: EarningView }) {
  if (counted + gold < FEW_ANSWERS) return <Verdict kind="doubt">few answers, score grows with more</Verdict>;
  if (rhoPermille < FAIR_PERMILLE) return <Verdict kind="doubt">tells less than half a good answer</Verdict>;
  return <Verdict kind="pass">{Math.floor(rhoPermille / 10)} % of a full score</Verdict>;
}
