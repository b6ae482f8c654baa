"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { ApiKeyView } from "@/lib/annotators/api-keys";
import { api } from "@/lib/client/browser-api";
import { apiKeysQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import { NewKey } from "./new-key";

/** The account's keys, and the form that makes one. */
export function ApiKeys({ nowMs }: { readonly nowMs: number }) {
  const query = useQuery(apiKeysQuery());
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(apiKeysQuery());
  const revoke = async ({ id, name }: ApiKeyView) => {
    try {
      await api.send("DELETE", `/api/v1/api-keys/${id}`);
      toast.success(`“${name}” is revoked. Programs that use it are refused from now on.`);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The key could not be revoked. Try again.");
    }
    await refresh();
  };
  return (
    <>
      <NewKey onMade={refresh} />
      <Section title="Your keys">
        {query.isPending ? (
          <SkeletonRows rows={2} label="Loading your keys" />
        ) : query.isError ? (
          <ErrorState title="Your keys did not load." onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        ) : query.data.length === 0 ? (
          <EmptyState title="No keys yet">
            Make one above for each program, so that you can end each by itself.
          </EmptyState>
        ) : (
          <Table
            caption="Your API keys"
            columns={columns(nowMs, (key) => void revoke(key))}
            rows={query.data}
            rowKey={({ id }) => id}
            restack="pairs"
          />
        )}
      </Section>
    </>
  );
}

function columns(nowMs: number, onRevoke: (key: ApiKeyView) => void): Column<ApiKeyView>[] {
  const ago = (iso: string) => <span title={exactTime(Date.parse(iso))}>{relativeTime(Date.parse(iso), nowMs)}</span>;
  return [
    {
      key: "name",
      head: "Name",
      title: true,
      phone: "full",
      cell: ({ name, hint }) => (
        <>
          {name} <span className="num font-normal text-ink-3">…{hint}</span>
        </>
      ),
    },
    { key: "scopes", head: "May", phone: "full", cell: ({ scopes }) => scopes.join(", ") },
    {
      key: "used",
      head: "Last used",
      phone: "half",
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? "never" : ago(lastUsedAt)),
    },
    {
      key: "state",
      head: "State",
      phone: "half",
      cell: ({ state, expiresAt }) => (
        <Verdict kind={state === "good" ? "pass" : state === "revoked" ? "fail" : "doubt"}>
          {state === "revoked" ? (
            "revoked"
          ) : (
            <>
              {state === "good" ? "expires" : "expired"} {ago(expiresAt)}
            </>
          )}
        </Verdict>
      ),
    },
    {
      key: "end",
      head: <span className="sr-only">Revoke</span>,
      align: "end",
      phone: "full",
      cell: (key) =>
        key.state === "good" && (
          <Button onClick={() => onRevoke(key)} aria-label={`Revoke ${key.name}`}>
            Revoke
          </Button>
        ),
    },
  ];
}
