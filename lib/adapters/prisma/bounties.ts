/** Bounties in PostgreSQL. Every move of a bounty names the states it may come from. */
import type { Bounty } from "@/lib/bounties/bounty";
import { type BountyState, statesBefore, type Visibility } from "@/lib/bounties/bounty";
import { Policy } from "@/lib/bounties/policy";
import type { Bounties } from "@/lib/bounties/ports";
import type { FrozenItem } from "@/lib/bounties/publish";
import type { Change } from "@/lib/bounties/terms";
import type { AccountNo, Address, BountyId, BountyNo, Bytes32 } from "@/lib/kernel/ids";
import { progressOf } from "./bounty-progress";
import type { Db } from "./client";
import { dealItems } from "./deal-items";
import type { Prisma, PrismaClient } from "./generated/client";
import { marketPage } from "./market";
import { noteEvent } from "./webhook-events";

/** Freezing and dealing a million rows takes minutes where the disk is slow. */
const LONG = { timeout: 600_000, maxWait: 10_000 } as const;
const PAGE_ROWS = 5_000;

export function prismaBounties(db: PrismaClient): Bounties {
  return {
    create: async ({ ownerNo, config, priceUnits, deadlineS, guests, ...bounty }) => {
      const data = {
        ...bounty,
        guests: [...guests],
        ownerNo,
        config: config as Prisma.InputJsonValue,
        priceUnits: priceUnits.toString(),
      };
      await db.bounty.create({ data: { ...data, ...deadlineColumn(deadlineS) } });
    },
    byId: (id) => find(db, { id }),
    byChainId: (chainBountyId) => find(db, { chainBountyId }),
    change: (no, change) => db.$transaction((tx) => changeDraft(tx, no, change)),
    setGuests: async (no, guests) => void (await db.bounty.update({ where: { no }, data: { guests: [...guests] } })),
    remove: async (no) => (await db.bounty.deleteMany({ where: { no, state: "draft" } })).count === 1,
    publish: (no, freeze, nowMs) => publish(db, no, freeze, nowMs),
    publishing: async (bountyNo) => {
      const row = await db.publishing.findUnique({ where: { bountyNo } });
      return row ? { done: row.done, failure: row.failure } : undefined;
    },
    notePublishing: async (bountyNo, state) => {
      await db.publishing.upsert({ where: { bountyNo }, create: { bountyNo, ...state }, update: state });
    },
    noteFunding: async (no, fundedUnits, txHash) => {
      const data = { fundedUnits: fundedUnits.toString(), ...(txHash === undefined ? {} : { fundingTx: txHash }) };
      await db.bounty.updateMany({ where: { no, state: "published" }, data });
    },
    open: (no, { fundedUnits, txHash, nowMs }) =>
      db.$transaction(async (tx) => {
        const funding = { fundedUnits: fundedUnits.toString(), ...(txHash === undefined ? {} : { fundingTx: txHash }) };
        const won = await move(tx, no, "open", { ...funding, openedAt: new Date(nowMs) });
        if (won) {
          await dealItems(tx, no);
          await noteEvent(tx, "bounty.opened", no, { fundedUnits: fundedUnits.toString() });
        }
        return won;
      }, LONG),
    close: async (no, nowMs) => {
      const won = await db.$transaction(async (tx) => {
        const moved = await move(tx, no, "closed", { closedAt: new Date(nowMs) });
        if (moved) await noteEvent(tx, "bounty.closed", no);
        return moved;
      });
      if (won) await db.$queryRaw`SELECT dispatch_close(${no}) AS doors`;
      return won;
    },
    progress: (no, caller) => progressOf(db, no, caller),
    list: async (query, caller) => {
      const { found, next, counts } = await marketPage(db, query, caller);
      const rows = await db.bounty.findMany({
        where: { no: { in: found.map(({ no }) => no) } },
        include: { owner: true },
      });
      const byNo = new Map(rows.map((row) => [row.no, bountyOf(row)]));
      const listed = found.flatMap(({ no, progress }) => {
        const bounty = byNo.get(no);
        return bounty ? [{ bounty, progress }] : [];
      });
      return { listed, next, counts };
    },
  };
}

async function find(db: Db, where: { id: string } | { chainBountyId: string } | { no: bigint }) {
  const row = await db.bounty.findUnique({ where, include: { owner: true } });
  return row ? bountyOf(row) : undefined;
}

async function move(db: Db, no: BountyNo, to: BountyState, data: Prisma.BountyUpdateManyMutationInput) {
  const { count } = await db.bounty.updateMany({
    where: { no, state: { in: statesBefore(to) } },
    data: { ...data, state: to },
  });
  return count === 1;
}

async function changeDraft(tx: Prisma.TransactionClient, no: BountyNo, change: Change & { taskVersion?: number }) {
  const { config, priceUnits, deadlineS, ...same } = change;
  const plain = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined));
  const data = {
    ...plain,
    ...(config === undefined ? {} : { config: config as Prisma.InputJsonValue }),
    ...(priceUnits === undefined ? {} : { priceUnits: priceUnits.toString() }),
    ...deadlineColumn(deadlineS),
  };
  const [locked] = await tx.$queryRaw<{ task_type: string; visibility: string; items: number }[]>`
    SELECT task_type, visibility, item_count + gold_count AS items FROM bounty WHERE no = ${no} AND state = 'draft' FOR UPDATE`;
  if (!locked) return false;
  const { taskType = locked.task_type, visibility = locked.visibility } = change;
  const isOther = taskType !== locked.task_type || visibility !== locked.visibility;
  if (isOther && locked.items > 0) return "has-items";
  await tx.bounty.update({ where: { no }, data });
  return true;
}

/** The lock on the bounty's row holds off changes, imports' acceptance and a second publishing until this is decided. */
async function publish(db: PrismaClient, no: BountyNo, freeze: Parameters<Bounties["publish"]>[1], nowMs: number) {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT no FROM bounty WHERE no = ${no} FOR UPDATE`;
    const draft = await find(tx, { no });
    if (draft?.state !== "draft") return undefined;
    await dropReading(tx, no);
    if ((await tx.import.count({ where: { bountyNo: no, state: "review" } })) > 0) return "review";
    const { manifest, manifestHash, chainBountyId, escrowUnits } = await freeze(draft, frozenItems(tx, no));
    if ((await tx.bounty.count({ where: { manifestHash } })) > 0) return "twin";
    await move(tx, no, "published", {
      manifest: manifest as Prisma.InputJsonValue,
      manifestHash,
      chainBountyId,
      escrowUnits: escrowUnits.toString(),
      publishedAt: new Date(nowMs),
    });
    return find(tx, { no });
  }, LONG);
}

/**
 * Drops uploads that are still being read. Two statements on purpose: the first waits for a chunk on its way in, and only
 * a statement that begins after that sees the chunk's rows.
 */
async function dropReading(tx: Prisma.TransactionClient, no: BountyNo): Promise<void> {
  const gone = await tx.$queryRaw<{ no: bigint }[]>`
    UPDATE import SET state = 'discarded' WHERE bounty_no = ${no} AND state = 'reading' RETURNING no`;
  await tx.itemContent.deleteMany({ where: { importNo: { in: gone.map((row) => row.no) } } });
}

type ItemRow = { hash: string; id: string | null; gold: unknown; payload: unknown };

/** In pages, of one statement: asked page by page, a database that has not counted the new rows yet sorts them all for each page. */
async function* frozenItems(tx: Prisma.TransactionClient, no: BountyNo): AsyncGenerator<readonly FrozenItem[]> {
  // A cursor takes no parameters; the number is one.
  await tx.$executeRawUnsafe(`DECLARE frozen_items NO SCROLL CURSOR FOR
    SELECT c.hash, c.gold, CASE WHEN c.gold IS NOT NULL THEN c.external_id END AS id,
      CASE WHEN c.gold IS NOT NULL THEN c.payload END AS payload
    FROM item_content c JOIN import i ON i.no = c.import_no
    WHERE c.bounty_no = ${BigInt(no)} AND i.state = 'accepted' ORDER BY c.hash COLLATE "C"`);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<ItemRow[]>(`FETCH ${PAGE_ROWS} FROM frozen_items`);
    yield rows.map(({ hash, id, gold, payload }) =>
      id === null ? { hash } : { hash, gold: { id, answer: gold, payload } },
    );
    if (rows.length < PAGE_ROWS) break;
  }
  await tx.$executeRawUnsafe("CLOSE frozen_items");
}

const deadlineColumn = (deadlineS: number | undefined) =>
  deadlineS === undefined ? {} : { deadline: new Date(deadlineS * 1000) };

type Row = Prisma.BountyGetPayload<{ include: { owner: true } }>;

function bountyOf(row: Row): Bounty {
  const frozen =
    row.manifestHash === null || row.chainBountyId === null
      ? undefined
      : {
          manifest: row.manifest,
          manifestHash: row.manifestHash as Bytes32,
          chainBountyId: row.chainBountyId as Bytes32,
          escrowUnits: BigInt(row.escrowUnits.toFixed(0)),
        };
  return {
    no: row.no as BountyNo,
    id: row.id as BountyId,
    owner: { no: row.ownerNo as AccountNo, address: row.owner.address as Address },
    state: row.state as BountyState,
    title: row.title,
    guidelines: row.guidelines,
    taskType: row.taskType,
    taskVersion: row.taskVersion,
    config: row.config,
    policy: Policy.parse(row.policy),
    priceUnits: BigInt(row.priceUnits.toFixed(0)),
    visibility: row.visibility as Visibility,
    guests: row.guests as Address[],
    deadlineS: row.deadline ? Math.floor(row.deadline.getTime() / 1000) : undefined,
    itemCount: row.itemCount,
    goldCount: row.goldCount,
    secret: row.secret,
    createdAtMs: row.createdAt.getTime(),
    openedAtMs: row.openedAt?.getTime(),
    closedAtMs: row.closedAt?.getTime(),
    settledAtMs: row.settledAt?.getTime(),
    frozen,
    fundedUnits: BigInt(row.fundedUnits.toFixed(0)),
    fundingTx: row.fundingTx ?? undefined,
  };
}
