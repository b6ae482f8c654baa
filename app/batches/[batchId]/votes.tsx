"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { sentLines } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { Address } from "@/lib/ui/address";
import { Button } from "@/lib/ui/button";
import { Says } from "@/lib/ui/says";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { BatchTranslator } from "./batch-translator";
import type { QuarrelProps } from "./quarrel-props";
import { type Ruling, rulingOf } from "./ruling-words";

type Challenge = NonNullable<DisputeView["challenge"]>;
type Props = QuarrelProps & { readonly challenge: Challenge };
type Row = { readonly member: string; readonly ruling: number | undefined };

/** The judges and what each has said; and, for one of them who has not, the vote. */
export function Votes(props: Props) {
  const { dispute, challenge, address } = props;
  const { committee } = dispute;
  const t = useTranslations("batch");
  if (!committee) {
    return <p className="max-w-[62ch] text-ink-3">{t("otherJudges")}</p>;
  }
  const rows = committee.members.map((member) => ({
    member,
    ruling: challenge.votes.find((vote) => vote.member === member)?.ruling,
  }));
  return (
    <div className="grid gap-4">
      <h3>{t("judges")}</h3>
      <Says>{t("quorum", { count: committee.members.length, quorum: committee.quorum })}</Says>
      <Table
        caption={t("votesCaption")}
        columns={columns(t, address, challenge.open)}
        rows={rows}
        rowKey={({ member }) => member}
        restack="list"
      />
      {dispute.mayRule && <VoteAct {...props} />}
      {dispute.isJudge && !dispute.mayRule && challenge.open && <Says>{t("voted")}</Says>}
    </div>
  );
}

const columns = (t: BatchTranslator, address: string | null, open: boolean): readonly Column<Row>[] => [
  {
    key: "member",
    head: t("judge"),
    phone: "start",
    cell: ({ member }) => (
      <>
        <Address address={member} />
        {member.toLowerCase() === address?.toLowerCase() && <span className="text-ink-3"> {t("you")}</span>}
      </>
    ),
  },
  {
    key: "vote",
    head: t("says"),
    align: "end",
    phone: "end",
    cell: ({ ruling }) => {
      if (ruling === undefined) return <Verdict kind="wait">{t(open ? "nothingYet" : "didNotVote")}</Verdict>;
      return (
        <Verdict kind={ruling === 1 ? "pass" : ruling === 2 ? "fail" : "doubt"}>
          {t(`ruling${rulingOf(ruling)}`)}
        </Verdict>
      );
    },
  },
];

const CHOICES: readonly Ruling[] = [1, 2, 0];

/** A judge's vote, said once. */
function VoteAct({ dispute, terms, address, onChange }: Props) {
  const t = useTranslations("batch");
  const money = useTranslations("money");
  const [choice, setChoice] = useState<Ruling>();
  const acts = useAct(terms, address);
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const { vote } = await import("@/lib/client/money-acts");
        if (choice !== undefined) await vote(wallet, dispute, choice, onStep);
      },
      after: onChange,
      done: t("voteDone"),
    });
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-2">{t("voteSays")}</p>
      <div className="flex flex-wrap gap-2">
        {CHOICES.map((ruling) => (
          <Button key={ruling} kind={ruling === 2 ? "danger" : "line"} onClick={() => setChoice(ruling)}>
            {t(`vote${ruling}`)}
          </Button>
        ))}
      </div>
      <ActDialog
        open={choice !== undefined}
        onClose={() => setChoice(undefined)}
        title={t("voteAsk", { name: choice === undefined ? "" : t(`ruling${choice}`) })}
        says={t("voteWhat", {
          follows: choice === undefined ? "" : t(`follows${choice}`),
          quorum: dispute.committee?.quorum ?? 0,
        })}
        confirm={t("voteGo", { vote: choice === undefined ? "" : t(`vote${choice}`) })}
        kind="ink"
        lines={sentLines(money)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
