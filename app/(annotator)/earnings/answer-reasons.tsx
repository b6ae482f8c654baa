"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ItemContent } from "@/app/item-content";
import { answersQuery } from "@/lib/client/queries";
import type { AnswerView } from "@/lib/settlement/answer-view";
import { Button } from "@/lib/ui/button";
import { ErrorState } from "@/lib/ui/error-state";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";

type Props = { readonly bountyId: string; readonly title: string; readonly address: string };

/** Every answer given in a settled bounty, each with its score and reason; read only when asked for. */
export function AnswerReasons({ bountyId, title, address }: Props) {
  const [pages, setPages] = useState<readonly string[]>([]);
  if (pages.length === 0)
    return (
      <p>
        <Button onClick={() => setPages([""])}>Show my answers, one by one</Button>
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
  const query = useQuery(answersQuery(address, bountyId, after));
  if (query.isPending) return <SkeletonRows rows={4} label="Loading your answers" />;
  if (query.isError)
    return (
      <ErrorState title="Your answers did not load." onRetry={() => void query.refetch()}>
        {query.error.message} What you earned is not touched by this.
      </ErrorState>
    );
  const { answers, next } = query.data;
  return (
    <>
      <Table
        caption={`Your answers to ${title}`}
        columns={COLUMNS}
        rows={answers}
        rowKey={(row) => row.item}
        restack="list"
      />
      {next !== null && onMore && (
        <p>
          <Button onClick={() => onMore(next)}>Show more answers</Button>
        </p>
      )}
    </>
  );
}

const COLUMNS: readonly Column<AnswerView>[] = [
  {
    key: "item",
    head: "Item",
    phone: "full",
    width: "36%",
    cell: (row) => <ItemContent id={row.id} {...contentOf(row.payload)} />,
  },
  { key: "label", head: "You said", phone: "named", cell: (row) => written(row.label) },
  { key: "consensus", head: "Label", phone: "named", cell: (row) => written(row.consensus) },
  {
    key: "score",
    head: "Score, bits",
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.scoreMillibits === null ? "—" : (row.scoreMillibits / 1000).toFixed(2).replace("-", "−")),
  },
  {
    key: "credit",
    head: "Credit",
    align: "end",
    numeric: true,
    phone: "named",
    cell: (row) => (row.creditPermille === null ? "—" : `${(row.creditPermille / 10).toFixed(1)} %`),
  },
  {
    key: "reason",
    head: "Reason",
    phone: "full",
    cell: (row) => (
      <Verdict kind={row.kind === "spare" ? "doubt" : row.agrees ? "pass" : "fail"} note={row.reason}>
        {row.kind === "spare" ? "spare" : row.agrees ? "agrees" : "differs"}
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
