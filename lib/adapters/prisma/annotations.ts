/** Taking answers in, in PostgreSQL, and the keys that sign them. */
import type { SignedBatch, StoreOutcome } from "@/lib/annotations/annotation";
import type { AnnotationStore, KeyRing } from "@/lib/annotations/ports";
import type { AccountNo } from "@/lib/kernel/ids";
import { remembering } from "../short-memory";
import { type ClaimSql, claimedOf, drawSql, one, tallyOf } from "./assignments";
import type { Db } from "./client";
import { Prisma } from "./generated/client";

type SubmitSql = { readonly outcomes: readonly StoreOutcome[]; readonly tally: readonly number[] | null };

export function prismaAnnotations(db: Db): AnnotationStore {
  return {
    submit: async (bountyNo, accountNo, batch) => {
      const rows = await db.$queryRaw<SubmitSql[]>`
        SELECT * FROM dispatch_submit(${bountyNo}, ${accountNo}, ${batchSql(batch)})`;
      const { outcomes, tally } = one(rows);
      return { outcomes, tally: tallyOf(tally) };
    },
    exchange: async (bountyNo, accountNo, batch, draw) => {
      const rows = await db.$queryRaw<(SubmitSql & ClaimSql)[]>`
        SELECT * FROM dispatch_exchange(${bountyNo}, ${accountNo}, ${batchSql(batch)}, ${drawSql(draw)})`;
      const row = one(rows);
      return { outcomes: row.outcomes, claimed: claimedOf(row) };
    },
  };
}

/** The arguments of dispatch_submit and dispatch_exchange that a batch makes. Without a suggestion: an empty text, made null here. */
function batchSql({ answers, keyId, digests, signature }: SignedBatch): Prisma.Sql {
  const all = <T>(of: (answer: SignedBatch["answers"][number]) => T) => answers.map(of);
  return Prisma.sql`${all(({ itemNo }) => itemNo)}::int[], ${all(({ key }) => key)}::uuid[],
    ${all(({ answer }) => JSON.stringify(answer))}::text[]::jsonb[],
    array_replace(${all(({ shown }) => (shown === null ? "" : JSON.stringify(shown)))}::text[], '', NULL)::jsonb[],
    ${all(({ leadMs }) => leadMs)}::int[], ${keyId}, ${digests}, ${signature}`;
}

/** A key is remembered for two seconds: so long a revoked one may still sign. */
export function prismaKeyRing(db: Db): KeyRing {
  const load = async (id: string) => {
    const key = await db.sessionKey.findUnique({ where: { id } });
    if (!key) return undefined;
    return {
      accountNo: key.accountNo as AccountNo,
      publicKey: key.publicKey,
      expiresAtS: Number(key.expiresAtS),
      revoked: key.revokedAt !== null,
    };
  };
  return { byId: remembering(load, { forMs: 2_000, most: 10_000, keep: (key) => key !== undefined }) };
}
