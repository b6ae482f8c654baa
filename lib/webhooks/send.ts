import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { DueDelivery, Outcome, WebhookDeps } from "./ports";
import { signMessage } from "./sign";
import { nextTryMs } from "./webhook";

/** Messages on their way at the same time. */
const MOST_AT_ONCE = 20;
/** A sender that has not come back after so long is dead: longer than a receiver may take. */
const TAKEN_MS = 60_000;
const KEPT_MS = 30 * 24 * 3_600_000;
/** What a receiver answers that wants no more of it. */
const GONE = 410;

/** For the worker: sends what is due, and notes how it went. A message may come twice, always with the same id. */
export async function sendWebhooks(deps: WebhookDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const nowMs = deps.now();
  const due = await deps.webhooks.take(nowMs, nowMs + TAKEN_MS, MOST_AT_ONCE);
  await Promise.all(due.map((delivery) => deliver(deps, delivery)));
  return due.length;
}

/** For the worker: the log goes back 30 days. */
export async function forgetDeliveries(deps: WebhookDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  return deps.webhooks.forget(deps.now() - KEPT_MS);
}

async function deliver(deps: WebhookDeps, delivery: DueDelivery): Promise<void> {
  const tried = await attempt(deps, delivery);
  const nowMs = deps.now();
  if (tried.status === GONE) await deps.webhooks.change(delivery.webhookNo, { state: "paused" });
  await deps.webhooks.note(delivery, outcomeOf(tried, delivery.attempts, nowMs));
}

type Tried = { readonly status: number | null; readonly failure: string | null; readonly hopeless?: boolean };

async function attempt(
  { post, secrets, now }: WebhookDeps,
  { id, body, url, sealedSecret }: DueDelivery,
): Promise<Tried> {
  const secret = secrets.open(sealedSecret);
  if (secret === undefined) {
    const failure = "this server's secret was changed, and the webhook's with it: delete the webhook and make it anew";
    return { status: null, failure, hopeless: true };
  }
  const signed = signMessage(secret, id, Math.floor(now() / 1_000), body);
  try {
    const { status } = await post.send(url, { ...signed, "content-type": "application/json" }, body);
    if (status >= 200 && status < 300) return { status, failure: null };
    return { status, failure: wordsOf(status), hopeless: status === GONE };
  } catch (error) {
    const known = AppError.of(error);
    if (!known.expected) throw error;
    return { status: null, failure: known.message };
  }
}

function wordsOf(status: number): string {
  if (status >= 300 && status < 400) return `it answered ${status}: redirects are not followed, give its new address`;
  if (status === GONE) return "it answered 410 (gone): the webhook is paused";
  return `it answered ${status}`;
}

function outcomeOf({ status, failure, hopeless }: Tried, attempts: number, nowMs: number): Outcome {
  const about = { triedAtMs: nowMs, status, failure };
  if (failure === null) return { ...about, state: "delivered", nextAtMs: nowMs };
  const next = hopeless ? undefined : nextTryMs(attempts, nowMs);
  return next === undefined
    ? { ...about, state: "failed", nextAtMs: nowMs }
    : { ...about, state: "waiting", nextAtMs: next };
}
