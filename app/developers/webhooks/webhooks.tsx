"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { api } from "@/lib/client/browser-api";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import { EVENT_NAMES } from "@/lib/webhooks/event";
import type { WebhookView } from "@/lib/webhooks/webhook-view";
import type { DevelopersTranslator } from "../developers-translator";
import { Deliveries } from "./deliveries";
import { NewWebhook } from "./new-webhook";
import { webhooksQuery } from "./webhook-queries";

/** The account's webhooks, the form that makes one, and the log of the one that is looked at. */
export function Webhooks() {
  const t = useTranslations("developers");
  const say = useErrorWords();
  const query = useQuery(webhooksQuery());
  const queries = useQueryClient();
  const [looked, setLooked] = useState<string>();
  const refresh = () => queries.invalidateQueries({ queryKey: webhooksQuery().queryKey });
  const act = async (done: string, send: () => Promise<unknown>) => {
    try {
      await send();
      toast.success(done);
    } catch (error) {
      toast.error(say(error, t("failed")));
    }
    await refresh();
  };
  const open = query.data?.find(({ id }) => id === looked);
  return (
    <>
      <NewWebhook onMade={refresh} />
      <Section title={t("yourHooks")}>
        {query.isPending ? (
          <SkeletonRows rows={2} label={t("hooksLoading")} />
        ) : query.isError ? (
          <ErrorState title={t("hooksFailed")} onRetry={() => void query.refetch()}>
            {say(query.error)}
          </ErrorState>
        ) : query.data.length === 0 ? (
          <EmptyState title={t("noHooks")}>{t("noHooksWords")}</EmptyState>
        ) : (
          <Table
            caption={t("yourHooks")}
            columns={columns(t, setLooked, act)}
            rows={query.data}
            rowKey={({ id }) => id}
            restack="pairs"
          />
        )}
      </Section>
      {open && <Deliveries webhook={open} />}
    </>
  );
}

type Act = (done: string, send: () => Promise<unknown>) => Promise<void>;

function columns(t: DevelopersTranslator, onLook: (id: string) => void, act: Act): Column<WebhookView>[] {
  const at = (id: string) => `/api/v1/webhooks/${id}`;
  return [
    {
      key: "name",
      head: t("name"),
      title: true,
      phone: "full",
      cell: ({ name, url }) => (
        <>
          {name} <span className="num block font-normal break-all text-ink-3">{url}</span>
        </>
      ),
    },
    {
      key: "events",
      head: t("toldOf"),
      phone: "half",
      cell: ({ events }) => (events.length === EVENT_NAMES.length ? t("everything") : events.join(", ")),
    },
    {
      key: "state",
      head: t("state"),
      phone: "half",
      cell: ({ state }) => <Verdict kind={state === "active" ? "pass" : "doubt"}>{t(`hook-${state}`)}</Verdict>,
    },
    {
      key: "acts",
      head: <span className="sr-only">{t("canDo")}</span>,
      align: "end",
      phone: "full",
      cell: ({ id, name, state }) => (
        <span className="flex flex-wrap justify-end gap-2 max-md:justify-start">
          <Button
            onClick={() => {
              onLook(id);
              void act(t("trialSent"), () => api.send("POST", `${at(id)}/test`));
            }}
            aria-label={t("tryName", { name })}
          >
            {t("tryIt")}
          </Button>
          <Button onClick={() => onLook(id)} aria-label={t("messagesTo", { name })}>
            {t("messages")}
          </Button>
          <Button
            onClick={() => {
              const next = state === "active" ? "paused" : "active";
              void act(t(next === "paused" ? "isPaused" : "isActive", { name }), () =>
                api.send("PATCH", at(id), { state: next }),
              );
            }}
            aria-label={t(state === "active" ? "pauseName" : "resumeName", { name })}
          >
            {t(state === "active" ? "pause" : "resume")}
          </Button>
          <Button
            onClick={() => void act(t("isDeleted", { name }), () => api.send("DELETE", at(id)))}
            aria-label={t("deleteName", { name })}
          >
            {t("delete")}
          </Button>
        </span>
      ),
    },
  ];
}
