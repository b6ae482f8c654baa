import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Sends a trial message. */
export const POST = route<{ webhookId: string }>(async ({ caller, params }) => {
  const { webhooks } = await server();
  return webhooks.testWebhook(caller, params.webhookId);
});
