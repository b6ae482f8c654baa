import { queryOptions } from "@tanstack/react-query";
import { api } from "@/lib/client/browser-api";
import type { DeliveryView, WebhookView } from "@/lib/webhooks/webhook-view";

/** The signed-in account's webhooks, newest first. */
export const webhooksQuery = () =>
  queryOptions({
    queryKey: ["webhooks"],
    queryFn: async () => (await api.get<{ webhooks: WebhookView[] }>("/api/v1/webhooks")).webhooks,
  });

/** The newest messages to a webhook; asked again while one of them is on its way. */
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: async () =>
      (await api.get<{ deliveries: DeliveryView[] }>(`/api/v1/webhooks/${encodeURIComponent(id)}/deliveries`))
        .deliveries,
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: each, attempts }) => each === "waiting" && attempts === 0) ? 1_000 : 15_000,
  });
