"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { TroubleNotice } from "@/app/money/trouble-notice";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { checkReceiver } from "@/lib/client/receiver";
import type { ClaimView } from "@/lib/settlement/earnings";
import { Button } from "@/lib/ui/button";
import { Checkbox } from "@/lib/ui/checkbox";
import { Dialog } from "@/lib/ui/dialog";
import { formatAmount } from "@/lib/ui/format-amount";
import { Notice } from "@/lib/ui/notice";
import { TextInput } from "@/lib/ui/text-input";
import { TransactionSteps } from "@/lib/ui/transaction-steps";
import type { EarningsTranslator } from "./earnings-translator";
import { elsewhereSteps } from "./elsewhere-steps";
import { sumOf } from "./use-claim";
import { useElsewhere } from "./use-elsewhere";

type Props = {
  readonly claims: readonly ClaimView[];
  readonly terms: ChainTerms;
  readonly address: string;
  onDone(): void;
  onClose(): void;
};

/** Pays what is claimable to another address: checked, warned about, signed once a batch. */
export function ElsewhereDialog({ claims: offered, terms, address, onDone, onClose }: Props) {
  const t = useTranslations("earnings");
  // What is offered shrinks while claims are paid; the dialog is about what it was opened for.
  const [claims] = useState(offered);
  const [text, setText] = useState("");
  const [sure, setSure] = useState(false);
  const [relayed, setRelayed] = useState(terms.relays);
  const { state, start, lookAgain } = useElsewhere(terms, address, () => {
    onDone();
    onClose();
  });
  const check = checkReceiver(text, { own: address, vault: terms.vault, token: terms.token.address });
  const fits = check.kind === "fits" ? check : undefined;
  const amount = `${formatAmount(sumOf(claims), terms.token.decimals)} ${terms.token.symbol}`;
  const busy = state.kind === "busy";
  const go = () => void (fits && start(claims, fits.address, relayed));
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && !busy && onClose()}
      title={t("elsewhere")}
      says={saysOf(t, { amount, batches: claims.length, to: fits?.address, relayed })}
      actions={
        <>
          <Button kind="plain" onClick={onClose} disabled={busy}>
            {t("notNow")}
          </Button>
          <Button kind="gold" busy={busy} busyLabel={t("lookAtWallet")} disabled={!fits || !sure} onClick={go}>
            {t("claimAmount", { amount })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <fieldset disabled={busy} className="grid gap-4">
          <TextInput
            label={t("payTo")}
            mono
            autoComplete="off"
            spellCheck={false}
            placeholder="0x"
            value={text}
            error={text !== "" && check.kind === "refused" ? check.reason : undefined}
            onChange={(event) => {
              setText(event.target.value);
              setSure(false);
            }}
          />
          {fits && fits.warnings.length > 0 && (
            <Notice kind="doubt" title={t("thinkFirst")}>
              <ul>
                {fits.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Notice>
          )}
          {fits && (
            <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
              {t.rich("compared", {
                address: fits.address,
                name: terms.name,
                num: (words) => <span className="num break-all">{words}</span>,
              })}
            </Checkbox>
          )}
          {terms.relays && (
            <Checkbox checked={relayed} onChange={(event) => setRelayed(event.target.checked)}>
              {t("operatorSends")}
            </Checkbox>
          )}
        </fieldset>
        {state.kind !== "idle" && (
          <TransactionSteps label={t("progress")} steps={elsewhereSteps(t, state, state.relayed)} />
        )}
        {state.kind === "failed" && (
          <TroubleNotice
            error={state.error}
            terms={terms}
            address={address}
            onAgain={go}
            onLook={() => void lookAgain()}
          />
        )}
      </div>
    </Dialog>
  );
}

function saysOf(
  t: EarningsTranslator,
  { amount, batches, to, relayed }: { amount: string; batches: number; to: string | undefined; relayed: boolean },
) {
  const how = t(relayed ? "howRelayed" : "howSent", { count: batches });
  const strong = (words: ReactNode) => <strong>{words}</strong>;
  if (to === undefined) return t.rich("elsewhereAny", { amount, how, strong });
  const who = (words: ReactNode) => <strong className="num break-all">{words}</strong>;
  return t.rich("elsewhereTo", { amount, to, how, strong, who });
}
