/** An operator account's nonces and signed bytes in PostgreSQL: any number of processes sign with one account. */
import type { Hex } from "@/lib/settlement/sum-tree";
import { HOLDER_MS, type NonceState, type OperatorBook, type TakenNonce } from "../chain/operator-book";
import { unitsOf } from "./batch-row";
import { type Db, lockOperator } from "./client";
import type { Prisma, PrismaClient } from "./generated/client";

const LIVE = ["taken", "signed", "sent"];
const UNSENT = ["taken", "signed"];
const WITH_TXS = { txs: { orderBy: { signedAt: "asc" } } } as const;

/** Others of the account may be before us at the lock. */
const PATIENT = { maxWait: 20_000, timeout: 20_000 };

type Place = { readonly chainId: number; readonly account: string };
type Row = Prisma.OperatorNonceGetPayload<{ include: typeof WITH_TXS }>;

export function prismaOperatorBook(db: PrismaClient, at: Place, now: () => number = Date.now): OperatorBook {
  const place = { chainId: at.chainId, account: at.account.toLowerCase() };
  const alone = <T>(work: (tx: Db) => Promise<T>) =>
    db.$transaction(async (tx) => {
      await lockOperator(tx, `${place.chainId}:${place.account}`);
      return work(tx);
    }, PATIENT);
  const key = (nonce: bigint) => ({ chainId_account_nonce: { ...place, nonce } });
  const update = async (tx: Db, nonce: bigint, data: Prisma.OperatorNonceUpdateInput) =>
    takenOf(await tx.operatorNonce.update({ where: key(nonce), data, include: WITH_TXS }));
  const fresh = (holder: string) => ({ holder, takenAt: new Date(now()) });
  return {
    take: (call, holder, chain) =>
      alone(async (tx) => {
        const { to: target, data, purpose } = call;
        const live = { ...place, state: { in: LIVE }, nonce: { gte: chain.mined } };
        const orderBy = { nonce: "asc" } as const;
        const row = { purpose, target, data, ...fresh(holder) };
        const same = await tx.operatorNonce.findFirst({ where: { ...live, purpose, data }, orderBy });
        if (same) return update(tx, same.nonce, row);
        const dead = { ...live, state: { in: UNSENT }, takenAt: { lt: new Date(now() - HOLDER_MS) } };
        const left = await tx.operatorNonce.findFirst({ where: dead, orderBy });
        if (left) {
          await tx.operatorTx.deleteMany({ where: { ...place, nonce: left.nonce } });
          return update(tx, left.nonce, { ...row, state: "taken" });
        }
        const { _max } = await tx.operatorNonce.aggregate({ where: place, _max: { nonce: true } });
        const behind = _max.nonce === null ? 0n : _max.nonce + 1n;
        const nonce = behind > chain.pending ? behind : chain.pending;
        return takenOf(await tx.operatorNonce.create({ data: { ...place, nonce, ...row }, include: WITH_TXS }));
      }),
    takeExactly: (nonce, { to: target, data, purpose }, holder) =>
      alone(async (tx) => {
        if (await tx.operatorNonce.findUnique({ where: key(nonce) })) return undefined;
        const row = { ...place, nonce, purpose, target, data, ...fresh(holder) };
        return takenOf(await tx.operatorNonce.create({ data: row, include: WITH_TXS }));
      }),
    store: (nonce, holder, { hash, raw, maxFeeWei, tipWei, signedAtMs }) =>
      alone(async (tx) => {
        const where = { ...place, nonce, holder, state: { in: LIVE } };
        if ((await tx.operatorNonce.updateMany({ where, data: {} })).count !== 1) return false;
        await tx.operatorNonce.updateMany({ where: { ...where, state: "taken" }, data: { state: "signed" } });
        const fees = { maxFeeWei: `${maxFeeWei}`, tipWei: `${tipWei}` };
        const row = { ...place, nonce, hash, raw, ...fees, signedAt: new Date(signedAtMs) };
        await tx.operatorTx.createMany({ data: row, skipDuplicates: true });
        return true;
      }),
    sent: (nonce, hash) =>
      alone(async (tx) => {
        if (!(await tx.operatorNonce.findUnique({ where: key(nonce) }))) return true;
        if ((await tx.operatorTx.count({ where: { ...place, nonce, hash } })) === 0) return false;
        await tx.operatorNonce.updateMany({ where: { ...place, nonce, state: "signed" }, data: { state: "sent" } });
        return true;
      }),
    open: async (fromNonce, fromBlock) => {
      const OR = [{ state: { in: LIVE } }, { nonce: { gte: fromNonce } }, { blockNumber: { gte: fromBlock } }];
      const where = { ...place, OR };
      return (await db.operatorNonce.findMany({ where, include: WITH_TXS, orderBy: { nonce: "asc" } })).map(takenOf);
    },
    record: async (nonce, state, mined) => {
      const data = { state, txHash: mined?.txHash ?? null, blockNumber: mined?.blockNumber ?? null };
      await db.operatorNonce.updateMany({ where: { ...place, nonce }, data });
    },
  };
}

function takenOf(row: Row): TakenNonce {
  return {
    nonce: row.nonce,
    purpose: row.purpose,
    to: row.target as Hex,
    data: row.data as Hex,
    holder: row.holder,
    state: row.state as NonceState,
    txs: row.txs.map(({ hash, raw, maxFeeWei, tipWei, signedAt }) => ({
      hash: hash as Hex,
      raw: raw as Hex,
      maxFeeWei: unitsOf(maxFeeWei),
      tipWei: unitsOf(tipWei),
      signedAtMs: signedAt.getTime(),
    })),
    blockNumber: row.blockNumber,
    takenAtMs: row.takenAt.getTime(),
  };
}
