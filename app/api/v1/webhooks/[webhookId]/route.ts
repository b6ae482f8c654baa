import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Changes what is named: {name, url, events, state}. */
export const PATCH = route<{ webhookId: string }>(async ({ caller, params, request }) => {
  const { webhooks } = await server();
  return webhooks.changeWebhook(caller, params.webhookId, await bodyOf(request));
});

/** Ends a webhook. */
export const DELETE = route<{ webhookId: string }>(async ({ caller, params }) => {
  const { webhooks } = await server();
  return webhooks.deleteWebhook(caller, params.webhookId);
});
