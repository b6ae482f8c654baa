"use client";

import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import { SENT } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import { Address } from "@/lib/ui/address";
import { Button } from "@/lib/ui/button";
import { countOf } from "@/lib/ui/format-number";
import { Says } from "@/lib/ui/says";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { QuarrelProps } from "./quarrel-props";
import { RULINGS, type Ruling } from "./ruling-words";

type Challenge = NonNullable<DisputeView["challenge"]>;
type Props = QuarrelProps & { readonly challenge: Challenge };
type Row = { readonly member: string; readonly ruling: number | undefined };

/** The judges and what each has said; and, for one of them who has not, the vote. */
export function Votes(props: Props) {
  const { dispute, challenge, address } = props;
  const { committee } = dispute;
  if (!committee) {
    return (
      <p className="max-w-[62ch] text-ink-3">
        This ledger's arbitrator decides by rules of its own, at its own place. Its ruling appears here when it has
        given it.
      </p>
    );
  }
  const rows = committee.members.map((member) => ({
    member,
    ruling: challenge.votes.find((vote) => vote.member === member)?.ruling,
  }));
  return (
    <div className="grid gap-4">
      <h3>The judges</h3>
      <Says>
        {countOf(committee.members.length, "judge")}; what {committee.quorum} of them say is the ruling.
      </Says>
      <Table
        caption="Votes of the judges"
        columns={columns(address, challenge.open)}
        rows={rows}
        rowKey={({ member }) => member}
        restack="list"
      />
      {dispute.mayRule && <VoteAct {...props} />}
      {dispute.isJudge && !dispute.mayRule && challenge.open && <Says>You have voted. Votes are not changed.</Says>}
    </div>
  );
}

const columns = (address: string | null, open: boolean): readonly Column<Row>[] => [
  {
    key: "member",
    head: "Judge",
    phone: "start",
    cell: ({ member }) => (
      <>
        <Address address={member} />
        {member.toLowerCase() === address?.toLowerCase() && <span className="text-ink-3"> you</span>}
      </>
    ),
  },
  {
    key: "vote",
    head: "Says",
    align: "end",
    phone: "end",
    cell: ({ ruling }) => {
      if (ruling === undefined) return <Verdict kind="wait">{open ? "nothing yet" : "did not vote"}</Verdict>;
      const { name } = RULINGS[ruling] ?? RULINGS[0];
      return <Verdict kind={ruling === 1 ? "pass" : ruling === 2 ? "fail" : "doubt"}>{name}</Verdict>;
    },
  },
];

const CHOICES: readonly Ruling[] = [1, 2, 0];

/** A judge's vote, said once. */
function VoteAct({ dispute, terms, address, onChange }: Props) {
  const [choice, setChoice] = useState<Ruling>();
  const acts = useAct(terms, address);
  const chosen = choice === undefined ? undefined : RULINGS[choice];
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const money = await import("@/lib/client/money-acts");
        if (choice !== undefined) await money.vote(wallet, dispute, choice, onStep);
      },
      after: onChange,
      done: "Your vote is on the chain.",
    });
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-2">
        You are one of the judges. Read the case, recompute the batch, then vote: once, for good, before everybody.
      </p>
      <div className="flex flex-wrap gap-2">
        {CHOICES.map((ruling) => (
          <Button key={ruling} kind={ruling === 2 ? "danger" : "line"} onClick={() => setChoice(ruling)}>
            {RULINGS[ruling].vote}
          </Button>
        ))}
      </div>
      <ActDialog
        open={choice !== undefined}
        onClose={() => setChoice(undefined)}
        title={`Vote: ${chosen?.name ?? ""}?`}
        says={`${chosen?.follows ?? ""} This follows once ${dispute.committee?.quorum ?? 0} judges say so. Your vote cannot be changed.`}
        confirm={`Vote: ${chosen?.vote ?? ""}`}
        kind="ink"
        lines={SENT}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
