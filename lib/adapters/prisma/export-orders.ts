/** Ordered exports in PostgreSQL: one row for whoever orders the same. */
import { z } from "zod";
import type { DatasetStore, StoredExport } from "@/lib/export/ports";
import type { BountyNo, ExportId, Sha256 } from "@/lib/kernel/ids";
import { lossOf } from "./export-loss";
import type { DatasetExport, PrismaClient } from "./generated/client";

const Options = z.record(z.string(), z.string());

export function exportOrders(db: PrismaClient): Pick<DatasetStore, "orderExport" | "exportById" | "saveExport"> {
  return {
    orderExport: async ({ id, bountyNo, version, format, options }, key) => {
      const order = { bountyNo, version, format, key };
      // Two who order at once: the unique key lets one in, and both are given its row.
      await db.datasetExport.createMany({ data: [{ id, ...order, options: { ...options } }], skipDuplicates: true });
      return exportOf(await db.datasetExport.findUniqueOrThrow({ where: { bountyNo_version_format_key: order } }));
    },
    exportById: async (id) => {
      const row = await db.datasetExport.findUnique({ where: { id } });
      return row ? exportOf(row) : undefined;
    },
    saveExport: async (id, { bytes, loss, ...result }) => {
      const data = { ...result, bytes: bytes === null ? null : BigInt(bytes), loss: loss.map((line) => ({ ...line })) };
      await db.datasetExport.updateMany({ where: { id, state: "queued" }, data });
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
