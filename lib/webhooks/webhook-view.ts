import type { Delivery, Webhook } from "./webhook";

/** A webhook as its owner sees it. */
export type WebhookView = Pick<Webhook, "id" | "name" | "url" | "events" | "state"> & {
  /** ISO 8601. */
  readonly createdAt: string;
};

/** A message as its sender's owner sees it. */
export type DeliveryView = Pick<Delivery, "id" | "type" | "body" | "state" | "attempts" | "status" | "failure"> & {
  readonly createdAt: string;
  readonly triedAt: string | null;
  /** When it is sent next; null when it is not. */
  readonly nextAt: string | null;
};

export const viewOf = ({ id, name, url, events, state, createdAtMs }: Omit<Webhook, "no">): WebhookView => ({
  ...{ id, name, url, events, state },
  createdAt: iso(createdAtMs),
});

export const deliveryView = (delivery: Delivery): DeliveryView => {
  const { id, type, body, state, attempts, status, failure, createdAtMs, triedAtMs, nextAtMs } = delivery;
  return {
    ...{ id, type, body, state, attempts, status, failure },
    createdAt: iso(createdAtMs),
    triedAt: triedAtMs === null ? null : iso(triedAtMs),
    nextAt: state === "waiting" ? iso(nextAtMs) : null,
  };
};

const iso = (ms: number) => new Date(ms).toISOString();
