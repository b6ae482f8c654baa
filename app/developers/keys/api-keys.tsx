"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { ApiKeyView } from "@/lib/annotators/api-keys";
import { api } from "@/lib/client/browser-api";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Time } from "@/lib/ui/time";
import { Verdict } from "@/lib/ui/verdict";
import type { DevelopersTranslator } from "../developers-translator";
import { apiKeysQuery } from "./key-queries";
import { NewKey } from "./new-key";

/** The account's keys, and the form that makes one. */
export function ApiKeys({ nowMs }: { readonly nowMs: number }) {
  const t = useTranslations("developers");
  const say = useErrorWords();
  const query = useQuery(apiKeysQuery());
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(apiKeysQuery());
  const revoke = async ({ id, name }: ApiKeyView) => {
    try {
      await api.send("DELETE", `/api/v1/api-keys/${id}`);
      toast.success(t("revokedToast", { name }));
    } catch (error) {
      toast.error(say(error, t("revokeFailed")));
    }
    await refresh();
  };
  return (
    <>
      <NewKey onMade={refresh} />
      <Section title={t("yourKeys")}>
        {query.isPending ? (
          <SkeletonRows rows={2} label={t("keysLoading")} />
        ) : query.isError ? (
          <ErrorState title={t("keysFailed")} onRetry={() => void query.refetch()}>
            {say(query.error)}
          </ErrorState>
        ) : query.data.length === 0 ? (
          <EmptyState title={t("noKeys")}>{t("noKeysWords")}</EmptyState>
        ) : (
          <Table
            caption={t("keysCaption")}
            columns={columns(t, nowMs, (key) => void revoke(key))}
            rows={query.data}
            rowKey={({ id }) => id}
            restack="pairs"
          />
        )}
      </Section>
    </>
  );
}

function columns(t: DevelopersTranslator, nowMs: number, onRevoke: (key: ApiKeyView) => void): Column<ApiKeyView>[] {
  const ago = (iso: string) => <Time atMs={Date.parse(iso)} nowMs={nowMs} />;
  return [
    {
      key: "name",
      head: t("name"),
      title: true,
      phone: "full",
      cell: ({ name, hint }) => (
        <>
          {name} <span className="num font-normal text-ink-3">…{hint}</span>
        </>
      ),
    },
    { key: "scopes", head: t("may"), phone: "full", cell: ({ scopes }) => scopes.join(", ") },
    {
      key: "used",
      head: t("lastUsed"),
      phone: "half",
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("never") : ago(lastUsedAt)),
    },
    {
      key: "state",
      head: t("state"),
      phone: "half",
      cell: ({ state, expiresAt }) => (
        <Verdict kind={state === "good" ? "pass" : state === "revoked" ? "fail" : "doubt"}>
          {state === "revoked"
            ? t("revoked")
            : t.rich(state === "good" ? "expires" : "expired", { time: () => ago(expiresAt) })}
        </Verdict>
      ),
    },
    {
      key: "end",
      head: <span className="sr-only">{t("revoke")}</span>,
      align: "end",
      phone: "full",
      cell: (key) =>
        key.state === "good" && (
          <Button onClick={() => onRevoke(key)} aria-label={t("revokeName", { name: key.name })}>
            {t("revoke")}
          </Button>
        ),
    },
  ];
}
