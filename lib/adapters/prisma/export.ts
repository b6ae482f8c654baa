/** Datasets out of PostgreSQL, page by page over primary keys: no statement is slower for a longer dataset. */
import { Manifest } from "@/lib/bounties/manifest";
import { Policy } from "@/lib/bounties/policy";
import type { DatasetFacts, DatasetFile, DatasetRecord, DatasetStore } from "@/lib/export/ports";
import type { AccountNo, Address, BatchId, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { datasetRows } from "./dataset-rows";
import { datasetStream } from "./dataset-stream";
import { lossOf } from "./export-loss";
import { exportOrders } from "./export-orders";
import type { Bounty, PrismaClient, DatasetVersion as VersionRow } from "./generated/client";
import type { Pool } from "./pool";
import { noteEvent } from "./webhook-events";

/** Batches whose evidence is public. */
const PUBLIC = { state: { in: ["window", "final"] }, evidenceSha: { not: null } };

/** `streams` lends connections to whole datasets on their way out, for as long as they take. */
export function prismaDatasets(db: PrismaClient, pool: Pool, streams: Pool = pool): DatasetStore {
  return {
    byId: (id) => recordWhere(db, { id }),
    byNo: (no) => recordWhere(db, { no }),
    settled: async ({ text, limit, before, reader }) => {
      const account = reader === undefined ? null : await db.account.findUnique({ where: { no: reader } });
      const shown = account ? [{ ownerNo: account.no }, { guests: { has: account.address } }] : [];
      const found = await db.bounty.findMany({
        where: {
          state: "settled",
          OR: [{ visibility: "public" }, ...shown],
          ...(text === "" ? {} : { title: { contains: text, mode: "insensitive" } }),
          ...(before === undefined ? {} : { no: { lt: before } }),
        },
        include: { owner: true, batches: { where: PUBLIC, select: { id: true }, orderBy: { seq: "asc" } } },
        orderBy: { no: "desc" },
        take: limit,
      });
      const reports = await db.qualityReport.findMany({ where: { bountyNo: { in: found.map(({ no }) => no) } } });
      const reportOf = new Map(reports.map(({ bountyNo, report }) => [bountyNo, report]));
      return found.map((bounty) => ({
        ...recordOf(bounty),
        report: reportOf.get(bounty.no),
        batchIds: bounty.batches.map(({ id }) => id as BatchId),
      }));
    },
    facts: (no) => facts(db, no),
    rows: (no, query) => datasetRows(pool, no, query),
    pages: (no, crowd) => datasetStream(streams, no, { crowd }),
    mediaTypes: async (sha256s) => {
      const found = await db.asset.findMany({ where: { sha256: { in: [...sha256s] } } });
      return new Map(found.map(({ sha256, mediaType }) => [sha256, mediaType]));
    },
    versions: async (bountyNo) => {
      const found = await db.datasetVersion.findMany({ where: { bountyNo }, orderBy: { version: "asc" } });
      return found.map(versionOf);
    },
    addVersion: async (bountyNo, { createdAtMs, bytes, ...version }) => {
      const data = { bountyNo, ...version, bytes: BigInt(bytes), createdAt: new Date(createdAtMs) };
      return db.$transaction(async (tx) => {
        const [added] = await tx.datasetVersion.createManyAndReturn({ data: [data], skipDuplicates: true });
        if (!added) return undefined;
        const { version: number, rows, sha256 } = added;
        await noteEvent(tx, "dataset.released", bountyNo, { version: number, rows, sha256 });
        return versionOf(added);
      });
    },
    unreleased: async () => {
      const found = await db.$queryRaw<{ no: bigint }[]>`
        SELECT b.no FROM bounty b WHERE b.state = 'settled'
        AND NOT EXISTS (SELECT 1 FROM dataset_version v WHERE v.bounty_no = b.no) ORDER BY b.no LIMIT 100`;
      return found.map(({ no }) => no as BountyNo);
    },
    saveFile: async (bountyNo, { format, version, loss, ...file }) => {
      const data = { ...file, bytes: BigInt(file.bytes), loss: loss.map((line) => ({ ...line })) };
      const where = { bountyNo_version_format: { bountyNo, version, format } };
      await db.datasetFile.upsert({ where, create: { bountyNo, version, format, ...data }, update: data });
    },
    ...exportOrders(db),
  };
}

const versionOf = ({ version, sha256, bytes, rows, licence, consent, createdAt }: VersionRow) => ({
  ...{ version, sha256: sha256 as Sha256, bytes: Number(bytes), rows, licence, consent },
  createdAtMs: createdAt.getTime(),
});

async function recordWhere(db: PrismaClient, where: { id: BountyId } | { no: BountyNo }) {
  const bounty = await db.bounty.findUnique({ where, include: { owner: true } });
  return bounty ? recordOf(bounty) : undefined;
}

function recordOf(bounty: Bounty & { owner: { address: string } }): DatasetRecord {
  return {
    no: bounty.no as BountyNo,
    id: bounty.id as BountyId,
    ownerNo: bounty.ownerNo as AccountNo,
    owner: bounty.owner.address as Address,
    state: bounty.state,
    title: bounty.title,
    guidelines: bounty.guidelines,
    taskType: bounty.taskType,
    config: bounty.config,
    blindBps: Policy.parse(bounty.policy).blindBps,
    items: bounty.itemCount,
    goldItems: bounty.goldCount,
    manifestHash: bounty.manifestHash,
    referee: refereeOf(bounty.manifest),
    settledAtMs: bounty.settledAt?.getTime() ?? null,
    guests: bounty.visibility === "private" ? bounty.guests : undefined,
  };
}

function refereeOf(manifest: unknown): DatasetRecord["referee"] {
  const terms = Manifest.safeParse(manifest).data;
  return terms ? { version: terms.refereeVersion, sha256: terms.refereeHash } : null;
}

async function facts(db: PrismaClient, bountyNo: BountyNo): Promise<DatasetFacts> {
  const where = { bountyNo };
  const [report, groups, batches, files] = await Promise.all([
    db.qualityReport.findUnique({ where }),
    db.consensus.groupBy({ by: ["category", "state"], where, _count: { _all: true } }),
    db.batch.findMany({ where, orderBy: { seq: "asc" } }),
    db.datasetFile.findMany({ where }),
  ]);
  const items = new Map<number, number>();
  let resolved = 0;
  for (const { category, state, _count } of groups) {
    if (category !== null) items.set(category, (items.get(category) ?? 0) + _count._all);
    if (state === "resolved") resolved += _count._all;
  }
  return {
    report: report?.report,
    byCategory: [...items].map(([category, count]) => ({ category, items: count })),
    resolved,
    batches: batches.map((batch) => ({
      id: batch.id as BatchId,
      state: batch.state,
      totalUnits: BigInt(batch.totalUnits.toFixed(0)),
      annotators: batch.annotators,
      answers: batch.answers,
      root: batch.root,
      txHash: batch.txHash,
      evidenceSha: batch.evidenceSha,
      evidenceBytes: Number(batch.evidenceBytes),
    })),
    files: files.map(
      ({ version, format, sha256, bytes, rows, loss }): DatasetFile => ({
        ...{ version, format, sha256: sha256 as Sha256, bytes: Number(bytes), rows, loss: lossOf(loss) },
      }),
    ),
  };
}
