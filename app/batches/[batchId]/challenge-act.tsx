"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ActDialog } from "@/app/money/act-dialog";
import type { ActLine } from "@/app/money/act-steps";
import { useAct } from "@/app/money/use-act";
import { api } from "@/lib/client/browser-api";
import { openSignIn } from "@/lib/client/open-sign-in";
import { meQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { DefinitionList } from "@/lib/ui/definition-list";
import { formatAmount } from "@/lib/ui/format-amount";
import { formatCount } from "@/lib/ui/format-number";
import { Money } from "@/lib/ui/money";
import { Says } from "@/lib/ui/says";
import { TextArea } from "@/lib/ui/text-area";
import { etherWords } from "./ether-words";
import { type QuarrelProps, timeLeft } from "./quarrel-props";

const LINES: readonly ActLine[] = [
  { label: "Keep your case, look at your balance", kinds: ["checking"], note: "no gas" },
  { label: "Let the vault take the bond", kinds: ["approving"] },
  { label: "Confirm the challenge in your wallet", kinds: ["signing"] },
  { label: "Wait for the block", kinds: ["mining"] },
];

/** A case, as the server takes it. */
const MOST_CHARS = 100_000;

/** Objects to a batch: what is wrong with it, and the bond that stands for it. */
export function ChallengeAct({ dispute, terms, address, nowMs, onChange }: QuarrelProps) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const acts = useAct(terms, address);
  const queries = useQueryClient();
  const bond = `${formatAmount(dispute.bondUnits, terms.token.decimals)} ${terms.token.symbol}`;
  const onConfirm = () =>
    void acts.act({
      run: async (wallet, onStep) => {
        const money = await import("@/lib/client/money-acts");
        await money.challenge({ api, wallet, terms }, dispute, words.trim(), onStep);
      },
      after: async () => {
        await onChange();
        void queries.invalidateQueries({ queryKey: meQuery().queryKey });
      },
      done: "The batch is frozen. The judges decide now; what they say appears on this page.",
    });
  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid gap-4">
        <TextArea
          label="What is wrong with it?"
          aside={`${formatCount(words.length)} of ${formatCount(MOST_CHARS)}`}
          hint="Plain text, kept and shown to everybody. Name lines of the evidence, items, answers: judges read nothing else of yours."
          rows={6}
          maxLength={MOST_CHARS}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/verify/${dispute.batchId}`}>Recompute it first</ButtonLink>
          {address === null ? (
            <Button kind="ink" onClick={openSignIn}>
              Sign in to challenge
            </Button>
          ) : (
            <Button kind="danger" disabled={words.trim() === ""} onClick={() => setOpen(true)}>
              Challenge this batch
            </Button>
          )}
        </div>
        {words.trim() === "" && <Says>Say what is wrong, then you can challenge.</Says>}
      </div>
      <DefinitionList
        units
        facts={[
          { term: "Time left", value: <span className="num">{timeLeft(dispute, nowMs)}</span> },
          { term: "Bond, yours again if you are right", value: <Money base={dispute.bondUnits} token={terms.token} /> },
          { term: "The judges' fee", value: <span className="num">{etherWords(dispute.feeWei)}</span> },
        ]}
      />
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Challenge this batch?"
        says={
          <>
            Moves <strong>{bond}</strong>
            {dispute.feeWei !== "0" && (
              <>
                {" "}
                and <strong>{etherWords(dispute.feeWei)}</strong>
              </>
            )}{" "}
            from your wallet into the vault and freezes this batch. If the judges find it invalid, the bond is yours
            again with half of the operator's stake; if they let it stand, the operator gets the bond.
          </>
        }
        confirm={`Challenge with ${bond}`}
        kind="danger"
        lines={LINES}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
