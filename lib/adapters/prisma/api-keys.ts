/** API keys and kept answers in PostgreSQL. */
import type { ApiKey } from "@/lib/annotators/api-key";
import type { ApiKeys, KeptAnswers } from "@/lib/annotators/ports";
import type { AccountNo, Address, ApiKeyId } from "@/lib/kernel/ids";
import type { Scope } from "@/lib/kernel/scopes";
import type { SecretBox } from "@/lib/webhooks/ports";
import type { Db } from "./client";
import type { Prisma } from "./generated/client";

/** Last use is noted once a minute: a busy program must not write a row at each request. */
const USE_MS = 60_000;
const KEPT_MS = 24 * 3_600_000;
/** A request that has not ended after so long was cut off. */
const BUSY_MS = 10 * 60_000;

export const prismaApiKeys = (db: Db): ApiKeys => ({
  save: async ({ id, accountNo, name, hash, hint, scopes, createdAtMs, expiresAtMs }) => {
    const times = { createdAt: new Date(createdAtMs), expiresAt: new Date(expiresAtMs) };
    await db.apiKey.create({ data: { id, accountNo, name, hash, hint, scopes: [...scopes], ...times } });
  },
  ofAccount: async (accountNo) => {
    const rows = await db.apiKey.findMany({ where: { accountNo }, orderBy: { createdAt: "desc" }, take: 200 });
    return rows.map(keyOf);
  },
  countGood: (accountNo, nowMs) =>
    db.apiKey.count({ where: { accountNo, revokedAt: null, expiresAt: { gt: new Date(nowMs) } } }),
  use: async (hash, nowMs) => {
    const good = { hash, revokedAt: null, expiresAt: { gt: new Date(nowMs) } };
    const row = await db.apiKey.findFirst({ where: good, include: { account: { select: { address: true } } } });
    if (!row) return undefined;
    const { id, accountNo, scopes, account } = row;
    if (nowMs - (row.lastUsedAt?.getTime() ?? 0) > USE_MS) {
      await db.apiKey.updateMany({ where: { id }, data: { lastUsedAt: new Date(nowMs) } });
    }
    return {
      id: id as ApiKeyId,
      accountNo: accountNo as AccountNo,
      address: account.address as Address,
      scopes: scopes as Scope[],
    };
  },
  revoke: async (accountNo, id, nowMs) => {
    const { count } = await db.apiKey.updateMany({
      where: { accountNo, id, revokedAt: null },
      data: { revokedAt: new Date(nowMs) },
    });
    return count === 1 || (await db.apiKey.count({ where: { accountNo, id } })) === 1;
  },
});

const keyOf = (row: Prisma.ApiKeyGetPayload<object>): ApiKey => ({
  id: row.id as ApiKeyId,
  accountNo: row.accountNo as AccountNo,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes as Scope[],
  createdAtMs: row.createdAt.getTime(),
  expiresAtMs: row.expiresAt.getTime(),
  lastUsedAtMs: row.lastUsedAt?.getTime() ?? null,
  revokedAtMs: row.revokedAt?.getTime() ?? null,
});

/** Answers are sealed: among them are new keys, whose text lies nowhere else. One that no longer opens is made anew. */
export const prismaKeptAnswers = (db: Db, box: SecretBox): KeptAnswers => ({
  begin: async (accountNo, key, fingerprint, nowMs) => {
    const now = new Date(nowMs);
    await db.keptAnswer.deleteMany({
      where: {
        OR: [
          { createdAt: { lt: new Date(nowMs - KEPT_MS) } },
          { answer: null, createdAt: { lt: new Date(nowMs - BUSY_MS) } },
        ],
      },
    });
    const data = { accountNo, key, fingerprint, createdAt: now };
    const { count } = await db.keptAnswer.createMany({ data, skipDuplicates: true });
    if (count === 1) return { kind: "begun" };
    const row = await db.keptAnswer.findUnique({ where: { accountNo_key: { accountNo, key } } });
    if (row && row.fingerprint !== fingerprint) return { kind: "other" };
    if (!row?.answer) return { kind: "busy" };
    const answer = box.open(row.answer);
    if (answer !== undefined) return { kind: "kept", answer };
    await db.keptAnswer.update({
      where: { accountNo_key: { accountNo, key } },
      data: { answer: null, createdAt: now },
    });
    return { kind: "begun" };
  },
  keep: async (accountNo, key, answer) => {
    await db.keptAnswer.updateMany({ where: { accountNo, key }, data: { answer: box.seal(answer) } });
  },
  drop: async (accountNo, key) => {
    await db.keptAnswer.deleteMany({ where: { accountNo, key, answer: null } });
  },
});
