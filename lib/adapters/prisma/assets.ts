/** Files that items show, and large ones on their way in, in PostgreSQL. */
import type { Assets, StoredAsset, Uploads } from "@/lib/items/ports";
import type { AccountNo, Sha256 } from "@/lib/kernel/ids";
import type { Db } from "./client";
import type { Asset as AssetRow, PrismaClient } from "./generated/client";

export function prismaAssets(db: Db): Assets {
  return {
    save: async ({ sha256, mediaType, width, height, bytes }, shownBy) => {
      const isPrivate = shownBy?.isPrivate ?? false;
      await db.$executeRaw`
        INSERT INTO asset (sha256, media_type, width, height, bytes, private, thumb, thumb_type)
        SELECT ${sha256}, m, ${width}::int, ${height}::int, ${bytes}::int, ${isPrivate},
          CASE WHEN m NOT LIKE 'image/%' THEN ${sha256} END, CASE WHEN m NOT LIKE 'image/%' THEN m END
        FROM (VALUES (${mediaType}::text)) kind (m)
        ON CONFLICT (sha256) DO UPDATE SET private = false WHERE asset.private AND NOT excluded.private`;
      if (!shownBy) return;
      await db.assetUse.createMany({ data: { sha256, bountyNo: shownBy.bountyNo }, skipDuplicates: true });
    },
    byHash: async (sha256) => {
      const row = await db.asset.findUnique({ where: { sha256 } });
      return row ? assetOf(row) : undefined;
    },
    mayRead: async (sha256, account) => {
      const [row] = await db.$queryRaw<{ may: boolean }[]>`
        SELECT EXISTS (
          SELECT 1 FROM asset_use u JOIN bounty b ON b.no = u.bounty_no
          WHERE u.sha256 = ${sha256}
            AND (b.owner_no = ${account} OR (SELECT address FROM account WHERE no = ${account}) = ANY(b.guests))) AS may`;
      return row?.may === true;
    },
    withoutThumb: async (most) => {
      return (await db.asset.findMany({ where: { thumb: null }, orderBy: { createdAt: "asc" }, take: most })).map(
        assetOf,
      );
    },
    saveThumb: async (sha256, thumb) => {
      await db.asset.updateMany({ where: { sha256 }, data: { thumb: thumb.sha256, thumbType: thumb.mediaType } });
    },
  };
}

const assetOf = ({
  sha256,
  mediaType,
  width,
  height,
  bytes,
  private: isPrivate,
  thumb,
  thumbType,
}: AssetRow): StoredAsset => ({
  ...{ sha256: sha256 as Sha256, mediaType, width, height, bytes, isPrivate },
  thumb: thumb === null || thumbType === null ? null : { sha256: thumb, mediaType: thumbType },
});

export function prismaUploads(db: PrismaClient): Uploads {
  return {
    begin: async ({ id, ownerNo, bytes }) => {
      await db.upload.create({ data: { id, ownerNo, bytes: BigInt(bytes) } });
    },
    byId: async (id) => {
      const row = await db.upload.findUnique({ where: { id } });
      return row ? { id, ownerNo: row.ownerNo as AccountNo, bytes: Number(row.bytes), at: Number(row.at) } : undefined;
    },
    append: (id, at, { key, bytes }) =>
      db.$transaction(async (tx) => {
        const end = BigInt(at) + BigInt(bytes);
        const { count } = await tx.upload.updateMany({
          where: { id, at: BigInt(at), bytes: { gte: end } },
          data: { at: end },
        });
        if (count === 1) await tx.uploadPart.create({ data: { uploadId: id, at: BigInt(at), key } });
        return count === 1;
      }),
    parts: async (uploadId) => {
      const rows = await db.uploadPart.findMany({ where: { uploadId }, orderBy: { at: "asc" } });
      return rows.map(({ key }) => key);
    },
    remove: (id) =>
      db.$transaction(async (tx) => {
        const rows = await tx.uploadPart.findMany({ where: { uploadId: id } });
        await tx.upload.deleteMany({ where: { id } });
        return rows.map(({ key }) => key);
      }),
    abandoned: async (beforeMs) => {
      const rows = await db.upload.findMany({ where: { createdAt: { lt: new Date(beforeMs) } }, take: 100 });
      return rows.map(({ id }) => id);
    },
  };
}
