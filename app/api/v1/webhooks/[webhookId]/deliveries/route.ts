import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The messages to a webhook, newest first: `?limit=&before=<message>`. */
export const GET = route<{ webhookId: string }>(async ({ caller, params, request }) => {
  const { webhooks } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return webhooks.listDeliveries(caller, params.webhookId, query);
});
