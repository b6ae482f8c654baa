"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { KeyView } from "@/lib/annotators/key-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { keysQuery } from "@/lib/client/queries";
import { forgetKey } from "@/lib/client/session-key";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { ErrorState } from "@/lib/ui/error-state";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Section } from "@/lib/ui/section";
import { shorten } from "@/lib/ui/shorten";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";

type Props = { readonly address: string; readonly terms: ChainTerms; readonly nowMs: number };

/** The browsers’ keys that may sign answers for this wallet, each with the way to end it. Nothing where there was never one. */
export function SigningKeys({ address, terms, nowMs }: Props) {
  const query = useQuery(keysQuery(address));
  const [ending, setEnding] = useState<KeyView>();
  if (query.isPending) return <SkeletonRows rows={2} label="Loading your signing keys" />;
  if (query.isError)
    return (
      <ErrorState title="Your signing keys did not load." onRetry={() => void query.refetch()}>
        {query.error.message}
      </ErrorState>
    );
  if (query.data.length === 0) return null;
  return (
    <Section title="Signing keys" note="one a browser; each signs answers for you and cannot move tokens">
      <Table
        caption="Your signing keys"
        columns={columns(nowMs, setEnding)}
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
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const revoke = async () => {
    if (!ending) return;
    setBusy(true);
    try {
      await api.send("DELETE", `/api/v1/session-keys/${ending.id}`);
      await forgetKey(terms, address, ending.id);
      await queries.invalidateQueries(keysQuery(address));
      toast.success("The key is revoked. Nothing it signs from now on is taken.");
      onClose();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The key could not be revoked. Try again.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={ending !== undefined}
      onOpenChange={onClose}
      title="Revoke this key?"
      says="Nothing it signs from now on is taken. What it signed before stays yours and is paid; its browser asks your wallet for a new key when you label there again."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="ink" busy={busy} busyLabel="Revoking" onClick={() => void revoke()}>
            Revoke {shorten(ending?.id ?? "", 6, 4)}
          </Button>
        </>
      }
    />
  );
}

function columns(nowMs: number, onEnd: (key: KeyView) => void): Column<KeyView>[] {
  return [
    {
      key: "id",
      head: "Key",
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
      head: "Made",
      phone: "half",
      cell: ({ createdAtMs }) => <span title={exactTime(createdAtMs)}>{relativeTime(createdAtMs, nowMs)}</span>,
    },
    {
      key: "state",
      head: "State",
      phone: "half",
      cell: ({ state, expiresAtS, revokedAtMs }) => {
        const endMs = revokedAtMs ?? expiresAtS * 1000;
        const words = state === "good" ? "expires" : state;
        return (
          <Verdict kind={state === "good" ? "pass" : state === "revoked" ? "fail" : "doubt"} title={exactTime(endMs)}>
            {words} {relativeTime(endMs, nowMs)}
          </Verdict>
        );
      },
    },
    {
      key: "end",
      head: <span className="sr-only">Revoke</span>,
      align: "end",
      phone: "full",
      cell: (key) =>
        key.state === "good" && (
          <Button onClick={() => onEnd(key)} aria-label={`Revoke key ${shorten(key.id, 8, 8)}`}>
            Revoke
          </Button>
        ),
    },
  ];
}
