/** Uploads and their rows in PostgreSQL. */
import type { Format, ImportRecord, ImportState } from "@/lib/items/item";
import type { ImportMove, Imports, ImportTally } from "@/lib/items/ports";
import type { AccountNo, BountyNo, ImportId } from "@/lib/kernel/ids";
import type { Db } from "./client";
import type { Prisma, PrismaClient } from "./generated/client";
import { addRows } from "./import-rows";
import type { Pool } from "./pool";
import { noteEvent } from "./webhook-events";

const PAGE_ROWS = 5_000;
const LONG = { timeout: 60_000, maxWait: 10_000 } as const;

export function prismaImports(db: PrismaClient, pool: Pool): Imports {
  return {
    bounty: async (id) => {
      const row = await db.bounty.findUnique({ where: { id } });
      if (!row) return undefined;
      const { no, ownerNo, state, taskType, config, itemCount, goldCount } = row;
      const rows = itemCount + goldCount;
      return {
        no: no as BountyNo,
        ownerNo: ownerNo as AccountNo,
        state,
        taskType,
        config,
        rows,
        guests: row.visibility === "private" ? row.guests : undefined,
      };
    },
    begin: (bountyNo, upload) => db.$transaction((tx) => begin(tx, bountyNo, upload), LONG),
    earlier: (bountyNo) => earlier(db, bountyNo),
    add: (upload, rows, errors, firstError) => addRows(pool, upload, rows, errors, firstError),
    finish: (no, to, tally) => db.$transaction((tx) => finish(tx, no, "reading", to, tally), LONG),
    accept: (no) => db.$transaction((tx) => finish(tx, no, "review", "accepted"), LONG),
    discard: (no) => db.$transaction((tx) => discard(tx, no), LONG),
    byId: async (id) => {
      const row = await db.import.findUnique({ where: { id }, include: WITH_OWNER });
      return row ? recordOf(row) : undefined;
    },
    ofBounty: async (bountyNo) => {
      const where = { bountyNo, state: { in: ["reading", "review", "accepted"] } };
      return (await db.import.findMany({ where, include: WITH_OWNER, orderBy: { no: "asc" } })).map(recordOf);
    },
    errors: (no, most) =>
      db.importError.findMany({
        where: { importNo: no },
        orderBy: { seq: "asc" },
        take: most,
        select: { line: true, at: true, reason: true },
      }),
    sample: async (no, most) => {
      const rows = await db.itemContent.findMany({ where: { importNo: no }, orderBy: { line: "asc" }, take: most });
      return rows.map(({ line, externalId, payload, gold }) => ({
        line,
        id: externalId,
        payload,
        gold: gold !== null,
      }));
    },
  };
}

type Tx = Prisma.TransactionClient;

/** The bounty's row is locked first wherever its counters or its uploads change: one order, no deadlock. */
async function lockDraft(tx: Tx, bountyNo: BountyNo | bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT no FROM bounty WHERE no = ${bountyNo} AND state = 'draft' FOR UPDATE`;
  return rows.length === 1;
}

async function begin(tx: Tx, bountyNo: BountyNo, upload: { id: ImportId; name: string; format: Format }) {
  if (!(await lockDraft(tx, bountyNo))) return { kind: "frozen" } as const;
  const waiting = await tx.import.findFirst({ where: { bountyNo, state: "review" } });
  if (waiting) return { kind: "review", id: waiting.id } as const;
  for (const { no } of await tx.import.findMany({ where: { bountyNo, state: "reading" } })) await drop(tx, no);
  const [all, live] = await Promise.all([
    tx.import.count({ where: { bountyNo } }),
    tx.import.count({ where: { bountyNo, state: "accepted" } }),
  ]);
  const { no } = await tx.import.create({ data: { ...upload, bountyNo } });
  return { kind: "begun", no, rowPrefix: live === 0 ? "row-" : `upload-${all + 1}-row-` } as const;
}

async function* earlier(db: Db, bountyNo: BountyNo) {
  for (let after = ""; ; ) {
    const rows = await db.$queryRaw<{ hash: string; externalId: string; payload: unknown }[]>`
      SELECT c.hash, c.external_id AS "externalId", c.payload FROM item_content c JOIN import i ON i.no = c.import_no
      WHERE c.bounty_no = ${bountyNo} AND i.state = 'accepted' AND c.hash > ${after} ORDER BY c.hash LIMIT ${PAGE_ROWS}`;
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.hash ?? "";
  }
}

async function finish(
  tx: Tx,
  no: bigint,
  from: "reading" | "review",
  to: "review" | "accepted",
  tally?: ImportTally,
): Promise<ImportMove> {
  const found = await tx.import.findUnique({ where: { no } });
  if (!found || !(await lockDraft(tx, found.bountyNo))) return found ? "frozen" : "gone";
  const numbers = tally && { ...counted(tally), bytes: BigInt(tally.bytes) };
  const { count } = await tx.import.updateMany({ where: { no, state: from }, data: { state: to, ...numbers } });
  if (count === 0) return "gone";
  if (to === "accepted") await addToBounty(tx, found.bountyNo, counted(tally ?? found), 1);
  const { accepted, rejected } = tally ?? found;
  await noteEvent(tx, "import.finished", found.bountyNo, { import: found.id, state: to, accepted, rejected });
  return "done";
}

async function discard(tx: Tx, no: bigint): Promise<ImportMove> {
  const found = await tx.import.findUnique({ where: { no } });
  if (!found) return "gone";
  if (!(await lockDraft(tx, found.bountyNo))) return "frozen";
  const now = await tx.import.findUnique({ where: { no } });
  if (now?.state === "accepted") await addToBounty(tx, found.bountyNo, counted(now), -1);
  return (await drop(tx, no)) ? "done" : "gone";
}

async function drop(tx: Tx, no: bigint): Promise<boolean> {
  const { count } = await tx.import.updateMany({
    where: { no, state: { not: "discarded" } },
    data: { state: "discarded" },
  });
  if (count === 1) await tx.itemContent.deleteMany({ where: { importNo: no } });
  return count === 1;
}

type Counted = { readonly accepted: number; readonly gold: number; readonly rejected: number };

const counted = ({ accepted, gold, rejected }: Counted): Counted => ({ accepted, gold, rejected });

async function addToBounty(tx: Tx, no: bigint, { accepted, gold }: Counted, sign: 1 | -1): Promise<void> {
  await tx.bounty.update({
    where: { no },
    data: { itemCount: { increment: sign * (accepted - gold) }, goldCount: { increment: sign * gold } },
  });
}

const WITH_OWNER = { bounty: { select: { ownerNo: true } } } as const;

function recordOf(row: Prisma.ImportGetPayload<{ include: typeof WITH_OWNER }>): ImportRecord {
  return {
    no: row.no,
    id: row.id as ImportId,
    bountyNo: row.bountyNo as BountyNo,
    ownerNo: row.bounty.ownerNo as AccountNo,
    state: row.state as ImportState,
    name: row.name,
    format: row.format as Format,
    bytes: Number(row.bytes),
    accepted: row.accepted,
    gold: row.gold,
    rejected: row.rejected,
  };
}
