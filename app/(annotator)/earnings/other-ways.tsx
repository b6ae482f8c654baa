"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { ClaimView } from "@/lib/settlement/earnings";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { formatAmount } from "@/lib/ui/format-amount";
import { Notice } from "@/lib/ui/notice";
import { shorten } from "@/lib/ui/shorten";
import { ElsewhereDialog } from "./elsewhere-dialog";
import { sumOf } from "./use-claim";

type Props = {
  readonly claims: readonly ClaimView[];
  readonly terms: ChainTerms;
  readonly address: string;
  onDone(): void;
};

/** Claiming without gas, and to another address. */
export function OtherWays({ claims, terms, address, onDone }: Props) {
  const t = useTranslations("earnings");
  const [open, setOpen] = useState<"gasless" | "elsewhere">();
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {terms.relays && <Button onClick={() => setOpen("gasless")}>{t("gasless")}</Button>}
      <Button onClick={() => setOpen("elsewhere")}>{t("elsewhere")}</Button>
      {open === "gasless" && (
        <GaslessDialog
          claims={claims}
          terms={terms}
          address={address}
          onDone={onDone}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === "elsewhere" && (
        <ElsewhereDialog
          claims={claims}
          terms={terms}
          address={address}
          onDone={onDone}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

/** The operator sends the claims to the account itself: nothing is signed, because the vault pays nobody else. */
function GaslessDialog({ claims, terms, address, onDone, onClose }: Props & { onClose(): void }) {
  const t = useTranslations("earnings");
  const say = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const amount = `${formatAmount(sumOf(claims), terms.token.decimals)} ${terms.token.symbol}`;
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { relayClaims } = await import("@/lib/client/claim-elsewhere");
      await relayClaims(api, claims);
      onDone();
      onClose();
    } catch (problem) {
      setError(say(problem, t("failed")));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && !busy && onClose()}
      title={t("gaslessTitle")}
      says={t.rich("gaslessSays", {
        amount,
        count: claims.length,
        address: shorten(address),
        strong: (words) => <strong>{words}</strong>,
        who: (words) => <strong className="num">{words}</strong>,
      })}
      actions={
        <>
          <Button kind="plain" onClick={onClose} disabled={busy}>
            {t("notNow")}
          </Button>
          <Button kind="gold" busy={busy} busyLabel={t("handingIn")} onClick={() => void send()}>
            {t("sendForMe")}
          </Button>
        </>
      }
    >
      {error && (
        <Notice kind="fail" title={error} urgent>
          {t("gaslessFailed")}
        </Notice>
      )}
    </Dialog>
  );
}
