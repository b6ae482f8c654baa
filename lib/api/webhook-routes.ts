import { PageInput } from "@/lib/kernel/page";
import { DeliveriesInput } from "@/lib/webhooks/service";
import { ChangeWebhookInput, CreateWebhookInput } from "@/lib/webhooks/webhook";
import { type ApiRoute, del, get, patch, post } from "./api-route";

const WEBHOOK = "/webhooks/{webhookId}";

/** Being told of what happens. */
export const WEBHOOK_ROUTES: readonly ApiRoute[] = [
  get("listWebhooks", "/webhooks", {
    ...{ group: "webhooks", access: "read", query: PageInput },
    says: "Your webhooks: address, events, whether they are told.",
  }),
  post("createWebhook", "/webhooks", {
    ...{ group: "webhooks", access: "bounties", body: CreateWebhookInput, limit: "webhook" },
    creates: true,
    says: "Makes a webhook, signed as Standard Webhooks says. Its secret is in this answer and never again.",
  }),
  patch("changeWebhook", WEBHOOK, {
    ...{ group: "webhooks", access: "bounties", body: ChangeWebhookInput, limit: "webhook" },
    says: "Changes what is named; state paused or active.",
  }),
  del("deleteWebhook", WEBHOOK, {
    ...{ group: "webhooks", access: "bounties" },
    says: "Ends a webhook, with its log.",
  }),
  post("testWebhook", `${WEBHOOK}/test`, {
    ...{ group: "webhooks", access: "bounties", limit: "webhook" },
    creates: true,
    says: "Sends it a trial message of the type webhook.test.",
  }),
  get("listDeliveries", `${WEBHOOK}/deliveries`, {
    ...{ group: "webhooks", access: "read", query: DeliveriesInput },
    says: "The messages of the last 30 days, newest first: how far each came, and what the receiver answered.",
  }),
  post("resendDelivery", `${WEBHOOK}/deliveries/{messageId}/resend`, {
    ...{ group: "webhooks", access: "bounties", limit: "webhook" },
    creates: true,
    says: "Sends a message again, with the id that it had.",
  }),
];
