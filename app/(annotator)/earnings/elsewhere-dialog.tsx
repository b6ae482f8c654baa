"use client";

import { useState } from "react";
import { TroubleNotice } from "@/app/money/trouble-notice";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { checkReceiver } from "@/lib/client/receiver";
import type { ClaimView } from "@/lib/settlement/earnings";
import { Button } from "@/lib/ui/button";
import { Checkbox } from "@/lib/ui/checkbox";
import { Dialog } from "@/lib/ui/dialog";
import { formatAmount } from "@/lib/ui/format-amount";
import { countOf } from "@/lib/ui/format-number";
import { Notice } from "@/lib/ui/notice";
import { TextInput } from "@/lib/ui/text-input";
import { TransactionSteps } from "@/lib/ui/transaction-steps";
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
      title="Claim to another address"
      says={saysOf({ amount, batches: claims.length, to: fits?.address, relayed })}
      actions={
        <>
          <Button kind="plain" onClick={onClose} disabled={busy}>
            Not now
          </Button>
          <Button kind="gold" busy={busy} busyLabel="Look at your wallet" disabled={!fits || !sure} onClick={go}>
            Claim {amount}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <fieldset disabled={busy} className="grid gap-4">
          <TextInput
            label="Pay to"
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
            <Notice kind="doubt" title="Think about this first">
              <ul>
                {fits.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Notice>
          )}
          {fits && (
            <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
              I have compared <span className="num break-all">{fits.address}</span> digit by digit, and it can receive
              on {terms.name}. What is paid there does not come back.
            </Checkbox>
          )}
          {terms.relays && (
            <Checkbox checked={relayed} onChange={(event) => setRelayed(event.target.checked)}>
              The operator sends it and pays the gas
            </Checkbox>
          )}
        </fieldset>
        {state.kind !== "idle" && (
          <TransactionSteps label="Progress of the claim" steps={elsewhereSteps(state, state.relayed)} />
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

function saysOf(order: { amount: string; batches: number; to: string | undefined; relayed: boolean }) {
  const { amount, batches, to, relayed } = order;
  return (
    <>
      Sends <strong>{amount}</strong> out of the vault {to === undefined ? "to an address of your choice" : "to "}
      {to !== undefined && <strong className="num break-all">{to}</strong>}. You sign{" "}
      {batches === 1 ? "once" : `once for each of ${countOf(batches, "batch", "batches")}`}
      {relayed ? "; the operator pays the gas." : ", and send a transaction for each; you pay the gas."}
    </>
  );
}
