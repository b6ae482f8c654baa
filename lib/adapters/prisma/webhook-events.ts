/** Events become messages in the transaction of the change that they tell of: both are there, or neither. */
import type { EventName } from "@/lib/webhooks/event";
import type { Db } from "./client";

/**
 * A message to every active webhook of the bounty's owner (or of `accounts`) that listens to such events. `data` is told beside
 * the bounty's public id. Costs one look into an index where nobody listens.
 */
export async function noteEvent(
  db: Db,
  type: EventName,
  bountyNo: bigint,
  data: Readonly<Record<string, string | number | null>> = {},
  accounts?: readonly bigint[],
): Promise<void> {
  const timestamp = new Date().toISOString();
  const more = JSON.stringify(data);
  // The lock holds off whoever deletes the webhook, so that the change itself cannot fail for it.
  await db.$executeRaw`
    INSERT INTO webhook_delivery (id, webhook_no, type, body, next_at, created_at)
    SELECT 'msg_' || replace(gen_random_uuid()::text, '-', ''), w.no, ${type},
      json_build_object('type', ${type}::text, 'timestamp', ${timestamp}::text,
        'data', jsonb_build_object('bounty', b.id) || ${more}::jsonb)::text, now(), now()
    FROM bounty b JOIN webhook w ON w.account_no = ANY (coalesce(${accounts ? [...accounts] : null}::bigint[], ARRAY[b.owner_no]))
    WHERE b.no = ${bountyNo} AND w.state = 'active' AND ${type} = ANY (w.events)
    FOR KEY SHARE OF w`;
}

/** The same for what befell a batch. */
export async function noteBatchEvent(db: Db, type: EventName, batchNo: bigint): Promise<void> {
  const { id, bountyNo } = await db.batch.findUniqueOrThrow({
    where: { no: batchNo },
    select: { id: true, bountyNo: true },
  });
  await noteEvent(db, type, bountyNo, { batch: id });
}
