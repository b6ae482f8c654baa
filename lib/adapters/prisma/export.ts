/** Datasets out of PostgreSQL, page by page over primary keys: no statement is slower for a longer dataset. */
import type { FormatId } from "@/lib/export/formats";
import type { DatasetFacts, DatasetFile, DatasetRecord, DatasetStore } from "@/lib/export/ports";
import type { AnswerRow, DatasetRow } from "@/lib/export/row";
import type { AccountNo, Address, BatchId, BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import type { Bounty, PrismaClient } from "./generated/client";

/** Batches whose evidence is public. */
const PUBLIC = { state: { in: ["window", "final"] }, evidenceSha: { not: null } };

export function prismaDatasets(db: PrismaClient): DatasetStore {
  return {
    byId: (id) => recordWhere(db, { id }),
    byNo: (no) => recordWhere(db, { no }),
    settled: async ({ text, limit, before }) => {
      const found = await db.bounty.findMany({
        where: {
          state: "settled",
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
    items: (no, after, limit) => itemsAfter(db, no, after, limit),
    answers: (no, after, limit) => answersAfter(db, no, after, limit),
    saveFile: async (bountyNo, { format, ...file }) => {
      const data = { ...file, bytes: BigInt(file.bytes) };
      const where = { bountyNo_format: { bountyNo, format } };
      await db.datasetFile.upsert({ where, create: { bountyNo, format, ...data }, update: data });
    },
  };
}

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
    items: bounty.itemCount,
    goldItems: bounty.goldCount,
    manifestHash: bounty.manifestHash,
    settledAtMs: bounty.settledAt?.getTime() ?? null,
  };
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
      ({ format, sha256, bytes, rows }): DatasetFile => ({
        format: format as FormatId,
        sha256: sha256 as Sha256,
        bytes: Number(bytes),
        rows,
      }),
    ),
  };
}

type ItemSql = {
  hash: string;
  external_id: string;
  payload: unknown;
  gold: unknown;
  answer: unknown;
  certainty: number | null;
  tempered: number[] | null;
  entropy: number | null;
  answers: number | null;
};

/** A dataset holds what was dealt out: items of accepted imports, gold items too. */
async function itemsAfter(db: PrismaClient, no: BountyNo, after: string, limit: number): Promise<DatasetRow[]> {
  const rows = await db.$queryRaw<ItemSql[]>`
    SELECT c.hash, c.external_id, c.payload, c.gold, s.answer, s.certainty, s.tempered, s.entropy, s.answers
    FROM item_content c
    LEFT JOIN consensus s ON s.bounty_no = c.bounty_no AND s.item_no = c.item_no
    WHERE c.bounty_no = ${no} AND c.hash > ${after} AND c.item_no IS NOT NULL
    ORDER BY c.hash LIMIT ${limit}`;
  return rows.map((row) => {
    const base = { hash: row.hash as Sha256, id: row.external_id, payload: row.payload, gold: row.gold ?? undefined };
    if (row.certainty === null) return base;
    const consensus = {
      answer: row.answer,
      certaintyQ16: row.certainty,
      temperedQ16: row.tempered ?? [],
      entropyQ10: row.entropy ?? 0,
      answers: row.answers ?? 0,
    };
    return { ...base, consensus };
  });
}

type AnswerSql = { item_no: number; annotator_no: bigint; external_id: string; address: string; answer: unknown };

async function answersAfter(
  db: PrismaClient,
  no: BountyNo,
  after: AnswerRow["at"] | undefined,
  limit: number,
): Promise<AnswerRow[]> {
  const { itemNo, annotatorNo } = after ?? { itemNo: -1, annotatorNo: -1n };
  const rows = await db.$queryRaw<AnswerSql[]>`
    SELECT a.item_no, a.annotator_no, c.external_id, w.address, a.answer
    FROM (
      SELECT bounty_no, item_no, annotator_no, answer FROM annotation
      WHERE bounty_no = ${no} AND (item_no, annotator_no) > (${itemNo}, ${annotatorNo})
      ORDER BY item_no, annotator_no LIMIT ${limit}
    ) a
    JOIN item_content c ON c.bounty_no = a.bounty_no AND c.item_no = a.item_no
    JOIN account w ON w.no = a.annotator_no
    ORDER BY a.item_no, a.annotator_no`;
  return rows.map((row) => ({
    at: { itemNo: row.item_no, annotatorNo: row.annotator_no },
    id: row.external_id,
    annotator: row.address as Address,
    answer: row.answer,
  }));
}
