/** The moment a bounty opens: its items get numbers and the rows that dispatch works on. */
import type { BountyNo } from "@/lib/kernel/ids";
import { type Db, IMPORTED_MODEL } from "./client";

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
  await dealSuggestions(tx, no);
  await tx.$executeRaw`SET LOCAL enable_nestloop = on`;
}

/** Models whose suggestions came with the data become versions like the bounty's own, posteriors with them, but without a file. */
async function dealSuggestions(tx: Db, no: BountyNo): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO model_version (bounty_no, sha256, kind, card)
    SELECT bounty_no, suggested ->> 'model', ${IMPORTED_MODEL}::text,
      jsonb_build_object('kind', ${IMPORTED_MODEL}::text, 'name', min(suggested ->> 'name'), 'items', count(*))
    FROM item_content WHERE bounty_no = ${no} AND item_no IS NOT NULL AND suggested IS NOT NULL
    GROUP BY bounty_no, suggested ->> 'model'`;
  await tx.$executeRaw`
    INSERT INTO suggestion (model_no, item_no, q16)
    SELECT m.no, c.item_no, ARRAY(SELECT q::int FROM jsonb_array_elements_text(c.suggested -> 'q16') WITH ORDINALITY AS r (q, place) ORDER BY place)
    FROM item_content c JOIN model_version m ON m.bounty_no = c.bounty_no AND m.sha256 = c.suggested ->> 'model'
    WHERE c.bounty_no = ${no} AND c.item_no IS NOT NULL AND c.suggested -> 'q16' IS NOT NULL`;
}
