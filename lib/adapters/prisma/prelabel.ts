/** What the pre-label room reads and keeps: a bounty as a model sees it, and the published versions. */
import type { Sight } from "@/lib/bounties/sight";
import type { AccountNo, BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { type ModelCard, modelCard } from "@/lib/prelabel/model-card";
import type { BountySource, ItemPosterior, ModelItem, ModelStore, ModelTask } from "@/lib/prelabel/ports";
import { taskTypeOf } from "@/lib/task-types/registry";
import { IMPORTED_MODEL } from "./client";
import type { PrismaClient } from "./generated/client";

/** Posteriors per statement. */
const ROWS = 5_000;

export function prismaBountySource(db: PrismaClient): BountySource {
  return { modelTask: (bountyNo) => modelTask(db, bountyNo) };
}

export function prismaModels(db: PrismaClient): ModelStore {
  return {
    newest: async (bountyNo) => {
      const version = await db.modelVersion.findFirst({
        where: { bountyNo, kind: { not: IMPORTED_MODEL } },
        orderBy: { no: "desc" },
      });
      return version ? modelCard.parse(version.card) : undefined;
    },
    publish: (bountyNo, version, posteriors) => publish(db, bountyNo, version, posteriors),
  };
}

/** The bounties whose labels a model was fitted to, as sight has it; none where there is no such file. */
export async function modelTeachers(db: PrismaClient, sha256: string): Promise<readonly Sight[]> {
  const where = { sha256, kind: { not: IMPORTED_MODEL } };
  const numbers = (await db.modelVersion.findMany({ where, select: { bountyNo: true } })).map(
    ({ bountyNo }) => bountyNo,
  );
  const select = { ownerNo: true, state: true, visibility: true, guests: true } as const;
  const rows = await db.bounty.findMany({ where: { no: { in: numbers } }, select });
  return rows.map(({ ownerNo, state, visibility, guests }) => ({
    ownerNo: ownerNo as AccountNo,
    state,
    guests: visibility === "private" ? guests : undefined,
  }));
}

type ContentSql = { item_no: number; payload: unknown; gold: boolean };

async function modelTask(db: PrismaClient, bountyNo: BountyNo): Promise<ModelTask | undefined> {
  const bounty = await db.bounty.findUnique({ where: { no: bountyNo } });
  if (bounty?.state !== "open") return undefined;
  const { classes, fromCategory, toRow, features, ...taskType } = bindings(bounty.taskType);
  const config = taskType.config.parse(bounty.config);
  const count = classes?.(config) ?? 0;
  if (!features || !fromCategory || count === 0) return undefined;
  const [contents, consensus] = await Promise.all([
    db.$queryRaw<ContentSql[]>`
      SELECT item_no, payload, gold IS NOT NULL AS gold FROM item_content
      WHERE bounty_no = ${bountyNo} AND item_no IS NOT NULL ORDER BY item_no`,
    db.consensus.findMany({
      where: { bountyNo, state: "resolved", category: { not: null } },
      select: { itemNo: true, category: true },
    }),
  ]);
  return {
    classes: Array.from({ length: count }, (_, k) => Object.values(toRow(fromCategory(k, config), config)).join("|")),
    items: contents.map(({ item_no, payload, gold }) => ({
      itemNo: item_no as ItemNo,
      gold,
      features: features(payload) as ModelItem["features"],
    })),
    consensus: consensus.map(({ itemNo, category }) => ({ itemNo: itemNo as ItemNo, classIndex: category ?? -1 })),
  };
}

/** The task type's methods as plain functions, with the config's schema at hand. */
function bindings(id: string) {
  const taskType = taskTypeOf(id);
  return {
    config: taskType.config(),
    classes: taskType.classes?.bind(taskType),
    fromCategory: taskType.fromCategory?.bind(taskType),
    features: taskType.features?.bind(taskType),
    toRow: taskType.toRow.bind(taskType),
  };
}

async function publish(
  db: PrismaClient,
  bountyNo: BountyNo,
  { sha256, card }: { readonly sha256: Sha256; readonly card: ModelCard },
  posteriors: readonly ItemPosterior[],
): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      const data = { bountyNo, sha256, kind: card.kind, card };
      const made = await tx.modelVersion.createManyAndReturn({ data: [data], skipDuplicates: true });
      const version = made[0];
      if (!version) return false;
      for (let from = 0; from < posteriors.length; from += ROWS) {
        const rows = posteriors.slice(from, from + ROWS);
        await tx.suggestion.createMany({
          data: rows.map(({ itemNo, q16 }) => ({ modelNo: version.no, itemNo, q16: [...q16] })),
        });
      }
      return true;
    },
    { timeout: 120_000 },
  );
}
