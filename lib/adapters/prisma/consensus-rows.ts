/** What items amount to, written by set-based upserts. */
import type { ConsensusRow } from "@/lib/consensus/ports";
import type { BountyNo } from "@/lib/kernel/ids";
import type { Db } from "./client";
import { Prisma } from "./generated/client";

const ROWS = 5_000;

/**
 * Rows travel as one JSON text a statement; unchanged rows are left alone, so that a sweep writes what moved. Answers are
 * never deleted: a row that rests on more of them is newer. A sweep also replaces a row with `as many answers`; an answer
 * applied by itself only one that had fewer. Returns the items that were written.
 */
export async function upsertConsensus(
  db: Db,
  bountyNo: BountyNo,
  items: readonly ConsensusRow[],
  replaces: "as many answers" | "more answers",
): Promise<number[]> {
  const written: number[] = [];
  const isNewer =
    replaces === "more answers"
      ? Prisma.sql`consensus.answers < excluded.answers`
      : Prisma.sql`consensus.answers <= excluded.answers
          AND (consensus.posterior, consensus.tempered, consensus.answers, consensus.state)
            IS DISTINCT FROM (excluded.posterior, excluded.tempered, excluded.answers, excluded.state)`;
  for (let from = 0; from < items.length; from += ROWS) {
    const rows = JSON.stringify(items.slice(from, from + ROWS));
    const found = await db.$queryRaw<{ item_no: number }[]>`
      INSERT INTO consensus (bounty_no, item_no, answer, category, posterior, tempered, certainty, entropy, answers, state)
      SELECT ${bountyNo}, r."itemNo", r.answer, r.category, r."posteriorQ16", r."temperedQ16", r."certaintyQ16",
             r."entropyQ10", r.answers, r.state
      FROM jsonb_to_recordset(${rows}::jsonb) AS r (
        "itemNo" int, answer jsonb, category int, "posteriorQ16" int[], "temperedQ16" int[], "certaintyQ16" int,
        "entropyQ10" int, answers int, state text)
      ON CONFLICT (bounty_no, item_no) DO UPDATE SET
        answer = excluded.answer, category = excluded.category, posterior = excluded.posterior,
        tempered = excluded.tempered, certainty = excluded.certainty, entropy = excluded.entropy,
        answers = excluded.answers, state = excluded.state, updated_at = now()
      WHERE ${isNewer}
      RETURNING item_no`;
    for (const { item_no } of found) written.push(item_no);
  }
  return written;
}
