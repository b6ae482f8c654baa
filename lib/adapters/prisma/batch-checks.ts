/** What the server's own verifications found, in PostgreSQL. */
import type { CheckStore } from "@/lib/settlement/ports";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import type { EnqueueWith } from "../queue/queue";
import type { PrismaClient } from "./generated/client";
import { sqlSession } from "./sql-session";

export function prismaChecks(db: PrismaClient, enqueueWith: EnqueueWith): CheckStore {
  return {
    find: async (key) => {
      const row = await db.batchCheck.findUnique({ where: { evidenceSha_state_referee: key } });
      return row ? { report: row.report as unknown as VerifyReport, checkedAtMs: row.checkedAt.getTime() } : undefined;
    },
    save: async (key, report, nowMs) => {
      const data = { ...key, report: JSON.parse(JSON.stringify(report)), checkedAt: new Date(nowMs) };
      await db.batchCheck.createMany({ data, skipDuplicates: true });
    },
    request: async (no) => enqueueWith(sqlSession(db))("verify-batch", { batchNo: no.toString() }),
  };
}
