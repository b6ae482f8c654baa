import { z } from "zod";
import { type Account, type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { idFrom, type MessageId, type WebhookId } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import { messageBody, TEST_EVENT } from "./event";
import type { WebhookDeps } from "./ports";
import { SECRET_BYTES, secretText } from "./sign";
import { ChangeWebhookInput, CreateWebhookInput, MOST_WEBHOOKS, type Webhook } from "./webhook";
import { type DeliveryView, deliveryView, viewOf, type WebhookView } from "./webhook-view";

/** Makes a webhook of the caller. Its secret is in this answer and never again. */
export async function createWebhook(
  deps: WebhookDeps,
  caller: Caller,
  input: unknown,
): Promise<WebhookView & { readonly secret: string }> {
  const { no: accountNo } = requireAccount(caller);
  const asked = parseInput(CreateWebhookInput, input);
  if ((await deps.webhooks.count(accountNo)) >= MOST_WEBHOOKS) {
    throw new AppError("conflict", `You have ${MOST_WEBHOOKS} webhooks. Delete one that you no longer use.`);
  }
  await deps.post.check(asked.url);
  const secret = secretText(deps.random(SECRET_BYTES));
  const id = idFrom<WebhookId>("whk", deps.random(20));
  const made = { ...asked, id, accountNo, state: "active", createdAtMs: deps.now() } as const;
  await deps.webhooks.add(made, deps.secrets.seal(secret));
  return { ...viewOf(made), secret };
}

/** The caller's webhooks, newest first. */
export async function listWebhooks(deps: WebhookDeps, caller: Caller): Promise<{ webhooks: WebhookView[] }> {
  const { no } = requireAccount(caller);
  return { webhooks: (await deps.webhooks.ofAccount(no)).map(viewOf) };
}

/** Changes what is named: name, address, events, whether it is told at all. The secret stays. */
export async function changeWebhook(
  deps: WebhookDeps,
  caller: Caller,
  id: string,
  input: unknown,
): Promise<WebhookView> {
  const { no, accountNo } = await owned(deps, requireAccount(caller), id);
  const { name, url, events, state } = parseInput(ChangeWebhookInput, input);
  if (url !== undefined) await deps.post.check(url);
  await deps.webhooks.change(no, {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events }),
    ...(state === undefined ? {} : { state }),
  });
  return viewOf((await deps.webhooks.byId(accountNo, id)) ?? (await owned(deps, requireAccount(caller), id)));
}

/** Ends a webhook, with what waits to be sent to it and its log. */
export async function deleteWebhook(deps: WebhookDeps, caller: Caller, id: string): Promise<{ deleted: true }> {
  await deps.webhooks.remove((await owned(deps, requireAccount(caller), id)).no);
  return { deleted: true };
}

/** Sends a trial message to a webhook; the log tells how it went. */
export async function testWebhook(deps: WebhookDeps, caller: Caller, id: string): Promise<{ message: string }> {
  const { no, id: webhook } = await owned(deps, requireAccount(caller), id);
  const message = idFrom<MessageId>("msg", deps.random(20));
  const nowMs = deps.now();
  await deps.webhooks.put(
    no,
    { id: message, type: TEST_EVENT, body: messageBody(TEST_EVENT, nowMs, { webhook }) },
    nowMs,
  );
  return { message };
}

export const DeliveriesInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** A message's id: those before it. */
  before: z.string().max(100).optional(),
});

/** The messages to a webhook of the last 30 days, newest first. */
export async function listDeliveries(
  deps: WebhookDeps,
  caller: Caller,
  id: string,
  input: unknown = {},
): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
  const { no } = await owned(deps, requireAccount(caller), id);
  const { limit, before } = parseInput(DeliveriesInput, input);
  const found = await deps.webhooks.deliveries(no, { limit, before });
  const last = found.length === limit ? found.at(-1) : undefined;
  return { deliveries: found.map(deliveryView), next: last?.id ?? null };
}

/** Sends a message again, with the id that it had: a receiver that has it already can tell. */
export async function resend(
  deps: WebhookDeps,
  caller: Caller,
  id: string,
  message: string,
): Promise<{ queued: true }> {
  const { no } = await owned(deps, requireAccount(caller), id);
  if (!(await deps.webhooks.again(no, message, deps.now()))) {
    throw new AppError("not_found", `There is no message ${message} to this webhook.`);
  }
  return { queued: true };
}

async function owned({ webhooks }: WebhookDeps, { no }: Account, id: string): Promise<Webhook> {
  const found = await webhooks.byId(no, id);
  if (!found) throw new AppError("not_found", `You have no webhook ${id}.`);
  return found;
}
