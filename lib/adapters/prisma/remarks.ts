/** What annotators said of items they gave back. */
import { REMARK_KINDS } from "@/lib/assignments/remark-reasons";
import type { RemarkRows } from "@/lib/consensus/remarks-view";
import type { BountyNo } from "@/lib/kernel/ids";
import type { PrismaClient } from "./generated/client";

const [SKIP, REPORT] = [REMARK_KINDS.indexOf("skip"), REMARK_KINDS.indexOf("report")];
/** Words of so many reports are read of one item. */
const MOST_SAID = 20;

type ReportSql = {
  external_id: string;
  hash: string;
  payload: unknown;
  said: { reason: string; words: string }[];
  reported: number;
};

/** Skips by reason, and the `limit` items that were reported most. */
export async function remarks(db: PrismaClient, bountyNo: BountyNo, limit: number): Promise<RemarkRows> {
  const [skips, reports] = await Promise.all([
    db.$queryRaw<{ reason: string; count: number }[]>`
      SELECT reason, count(*)::int AS count FROM remark WHERE bounty_no = ${bountyNo} AND kind = ${SKIP}::int
      GROUP BY reason ORDER BY count DESC, reason`,
    db.$queryRaw<ReportSql[]>`
      WITH most AS (
        SELECT item_no, count(*)::int AS reports, max(created_at) AS newest, (count(*) OVER ())::int AS reported
        FROM remark WHERE bounty_no = ${bountyNo} AND kind = ${REPORT}::int
        GROUP BY item_no ORDER BY reports DESC, newest DESC, item_no LIMIT ${limit}
      )
      SELECT c.external_id, c.hash, c.payload, m.reported, (
        SELECT jsonb_agg(jsonb_build_object('reason', s.reason, 'words', s.words)) FROM (
          SELECT r.reason, r.words FROM remark r
          WHERE r.bounty_no = ${bountyNo} AND r.item_no = m.item_no AND r.kind = ${REPORT}::int
          ORDER BY r.created_at DESC, r.annotator_no LIMIT ${MOST_SAID}) s) AS said
      FROM most m JOIN item_content c ON c.bounty_no = ${bountyNo} AND c.item_no = m.item_no
      ORDER BY m.reports DESC, m.newest DESC, m.item_no`,
  ]);
  return {
    skips,
    reported: reports[0]?.reported ?? 0,
    reports: reports.map(({ external_id, hash, payload, said }) => ({ id: external_id, hash, payload, said })),
  };
}
