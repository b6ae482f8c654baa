"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
import { useTimeWords } from "@/lib/ui/use-time-words";
import type { BatchTranslator } from "./batch-translator";
import { etherWords } from "./ether-words";
import { type QuarrelProps, timeLeft } from "./quarrel-props";

const linesOf = (t: BatchTranslator): readonly ActLine[] => [
  { label: t("line-keep"), kinds: ["checking"], note: t("noGas") },
  { label: t("line-bond"), kinds: ["approving"] },
  { label: t("line-confirm"), kinds: ["signing"] },
  { label: t("line-block"), kinds: ["mining"] },
];

/** A case, as the server takes it. */
const MOST_CHARS = 100_000;

/** Objects to a batch: what is wrong with it, and the bond that stands for it. */
export function ChallengeAct({ dispute, terms, address, nowMs, onChange }: QuarrelProps) {
  const t = useTranslations("batch");
  const times = useTimeWords();
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
      done: t("challengeDone"),
    });
  return (
    <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid gap-4">
        <TextArea
          label={t("whatWrong")}
          aside={t("chars", { done: formatCount(words.length), most: formatCount(MOST_CHARS) })}
          hint={t("whatWrongHint")}
          rows={6}
          maxLength={MOST_CHARS}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/verify/${dispute.batchId}`}>{t("recompute")}</ButtonLink>
          {address === null ? (
            <Button kind="ink" onClick={openSignIn}>
              {t("signInChallenge")}
            </Button>
          ) : (
            <Button kind="danger" disabled={words.trim() === ""} onClick={() => setOpen(true)}>
              {t("challengeThis")}
            </Button>
          )}
        </div>
        {words.trim() === "" && <Says>{t("sayFirst")}</Says>}
      </div>
      <DefinitionList
        units
        facts={[
          { term: t("timeLeft"), value: <span className="num">{timeLeft(t, times, dispute, nowMs)}</span> },
          { term: t("bondYours"), value: <Money base={dispute.bondUnits} token={terms.token} /> },
          { term: t("judgesFee"), value: <span className="num">{etherWords(t, dispute.feeWei)}</span> },
        ]}
      />
      <ActDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("challengeAsk")}
        says={t.rich("challengeWhat", {
          bond: dispute.feeWei === "0" ? bond : t("bondAndFee", { bond, fee: etherWords(t, dispute.feeWei) }),
          strong: (parts) => <strong>{parts}</strong>,
        })}
        confirm={t("challengeGo", { bond })}
        kind="danger"
        lines={linesOf(t)}
        acts={acts}
        terms={terms}
        address={address}
        onConfirm={onConfirm}
      />
    </div>
  );
}
