import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Sends a message again. */
export const POST = route<{ webhookId: string; messageId: string }>(async ({ caller, params }) => {
  const { webhooks } = await server();
  return webhooks.resend(caller, params.webhookId, params.messageId);
});
