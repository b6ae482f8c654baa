"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api } from "@/lib/client/browser-api";
import { deliveriesQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { exactTime, relativeTime } from "@/lib/ui/format-time";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import type { DeliveryView, WebhookView } from "@/lib/webhooks/webhook-view";

/** What was sent to a webhook and how it was taken; any of it can be sent again. */
export function Deliveries({ webhook }: { readonly webhook: WebhookView }) {
  const query = useQuery(deliveriesQuery(webhook.id));
  const queries = useQueryClient();
  const again = async ({ id }: DeliveryView) => {
    try {
      await api.send("POST", `/api/v1/webhooks/${webhook.id}/deliveries/${id}/resend`);
      toast.success("It is sent again.");
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "It could not be sent again. Try once more.");
    }
    await queries.invalidateQueries({ queryKey: deliveriesQuery(webhook.id).queryKey });
  };
  return (
    <Section title={`Messages to “${webhook.name}”`}>
      {query.isPending ? (
        <SkeletonRows rows={2} label="Loading the messages" />
      ) : query.isError ? (
        <ErrorState title="The messages did not load." onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : query.data.length === 0 ? (
        <EmptyState title="Nothing was sent yet">Send it a trial message, or wait for something to happen.</EmptyState>
      ) : (
        <Table
          caption={`Messages to ${webhook.name}`}
          columns={columns(query.dataUpdatedAt, (delivery) => void again(delivery))}
          rows={query.data}
          rowKey={({ id }) => id}
          restack="pairs"
        />
      )}
    </Section>
  );
}

function columns(nowMs: number, onAgain: (delivery: DeliveryView) => void): Column<DeliveryView>[] {
  const ago = (iso: string) => <span title={exactTime(Date.parse(iso))}>{relativeTime(Date.parse(iso), nowMs)}</span>;
  return [
    {
      key: "type",
      head: "Event",
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
    { key: "made", head: "Happened", phone: "half", cell: ({ createdAt }) => ago(createdAt) },
    { key: "tries", head: "Tries", phone: "half", numeric: true, cell: ({ attempts }) => attempts },
    {
      key: "state",
      head: "State",
      phone: "full",
      cell: ({ state, status, failure, nextAt }) => (
        <>
          <Verdict kind={state === "delivered" ? "pass" : state === "failed" ? "fail" : "doubt"}>
            {state === "waiting" && failure === null ? "on its way" : state}
            {status !== null && failure === null && <span className="num"> {status}</span>}
          </Verdict>
          {failure !== null && (
            <span className="block text-sm text-ink-3">
              {failure}
              {nextAt !== null && <>; next try {ago(nextAt)}</>}
            </span>
          )}
        </>
      ),
    },
    {
      key: "again",
      head: <span className="sr-only">Send again</span>,
      align: "end",
      phone: "full",
      cell: (delivery) =>
        delivery.state !== "waiting" && (
          <Button onClick={() => onAgain(delivery)} aria-label={`Send ${delivery.type} again`}>
            Send again
          </Button>
        ),
    },
  ];
}
