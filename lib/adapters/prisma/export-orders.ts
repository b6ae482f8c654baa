/** Ordered exports in PostgreSQL: one row for whoever orders the same. */
import { z } from "zod";
import type { DatasetStore, StoredExport } from "@/lib/export/ports";
import type { BountyNo, ExportId, Sha256 } from "@/lib/kernel/ids";
import { lossOf } from "./export-loss";
import type { DatasetExport, PrismaClient } from "./generated/client";
import { noteEvent } from "./webhook-events";

/** Accounts that are told when one and the same export is there. */
const MOST_TOLD = 100;

const Options = z.record(z.string(), z.string());

export function exportOrders(
  db: PrismaClient,
): Pick<DatasetStore, "orderExport" | "forgetExports" | "exportById" | "saveExport"> {
  return {
    orderExport: async ({ id, bountyNo, version, format, options }, key, by, nowMs) => {
      const order = { bountyNo, version, format, key };
      // Two who order at once: the unique key lets one in, and both are given its row.
      const createdAt = new Date(nowMs);
      await db.datasetExport.createMany({
        data: [{ id, ...order, options: { ...options }, createdAt }],
        skipDuplicates: true,
      });
      await db.datasetExport.updateMany({ where: order, data: { createdAt } });
      if (by !== undefined)
        await db.$executeRaw`
        UPDATE dataset_export SET ordered_by = array_append(ordered_by, ${by})
        WHERE bounty_no = ${bountyNo} AND version = ${version} AND format = ${format} AND key = ${key}
          AND state = 'queued' AND NOT ${by} = ANY (ordered_by) AND cardinality(ordered_by) < ${MOST_TOLD}`;
      return exportOf(await db.datasetExport.findUniqueOrThrow({ where: { bountyNo_version_format_key: order } }));
    },
    forgetExports: async (beforeMs) => {
      const rows = await db.$queryRaw<{ sha256: string }[]>`
        WITH gone AS (DELETE FROM dataset_export WHERE created_at < ${new Date(beforeMs)} RETURNING id, sha256)
        SELECT DISTINCT sha256 FROM gone WHERE sha256 IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM dataset_export e WHERE e.sha256 = gone.sha256 AND e.id NOT IN (SELECT id FROM gone))`;
      return rows.map(({ sha256 }) => sha256 as Sha256);
    },
    exportById: async (id) => {
      const row = await db.datasetExport.findUnique({ where: { id } });
      return row ? exportOf(row) : undefined;
    },
    saveExport: async (id, { bytes, loss, ...result }) => {
      const data = { ...result, bytes: bytes === null ? null : BigInt(bytes), loss: loss.map((line) => ({ ...line })) };
      await db.$transaction(async (tx) => {
        const [written] = await tx.datasetExport.updateManyAndReturn({ where: { id, state: "queued" }, data });
        if (written?.state !== "ready") return;
        const { bountyNo, version, format, sha256, orderedBy } = written;
        await noteEvent(tx, "export.ready", bountyNo, { export: id, version, format, sha256, bytes }, orderedBy);
      });
    },
  };
}

function exportOf(row: DatasetExport): StoredExport {
  return {
    id: row.id as ExportId,
    bountyNo: row.bountyNo as BountyNo,
    version: row.version,
    format: row.format,
    options: Options.parse(row.options),
    state: z.enum(["queued", "ready", "failed"]).parse(row.state),
    sha256: row.sha256 as Sha256 | null,
    bytes: row.bytes === null ? null : Number(row.bytes),
    rows: row.rows,
    loss: lossOf(row.loss),
    failure: row.failure,
  };
}
