/** The moment a bounty opens: its items get numbers and the rows that dispatch works on. */
import type { BountyNo } from "@/lib/kernel/ids";
import type { Db } from "./client";

/**
 * Numbers the accepted rows: work items 0 … n - 1 in the order of a hash that the bounty's secret salts (so nobody can
 * tell the order from the file, and the numbers are a shuffle of it), gold items behind them likewise. Then writes the
 * hot rows. To be called once, inside the transaction that opens the bounty.
 *
 * Rows that were imported a moment ago are not in the planner's statistics: it takes them for one and joins them by a
 * nested loop, which for 8,000 items was 28 s instead of a fraction of one. So that way is closed here.
 */
export async function dealItems(tx: Db, no: BountyNo): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
  await tx.$executeRaw`
    UPDATE item_content c SET item_no = dealt.item_no
    FROM (
      SELECT c.hash, (row_number() OVER (
        ORDER BY c.gold IS NOT NULL, sha256(convert_to(b.secret || ':' || c.hash, 'UTF8'))) - 1)::int AS item_no
      FROM item_content c JOIN import i ON i.no = c.import_no JOIN bounty b ON b.no = c.bounty_no
      WHERE c.bounty_no = ${no} AND i.state = 'accepted'
    ) dealt
    WHERE c.bounty_no = ${no} AND c.hash = dealt.hash`;
  await tx.$executeRaw`
    INSERT INTO item (bounty_no, item_no, want)
    SELECT c.bounty_no, c.item_no, CASE WHEN c.gold IS NULL THEN (b.policy ->> 'overlap')::smallint ELSE 0 END
    FROM item_content c JOIN bounty b ON b.no = c.bounty_no
    WHERE c.bounty_no = ${no} AND c.item_no IS NOT NULL
    ORDER BY c.item_no`;
  await tx.$executeRaw`
    INSERT INTO gold (bounty_no, gold_no, item_no)
    SELECT bounty_no, row_number() OVER (ORDER BY item_no) - 1, item_no
    FROM item_content WHERE bounty_no = ${no} AND item_no IS NOT NULL AND gold IS NOT NULL`;
  await tx.$executeRaw`SET LOCAL enable_nestloop = on`;
}
