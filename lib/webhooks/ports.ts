import type { AccountNo, MessageId } from "@/lib/kernel/ids";
import type { Delivery, DeliveryState, Webhook } from "./webhook";

/** A message whose time has come, taken by one sender. */
export type DueDelivery = {
  readonly id: MessageId;
  readonly body: string;
  /** Tries, this one included. */
  readonly attempts: number;
  readonly webhookNo: bigint;
  readonly url: string;
  readonly sealedSecret: string;
};

export type Outcome = {
  readonly state: DeliveryState;
  readonly triedAtMs: number;
  readonly nextAtMs: number;
  readonly status: number | null;
  readonly failure: string | null;
};

/** Webhooks and the messages to them. Events become messages in the transaction of the change that they tell of. */
export type Webhooks = {
  count(accountNo: AccountNo): Promise<number>;
  add(webhook: Omit<Webhook, "no">, sealedSecret: string): Promise<void>;
  /** Newest first. */
  ofAccount(accountNo: AccountNo): Promise<readonly Webhook[]>;
  byId(accountNo: AccountNo, id: string): Promise<Webhook | undefined>;
  change(no: bigint, change: Partial<Pick<Webhook, "name" | "url" | "events" | "state">>): Promise<void>;
  /** With all its messages. */
  remove(no: bigint): Promise<void>;
  /** Newest first; those before `before`, if it is given. */
  deliveries(no: bigint, page: { readonly limit: number; readonly before?: string | undefined }): Promise<Delivery[]>;
  put(
    no: bigint,
    message: { readonly id: MessageId; readonly type: string; readonly body: string },
    nowMs: number,
  ): Promise<void>;
  /** Has a message sent again from the first try on; false where there is none. */
  again(no: bigint, id: string, nowMs: number): Promise<boolean>;
  /**
   * Takes messages that are due, of each webhook a few, so that a slow receiver holds up nobody else. One sender gets each;
   * it is due again at `untilMs` should that sender die.
   */
  take(nowMs: number, untilMs: number, most: number): Promise<readonly DueDelivery[]>;
  /** What became of a try; nothing where the message was sent anew meanwhile. */
  note(delivery: Pick<DueDelivery, "id" | "attempts">, outcome: Outcome): Promise<void>;
  /** Forgets messages that were made before this and wait for nothing. */
  forget(beforeMs: number): Promise<number>;
};

/** Sends to addresses of the public internet only. */
export type Post = {
  /** Whether the address may be sent to; throws `invalid_input` with the reason. */
  check(url: string): Promise<void>;
  /** The receiver's answer, redirects included: none is followed. Throws `invalid_input` with the reason where there is none. */
  send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<{ readonly status: number }>;
};

/** Keeps a text so that only this installation can read it. */
export type SecretBox = {
  seal(text: string): string;
  /** Undefined for what was sealed elsewhere. */
  open(sealed: string): string | undefined;
};

export type WebhookDeps = {
  readonly webhooks: Webhooks;
  readonly post: Post;
  readonly secrets: SecretBox;
  now(): number;
  random(bytes: number): Uint8Array;
};
