"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import type { KeyView } from "@/lib/annotators/key-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { keysQuery } from "@/lib/client/queries";
import { forgetKey } from "@/lib/client/session-key";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { ErrorState } from "@/lib/ui/error-state";
import { Section } from "@/lib/ui/section";
import { shorten } from "@/lib/ui/shorten";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import type { TimeWords } from "@/lib/ui/time-words";
import { useTimeWords } from "@/lib/ui/use-time-words";
import { Verdict } from "@/lib/ui/verdict";
import type { EarningsTranslator } from "./earnings-translator";

type Props = { readonly address: string; readonly terms: ChainTerms; readonly nowMs: number };

/** The browsers’ keys that may sign answers for this wallet, each with the way to end it. Nothing where there was never one. */
export function SigningKeys({ address, terms, nowMs }: Props) {
  const t = useTranslations("earnings");
  const say = useErrorWords();
  const times = useTimeWords();
  const query = useQuery(keysQuery(address));
  const [ending, setEnding] = useState<KeyView>();
  if (query.isPending) return <SkeletonRows rows={2} label={t("keysLoading")} />;
  if (query.isError)
    return (
      <ErrorState title={t("keysFailed")} onRetry={() => void query.refetch()}>
        {say(query.error)}
      </ErrorState>
    );
  if (query.data.length === 0) return null;
  return (
    <Section title={t("keys")} note={t("keysNote")}>
      <Table
        caption={t("keysCaption")}
        columns={columns(t, times, nowMs, setEnding)}
        rows={query.data}
        rowKey={({ id }) => id}
        restack="pairs"
      />
      <RevokeDialog {...{ ending, address, terms }} onClose={() => setEnding(undefined)} />
    </Section>
  );
}

type DialogProps = {
  readonly ending: KeyView | undefined;
  readonly address: string;
  readonly terms: ChainTerms;
  onClose(): void;
};

function RevokeDialog({ ending, address, terms, onClose }: DialogProps) {
  const t = useTranslations("earnings");
  const say = useErrorWords();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const revoke = async () => {
    if (!ending) return;
    setBusy(true);
    try {
      await api.send("DELETE", `/api/v1/session-keys/${ending.id}`);
      await forgetKey(terms, address, ending.id);
      await queries.invalidateQueries(keysQuery(address));
      toast.success(t("revoked"));
      onClose();
    } catch (error) {
      toast.error(say(error, t("revokeFailed")));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={ending !== undefined}
      onOpenChange={onClose}
      title={t("revokeTitle")}
      says={t("revokeSays")}
      actions={
        <>
          <Button onClick={onClose}>{t("keepIt")}</Button>
          <Button kind="ink" busy={busy} busyLabel={t("revoking")} onClick={() => void revoke()}>
            {t("revokeKey", { key: shorten(ending?.id ?? "", 6, 4) })}
          </Button>
        </>
      }
    />
  );
}

function columns(
  t: EarningsTranslator,
  times: TimeWords,
  nowMs: number,
  onEnd: (key: KeyView) => void,
): Column<KeyView>[] {
  return [
    {
      key: "id",
      head: t("key"),
      title: true,
      phone: "full",
      cell: ({ id }) => (
        <span className="num" title={id}>
          {shorten(id, 8, 8)}
        </span>
      ),
    },
    {
      key: "made",
      head: t("made"),
      phone: "half",
      cell: ({ createdAtMs }) => <span title={times.exact(createdAtMs)}>{times.relative(createdAtMs, nowMs)}</span>,
    },
    {
      key: "state",
      head: t("state"),
      phone: "half",
      cell: ({ state, expiresAtS, revokedAtMs }) => {
        const endMs = revokedAtMs ?? expiresAtS * 1000;
        return (
          <Verdict kind={state === "good" ? "pass" : state === "revoked" ? "fail" : "doubt"} title={times.exact(endMs)}>
            {t(`key-${state}`, { when: times.relative(endMs, nowMs) })}
          </Verdict>
        );
      },
    },
    {
      key: "end",
      head: <span className="sr-only">{t("revoke")}</span>,
      align: "end",
      phone: "full",
      cell: (key) =>
        key.state === "good" && (
          <Button onClick={() => onEnd(key)} aria-label={t("revokeKeyName", { key: shorten(key.id, 8, 8) })}>
            {t("revoke")}
          </Button>
        ),
    },
  ];
}
