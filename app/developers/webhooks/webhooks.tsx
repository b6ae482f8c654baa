"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { api } from "@/lib/client/browser-api";
import { webhooksQuery } from "@/lib/client/queries";
import { Button } from "@/lib/ui/button";
import { EmptyState } from "@/lib/ui/empty-state";
import { ErrorState } from "@/lib/ui/error-state";
import { Section } from "@/lib/ui/section";
import { SkeletonRows } from "@/lib/ui/skeleton";
import { type Column, Table } from "@/lib/ui/table";
import { Verdict } from "@/lib/ui/verdict";
import { EVENT_NAMES } from "@/lib/webhooks/event";
import type { WebhookView } from "@/lib/webhooks/webhook-view";
import { Deliveries } from "./deliveries";
import { NewWebhook } from "./new-webhook";

/** The account's webhooks, the form that makes one, and the log of the one that is looked at. */
export function Webhooks() {
  const query = useQuery(webhooksQuery());
  const queries = useQueryClient();
  const [looked, setLooked] = useState<string>();
  const refresh = () => queries.invalidateQueries({ queryKey: webhooksQuery().queryKey });
  const act = async (done: string, send: () => Promise<unknown>) => {
    try {
      await send();
      toast.success(done);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "That did not work. Try again.");
    }
    await refresh();
  };
  const open = query.data?.find(({ id }) => id === looked);
  return (
    <>
      <NewWebhook onMade={refresh} />
      <Section title="Your webhooks">
        {query.isPending ? (
          <SkeletonRows rows={2} label="Loading your webhooks" />
        ) : query.isError ? (
          <ErrorState title="Your webhooks did not load." onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        ) : query.data.length === 0 ? (
          <EmptyState title="No webhooks yet">Make one above, then send it a trial message.</EmptyState>
        ) : (
          <Table
            caption="Your webhooks"
            columns={columns(setLooked, act)}
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

function columns(onLook: (id: string) => void, act: Act): Column<WebhookView>[] {
  const at = (id: string) => `/api/v1/webhooks/${id}`;
  return [
    {
      key: "name",
      head: "Name",
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
      head: "Told of",
      phone: "half",
      cell: ({ events }) => (events.length === EVENT_NAMES.length ? "everything" : events.join(", ")),
    },
    {
      key: "state",
      head: "State",
      phone: "half",
      cell: ({ state }) => <Verdict kind={state === "active" ? "pass" : "doubt"}>{state}</Verdict>,
    },
    {
      key: "acts",
      head: <span className="sr-only">What you can do</span>,
      align: "end",
      phone: "full",
      cell: ({ id, name, state }) => (
        <span className="flex flex-wrap justify-end gap-2 max-md:justify-start">
          <Button
            onClick={() => {
              onLook(id);
              void act("A trial message is on its way.", () => api.send("POST", `${at(id)}/test`));
            }}
            aria-label={`Try ${name}`}
          >
            Try it
          </Button>
          <Button onClick={() => onLook(id)} aria-label={`Messages to ${name}`}>
            Messages
          </Button>
          <Button
            onClick={() => {
              const next = state === "active" ? "paused" : "active";
              void act(`“${name}” is ${next}.`, () => api.send("PATCH", at(id), { state: next }));
            }}
            aria-label={`${state === "active" ? "Pause" : "Resume"} ${name}`}
          >
            {state === "active" ? "Pause" : "Resume"}
          </Button>
          <Button
            onClick={() => void act(`“${name}” is deleted.`, () => api.send("DELETE", at(id)))}
            aria-label={`Delete ${name}`}
          >
            Delete
          </Button>
        </span>
      ),
    },
  ];
}
