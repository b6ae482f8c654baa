/** Webhooks and the messages to them in PostgreSQL. */
import type { AccountNo, MessageId, WebhookId } from "@/lib/kernel/ids";
import type { EventName } from "@/lib/webhooks/event";
import type { DueDelivery, Webhooks } from "@/lib/webhooks/ports";
import type { Delivery, DeliveryState, Webhook, WebhookState } from "@/lib/webhooks/webhook";
import type { PrismaClient, WebhookDelivery, Webhook as WebhookRow } from "./generated/client";

/** Messages to one webhook on their way at the same time. */
const EACH = 3;

export function prismaWebhooks(db: PrismaClient): Webhooks {
  return {
    count: (accountNo) => db.webhook.count({ where: { accountNo } }),
    add: async ({ createdAtMs, events, ...webhook }, secret) => {
      await db.webhook.create({ data: { ...webhook, events: [...events], secret, createdAt: new Date(createdAtMs) } });
    },
    ofAccount: async (accountNo) =>
      (await db.webhook.findMany({ where: { accountNo }, orderBy: { no: "desc" } })).map(webhookOf),
    byId: async (accountNo, id) => {
      const row = await db.webhook.findFirst({ where: { accountNo, id } });
      return row ? webhookOf(row) : undefined;
    },
    change: async (no, { events, ...change }) => {
      await db.webhook.updateMany({ where: { no }, data: { ...change, ...(events ? { events: [...events] } : {}) } });
    },
    remove: async (no) => {
      await db.webhook.deleteMany({ where: { no } });
    },
    deliveries: async (webhookNo, { limit, before }) => {
      const at = before === undefined ? null : await db.webhookDelivery.findFirst({ where: { id: before, webhookNo } });
      const earlier = at && {
        OR: [{ createdAt: { lt: at.createdAt } }, { createdAt: at.createdAt, id: { lt: at.id } }],
      };
      const rows = await db.webhookDelivery.findMany({
        where: { webhookNo, ...earlier },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
      });
      return rows.map(deliveryOf);
    },
    put: async (webhookNo, message, nowMs) => {
      const now = new Date(nowMs);
      await db.webhookDelivery.create({ data: { ...message, webhookNo, nextAt: now, createdAt: now } });
    },
    again: async (webhookNo, id, nowMs) => {
      const data = { state: "waiting", attempts: 0, nextAt: new Date(nowMs) };
      return (await db.webhookDelivery.updateMany({ where: { webhookNo, id }, data })).count === 1;
    },
    take: (nowMs, untilMs, most) => take(db, new Date(nowMs), new Date(untilMs), most),
    note: async ({ id, attempts }, { nextAtMs, triedAtMs, ...outcome }) => {
      const data = { ...outcome, nextAt: new Date(nextAtMs), triedAt: new Date(triedAtMs) };
      await db.webhookDelivery.updateMany({ where: { id, attempts, state: "waiting" }, data });
    },
    forget: async (beforeMs) => {
      const where = { createdAt: { lt: new Date(beforeMs) }, state: { not: "waiting" } };
      return (await db.webhookDelivery.deleteMany({ where })).count;
    },
  };
}

type Taken = { id: string; body: string; attempts: number; webhookNo: bigint; url: string; secret: string };

/** Two senders at once: the second finds a row that it waited for due no longer. */
async function take(db: PrismaClient, now: Date, until: Date, most: number): Promise<readonly DueDelivery[]> {
  const rows = await db.$queryRaw<Taken[]>`
    UPDATE webhook_delivery d SET attempts = d.attempts + 1, next_at = ${until} FROM webhook w
    WHERE w.no = d.webhook_no AND d.state = 'waiting' AND d.next_at <= ${now} AND d.id IN (
      SELECT id FROM (
        SELECT q.id, q.next_at, row_number() OVER (PARTITION BY q.webhook_no ORDER BY q.next_at, q.id) AS place
        FROM webhook_delivery q JOIN webhook v ON v.no = q.webhook_no
        WHERE q.state = 'waiting' AND q.next_at <= ${now} AND v.state = 'active') due
      WHERE place <= ${EACH} ORDER BY next_at, id LIMIT ${most})
    RETURNING d.id, d.body, d.attempts, w.no AS "webhookNo", w.url, w.secret`;
  return rows.map(({ id, secret, ...row }) => ({ ...row, id: id as MessageId, sealedSecret: secret }));
}

const webhookOf = (row: WebhookRow): Webhook => ({
  no: row.no,
  id: row.id as WebhookId,
  accountNo: row.accountNo as AccountNo,
  name: row.name,
  url: row.url,
  events: row.events as EventName[],
  state: row.state as WebhookState,
  createdAtMs: row.createdAt.getTime(),
});

const deliveryOf = (row: WebhookDelivery): Delivery => ({
  id: row.id as MessageId,
  type: row.type,
  body: row.body,
  state: row.state as DeliveryState,
  attempts: row.attempts,
  status: row.status,
  failure: row.failure,
  createdAtMs: row.createdAt.getTime(),
  nextAtMs: row.nextAt.getTime(),
  triedAtMs: row.triedAt?.getTime() ?? null,
});
