"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ItemContent } from "@/app/item-content";
import { answersQuery } from "@/lib/client/queries";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { AnswerView } from "@/lib/settlement/answer-view";
import { Button } from "@/lib/ui/button";
import { ErrorState } from "@/lib/ui/error-state";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { EarningsTranslator } from "./earnings-translator";
import { reasonWords } from "./reason-words";

type Props = { readonly bountyId: string; readonly title: string; readonly address: string };

/** Every answer given in a settled bounty, each with its score and reason; read only when asked for. */
export function AnswerReasons({ bountyId, title, address }: Props) {
  const t = useTranslations("earnings");
  const [pages, setPages] = useState<readonly string[]>([]);
  if (pages.length === 0)
    return (
      <p>
        <Button onClick={() => setPages([""])}>{t("showAnswers")}</Button>
      </p>
    );
  return (
    <div className="grid gap-3">
      {pages.map((after, index) => (
        <Answers
          key={after}
          {...{ bountyId, title, address, after }}
          {...(index === pages.length - 1 && { onMore: (next: string) => setPages([...pages, next]) })}
        />
      ))}
    </div>
  );
}

function Answers({
  bountyId,
  title,
  address,
  after,
  onMore,
}: Props & { after: string; onMore?: (next: string) => void }) {
  const t = useTranslations("earnings");
  const say = useErrorWords();
  const query = useQuery(answersQuery(address, bountyId, after));
  if (query.isPending) return <SkeletonRows rows={4} label={t("loadingAnswers")} />;
  if (query.isError)
    return (
      <ErrorState title={t("answersFailed")} onRetry={() => void query.refetch()}>
        {say(query.error)} {t("notTouched")}
      </ErrorState>
    );
  const { answers, next } = query.data;
  return (
    <>
      <Table
        caption={t("answersTo", { title })}
        columns={columns(t)}
        rows={answers}
        rowKey={(row) => row.item}
        restack="list"
      />
      {next !== null && onMore && (
        <p>
          <Button onClick={() => onMore(next)}>{t("showMore")}</Button>
        </p>
      )}
    </>
  );
}

const columns = (t: EarningsTranslator): readonly Column<AnswerView>[] => [
  {
    key: "item",
    head: t("item"),
    phone: "full",
    width: "36%",
    cell: (row) => <ItemContent id={row.id} {...contentOf(row.payload)} />,
  },
  { key: "label", head: t("youSaid"), phone: "named", cell: (row) => written(row.label) },
  { key: "consensus", head: t("label"), phone: "named", cell: (row) => written(row.consensus) },
  {
    key: "score",
    head: t("scoreBits"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.scoreMillibits === null ? "—" : (row.scoreMillibits / 1000).toFixed(2).replace("-", "−")),
  },
  {
    key: "credit",
    head: t("credit"),
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.creditPermille === null ? "—" : `${(row.creditPermille / 10).toFixed(1)} %`),
  },
  {
    key: "reason",
    head: t("reason"),
    phone: "full",
    cell: (row) => (
      <Verdict kind={row.kind === "spare" ? "doubt" : row.agrees ? "pass" : "fail"} note={reasonWords(t, row.reason)}>
        {t(row.kind === "spare" ? "spare" : row.agrees ? "agrees" : "differs")}
      </Verdict>
    ),
  },
];

/** Texts and pictures as such, anything else as it is stored. */
function contentOf(payload: unknown): { text: string | null; asset: string | null; sound?: boolean } {
  if (typeof payload === "object" && payload !== null) {
    if ("text" in payload && typeof payload.text === "string") return { text: payload.text, asset: null };
    if ("asset" in payload && typeof payload.asset === "string") {
      return { text: null, asset: payload.asset, sound: "kind" in payload && payload.kind === "audio" };
    }
  }
  return { text: written(payload), asset: null };
}

const written = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
