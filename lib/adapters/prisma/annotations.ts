/** Taking answers in, in PostgreSQL, and the keys that sign them. */
import type { SignedBatch, StoreOutcome } from "@/lib/annotations/annotation";
import type { AnnotationStore, KeyRing } from "@/lib/annotations/ports";
import type { AccountNo } from "@/lib/kernel/ids";
import { remembering } from "../short-memory";
import { type ClaimSql, claimedOf, drawValues, one, prismaClaims, tallyOf } from "./claims";
import type { Db } from "./client";
import type { KeptPayloads } from "./item-payloads";
import { type Pool, run } from "./pool";

type SubmitSql = { readonly outcomes: readonly StoreOutcome[]; readonly tally: readonly number[] | null };

const SUBMIT = {
  name: "submit",
  text: "SELECT * FROM dispatch_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
/** The statement of an exchange: the last batch in, the next one out, with its contents. */
export const EXCHANGE = {
  name: "exchange",
  text: `SELECT d.*, item_contents($1, d.items) AS contents
    FROM dispatch_exchange($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) d`,
};

/** What is claimed in an exchange leaves its contents with `payloads`. */
export function prismaAnnotations(pool: Pool, payloads: KeptPayloads): AnnotationStore {
  const claims = prismaClaims(pool, payloads);
  return {
    submit: async (bountyNo, accountNo, batch) => {
      const { outcomes, tally } = one(await run<SubmitSql>(pool, SUBMIT, [bountyNo, accountNo, ...batchValues(batch)]));
      return { outcomes, tally: tallyOf(tally) };
    },
    exchange: async (bountyNo, accountNo, batch, draw) => {
      const values = [bountyNo, accountNo, ...batchValues(batch), ...drawValues(draw)];
      const row = one(await run<SubmitSql & ClaimSql>(pool, EXCHANGE, values));
      payloads.keep(bountyNo, row.contents);
      return { outcomes: row.outcomes, claimed: await claims.patiently(bountyNo, accountNo, draw, claimedOf(row)) };
    },
  };
}

/** The arguments of dispatch_submit and dispatch_exchange that a batch makes. */
function batchValues({ answers, keyId, digests, signature }: SignedBatch): readonly unknown[] {
  const all = <T>(of: (answer: SignedBatch["answers"][number]) => T) => answers.map(of);
  return [
    all(({ itemNo }) => itemNo),
    all(({ key }) => key),
    all(({ answer }) => JSON.stringify(answer)),
    all(({ shown }) => (shown === null ? null : JSON.stringify(shown))),
    all(({ leadMs }) => leadMs),
    keyId,
    digests,
    signature,
  ];
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
