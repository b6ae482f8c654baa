import { z } from "zod";
import type { AccountNo, MessageId, WebhookId } from "@/lib/kernel/ids";
import { EVENT_NAMES, type EventName } from "./event";

/** Webhooks of one account. */
export const MOST_WEBHOOKS = 20;

/** active: told of events. paused: told of nothing, by its owner or because its receiver said that it is gone. */
export type WebhookState = "active" | "paused";

const Fields = z.object({
  /** What its owner knows it by. */
  name: z.string().trim().min(1, "a name to know it by").max(100),
  url: z.url({ protocol: /^https?$/, error: "an address of http or https" }).max(2_000),
  events: z.array(z.enum(EVENT_NAMES)).min(1, "tell it of something").max(EVENT_NAMES.length),
});

export const CreateWebhookInput = Fields.extend({ events: Fields.shape.events.default([...EVENT_NAMES]) });
export const ChangeWebhookInput = Fields.extend({ state: z.enum(["active", "paused"]) }).partial();

/** A webhook as stored. */
export type Webhook = {
  readonly no: bigint;
  readonly id: WebhookId;
  readonly accountNo: AccountNo;
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventName[];
  readonly state: WebhookState;
  readonly createdAtMs: number;
};

/** waiting: to be sent, or sent again. failed: given up. */
export type DeliveryState = "waiting" | "delivered" | "failed";

/** One message to one webhook, and how far it came. */
export type Delivery = {
  readonly id: MessageId;
  readonly type: string;
  readonly body: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAtMs: number;
  /** When it is sent next, while it waits. */
  readonly nextAtMs: number;
  /** The last try: when, what the receiver answered (an HTTP status), and what went wrong. */
  readonly triedAtMs: number | null;
  readonly status: number | null;
  readonly failure: string | null;
};

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
/** Pauses before the second, third … try, as Standard Webhooks proposes: three days in all. */
const PAUSES_MS = [5 * S, 5 * MIN, 30 * MIN, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H];

/** When a message is tried again after so many tries; undefined: it is given up. */
export function nextTryMs(attempts: number, nowMs: number): number | undefined {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? undefined : nowMs + pause;
}
