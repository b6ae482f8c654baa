"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
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
import type { DeliveryView, WebhookView } from "@/lib/webhooks/webhook-view";
import type { DevelopersTranslator } from "../developers-translator";
import { deliveriesQuery } from "./webhook-queries";

/** What was sent to a webhook and how it was taken; any of it can be sent again. */
export function Deliveries({ webhook }: { readonly webhook: WebhookView }) {
  const t = useTranslations("developers");
  const say = useErrorWords();
  const query = useQuery(deliveriesQuery(webhook.id));
  const queries = useQueryClient();
  const again = async ({ id }: DeliveryView) => {
    try {
      await api.send("POST", `/api/v1/webhooks/${webhook.id}/deliveries/${id}/resend`);
      toast.success(t("sentAgain"));
    } catch (error) {
      toast.error(say(error, t("sendFailed")));
    }
    await queries.invalidateQueries({ queryKey: deliveriesQuery(webhook.id).queryKey });
  };
  return (
    <Section title={t("messagesTitle", { name: webhook.name })}>
      {query.isPending ? (
        <SkeletonRows rows={2} label={t("messagesLoading")} />
      ) : query.isError ? (
        <ErrorState title={t("messagesFailed")} onRetry={() => void query.refetch()}>
          {say(query.error)}
        </ErrorState>
      ) : query.data.length === 0 ? (
        <EmptyState title={t("nothingSent")}>{t("nothingSentWords")}</EmptyState>
      ) : (
        <Table
          caption={t("messagesTo", { name: webhook.name })}
          columns={columns(t, query.dataUpdatedAt, (delivery) => void again(delivery))}
          rows={query.data}
          rowKey={({ id }) => id}
          restack="pairs"
        />
      )}
    </Section>
  );
}

function columns(
  t: DevelopersTranslator,
  nowMs: number,
  onAgain: (delivery: DeliveryView) => void,
): Column<DeliveryView>[] {
  const ago = (iso: string) => <Time atMs={Date.parse(iso)} nowMs={nowMs} />;
  return [
    {
      key: "type",
      head: t("event"),
      title: true,
      phone: "full",
      cell: ({ type, body }) => (
        <details>
          <summary className="num cursor-pointer">{type}</summary>
          <pre className="mt-2 max-w-[60ch] overflow-x-auto text-sm whitespace-pre-wrap break-all text-ink-3">
            {body}
          </pre>
        </details>
      ),
    },
    { key: "made", head: t("happened"), phone: "half", cell: ({ createdAt }) => ago(createdAt) },
    { key: "tries", head: t("tries"), phone: "half", numeric: true, cell: ({ attempts }) => attempts },
    {
      key: "state",
      head: t("state"),
      phone: "full",
      cell: ({ state, status, failure, nextAt }) => (
        <>
          <Verdict kind={state === "delivered" ? "pass" : state === "failed" ? "fail" : "doubt"}>
            {t(state === "waiting" && failure === null ? "sent-onItsWay" : `sent-${state}`)}
            {status !== null && failure === null && <span className="num"> {status}</span>}
          </Verdict>
          {failure !== null && (
            <span className="block text-sm text-ink-3">
              {nextAt === null ? failure : t.rich("nextTry", { failure, time: () => ago(nextAt) })}
            </span>
          )}
        </>
      ),
    },
    {
      key: "again",
      head: <span className="sr-only">{t("sendAgain")}</span>,
      align: "end",
      phone: "full",
      cell: (delivery) =>
        delivery.state !== "waiting" && (
          <Button onClick={() => onAgain(delivery)} aria-label={t("sendTypeAgain", { type: delivery.type })}>
            {t("sendAgain")}
          </Button>
        ),
    },
  ];
}
