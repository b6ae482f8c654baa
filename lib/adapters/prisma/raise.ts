/** Asking for one more answer, by a conditional write in the database (dispatch_raise). */
import type { ConsensusRow } from "@/lib/consensus/ports";
import type { AskTerms } from "@/lib/consensus/terms";
import type { BountyNo } from "@/lib/kernel/ids";
import type { Db } from "./client";

/**
 * Raises what the doubtful ones of the rows just written want, the most doubtful first; those that got it are open again,
 * the others contested. To be called under the bounty's lock. A row that was not written had been judged on more answers.
 */
export async function askForMore(
  tx: Db,
  no: BountyNo,
  rows: readonly ConsensusRow[],
  written: readonly number[],
  asks: AskTerms,
): Promise<void> {
  const isWritten = new Set(written);
  const asking = rows
    .filter(({ itemNo }) => isWritten.has(itemNo))
    .flatMap(({ itemNo, certaintyQ16, askFrom }) => (askFrom === undefined ? [] : [{ itemNo, certaintyQ16, askFrom }]))
    .sort((a, b) => a.certaintyQ16 - b.certaintyQ16 || a.itemNo - b.itemNo);
  if (asking.length === 0) return;
  const itemNos = asking.map(({ itemNo }) => itemNo);
  const wants = asking.map(({ askFrom }) => askFrom);
  await tx.$queryRaw`
    SELECT raised FROM dispatch_raise(${no}, ${itemNos}::int[], ${wants}::int[], ${asks.cap}::int, ${asks.pool}::int)`;
  await tx.$executeRaw`
    UPDATE consensus c SET state = CASE WHEN i.want > c.answers THEN 'open' ELSE 'contested' END, updated_at = now()
    FROM item i
    WHERE c.bounty_no = ${no} AND c.item_no = ANY (${itemNos}::int[]) AND i.bounty_no = ${no} AND i.item_no = c.item_no`;
}

/** Rows that a sweep judged before their item was raised say so again. */
export async function reopenRaised(tx: Db, no: BountyNo): Promise<void> {
  await tx.$executeRaw`
    UPDATE consensus c SET state = 'open', updated_at = now() FROM item i
    WHERE c.bounty_no = ${no} AND c.state <> 'open'
      AND i.bounty_no = ${no} AND i.item_no = c.item_no AND i.want > c.answers`;
}
