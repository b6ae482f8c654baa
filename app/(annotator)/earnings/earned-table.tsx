"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EarningView } from "@/lib/settlement/earnings";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount, formatShare } from "@/lib/ui/format-number";
import { IconButton } from "@/lib/ui/icon-button";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { type Column, Table } from "@/lib/ui/table";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { Verdict } from "@/lib/ui/verdict";
import type { EarningsTranslator } from "./earnings-translator";
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
  const t = useTranslations("earnings");
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (batchId: string) =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(batchId)) after.add(batchId);
      return after;
    });
  return (
    <Table
      caption={t("tableCaption")}
      columns={[...columns(t, token, nowMs), whyColumn(t, opened, toggle)]}
      rows={rows}
      rowKey={(row) => row.batchId}
      restack="pairs"
      detail={(row) => opened.has(row.batchId) && <WhyPaid row={row} token={token} address={address} />}
    />
  );
}

function columns(t: EarningsTranslator, token: Token, nowMs: number): Column<EarningView>[] {
  return [
    {
      key: "title",
      head: t("bounty"),
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
      head: t("answers"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatCount(row.counted + row.gold + row.spare),
    },
    {
      key: "price",
      head: t("price"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatAmount(row.priceUnits, token.decimals, { exact: true }),
    },
    {
      key: "score",
      head: t("score"),
      align: "end",
      numeric: true,
      phone: "half",
      cell: (row) => formatShare(row.rhoPermille / 1000, 2),
    },
    {
      key: "pay",
      head: t("pay"),
      align: "end",
      phone: "half",
      cell: (row) => <Money base={row.amountUnits} token={token} gold />,
    },
    { key: "words", head: t("why"), phone: "named", cell: (row) => <InShort row={row} /> },
    {
      key: "verify",
      head: t("batch"),
      phone: "named",
      cell: (row) => (
        <Link href={`/verify/${row.batchId}`} aria-label={t("verifyBatch", { seq: row.batchSeq, title: row.title })}>
          {t("verify")}
        </Link>
      ),
    },
  ];
}

function whyColumn(
  t: EarningsTranslator,
  opened: ReadonlySet<string>,
  toggle: (batchId: string) => void,
): Column<EarningView> {
  return {
    key: "open",
    head: <span className="sr-only">{t("open")}</span>,
    align: "end",
    phone: "corner",
    cell: ({ batchId, title }) => {
      const open = opened.has(batchId);
      return (
        <span className={open ? "inline-block rotate-180" : "inline-block"}>
          <IconButton
            icon="chevron"
            label={t(open ? "hideWhy" : "showWhy", { title })}
            aria-expanded={open}
            onClick={() => toggle(batchId)}
          />
        </span>
      );
    },
  };
}

function State({ row: { state, claimableAtS, paidAtMs }, nowMs }: { row: EarningView; nowMs: number }) {
  const t = useTranslations("earnings");
  const times = useTimeWords();
  if (state === "settling") return <Verdict kind="working">{t("state-settling")}</Verdict>;
  if (state === "claimable") return <Verdict kind="next">{t("state-claimable")}</Verdict>;
  if (state === "paid")
    return (
      <Verdict kind="pass" title={paidAtMs === null ? "" : times.exact(paidAtMs)}>
        {t("paidWhen", { when: paidAtMs === null ? t("justNow") : times.relative(paidAtMs, nowMs) })}
      </Verdict>
    );
  const atMs = (claimableAtS ?? 0) * 1000;
  const when = atMs - nowMs > 1_000 ? times.relative(atMs, nowMs) : t("anyMoment");
  return (
    <Verdict kind="doubt" title={times.exact(atMs)}>
      {t("inChallengeUntil", { when })}
    </Verdict>
  );
}

function InShort({ row: { counted, gold, rhoPermille } }: { row: EarningView }) {
  const t = useTranslations("earnings");
  if (counted + gold < FEW_ANSWERS) return <Verdict kind="doubt">{t("fewAnswers")}</Verdict>;
  if (rhoPermille < FAIR_PERMILLE) return <Verdict kind="doubt">{t("lowScore")}</Verdict>;
  return <Verdict kind="pass">{t("shareOfScore", { percent: Math.floor(rhoPermille / 10) })}</Verdict>;
}
