import { paged } from "@/lib/api/paged";
import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** The caller's webhooks, newest first. */
export const GET = route(async ({ caller, request }) => {
  const { webhooks } = await server();
  return paged(request, "webhooks", (await webhooks.listWebhooks(caller)).webhooks, ({ id }) => id);
});

/** Makes a webhook: {name, url, events}. */
export const POST = route(async ({ caller, request }) => {
  const { webhooks } = await server();
  return webhooks.createWebhook(caller, await bodyOf(request));
});
