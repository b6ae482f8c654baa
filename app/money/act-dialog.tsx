"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { Button, type ButtonKind } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { type ActLine, ActSteps } from "./act-steps";
import { TroubleNotice } from "./trouble-notice";
import type { Acts } from "./use-act";

type Props = {
  readonly open: boolean;
  onClose(): void;
  readonly title: string;
  /** Exactly what will happen, in a sentence with the amount. */
  readonly says: ReactNode;
  readonly children?: ReactNode;
  readonly confirm: string;
  readonly kind?: ButtonKind;
  /** The act cannot begin yet: a field is empty or wrong. */
  readonly blocked?: boolean;
  readonly lines: readonly ActLine[];
  readonly acts: Acts;
  readonly terms: ChainTerms;
  readonly address: string | null;
  onConfirm(): void;
};

/** Asks before money moves, shows how far it is, and closes when it is done. */
export function ActDialog(props: Props) {
  const { open, onClose, title, says, children, confirm, kind = "gold", blocked = false, lines, acts } = props;
  const t = useTranslations("money");
  const { acting, reset, lookAgain } = acts;
  const busy = acting.kind === "busy";
  const close = () => {
    if (busy) return;
    reset();
    onClose();
  };
  const done = acting.kind === "done";
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes once, when the act is done
  useEffect(() => {
    if (!done) return;
    reset();
    onClose();
  }, [done]);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={title}
      says={says}
      actions={
        <>
          <Button kind="plain" onClick={close} disabled={busy}>
            {t("notNow")}
          </Button>
          <Button kind={kind} busy={busy} busyLabel={t("lookAtWallet")} disabled={blocked} onClick={props.onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {children}
        <ActSteps acting={acting} lines={lines} />
        {acting.kind === "failed" && (
          <TroubleNotice
            error={acting.error}
            terms={props.terms}
            address={props.address}
            onAgain={props.onConfirm}
            onLook={() => void lookAgain()}
          />
        )}
      </div>
    </Dialog>
  );
}
