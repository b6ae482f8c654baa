import { encodeFunctionData, type Hex, parseTransaction } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testTokenAbi } from "@/lib/abi";
import { memoryBook, type OperatorBook, type OperatorCall } from "@/lib/adapters/chain/operator-book";
import { broadcast, type Sender, signCall } from "@/lib/adapters/chain/operator-txs";
import { publicRpc, walletRpc } from "@/lib/adapters/chain/rpc";
import { tend } from "@/lib/adapters/chain/tend";
import { createPrisma } from "@/lib/adapters/prisma/client";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaOperatorBook } from "@/lib/adapters/prisma/operator-book";
import { OPERATOR_KEY, other, type Stage, setStage, strangerOf } from "./chain-stage";
import { createDatabase, type TestDatabase } from "./database";

let stage: Stage;
let database: TestDatabase;
let db: PrismaClient;
let nowMs = Date.now();
let calls = 0;

beforeAll(async () => {
  stage = await setStage();
  database = await createDatabase();
  db = createPrisma(database.url, 8);
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
  await stage?.clear();
});

const operator = () => walletRpc(stage.rpcUrl, 31337, OPERATOR_KEY).account.address;

/** One process that signs for the operator. */
function sender(fees: Partial<Sender["fees"]> = {}, book?: OperatorBook): Sender {
  const now = () => nowMs;
  return {
    reader: publicRpc(stage.rpcUrl, 31337),
    wallet: walletRpc(stage.rpcUrl, 31337, OPERATOR_KEY),
    chainId: 31337,
    book: book ?? prismaOperatorBook(db, { chainId: 31337, account: operator() }, now),
    fees: { stuckMs: 1_000, capWei: 10n ** 12n, ...fees },
    now,
    token: () => crypto.randomUUID(),
  };
}

/** A call that gives an account one unit more; `n` names it. */
function gift(n = calls++): OperatorCall & { readonly account: Hex } {
  const account = strangerOf(5_000 + n);
  const data = encodeFunctionData({ abi: testTokenAbi, functionName: "faucet", args: [account, 1n] });
  return { purpose: `gift:${n}`, to: stage.deployment.token, data, account };
}

const held = (account: Hex) => stage.vault.balanceOf(account);
const mine = () => stage.node.mine({ blocks: 1 });
const stateOf = async (nonce: bigint) =>
  db.operatorNonce.findFirstOrThrow({ where: { nonce, account: operator().toLowerCase() } });

async function withoutMining(work: () => Promise<void>): Promise<void> {
  await stage.node.setAutomine(false);
  await work().finally(() => stage.node.setAutomine(true));
}

describe("an operator's account", () => {
  test("several processes sign at once: no nonce twice, all mined", async () => {
    const gifts = Array.from({ length: 6 }, () => gift());
    await withoutMining(async () => {
      const signed = await Promise.all(gifts.map((call) => signCall(sender(), call)));
      const nonces = signed.map(({ nonce }) => nonce).sort((a, b) => Number(a - b));
      expect(nonces).toEqual(nonces.map((_, i) => (nonces[0] ?? 0n) + BigInt(i)));
      for (const { raw } of [...signed].reverse()) await broadcast(sender(), raw);
      await mine();
    });
    for (const { account } of gifts) expect(await held(account)).toBe(1n);
    expect((await tend(sender())).mined).toBe(6);
  });

  test("the same call is signed once: whoever comes after a crash sends the stored bytes", async () => {
    const call = gift();
    const first = await signCall(sender(), call);
    const second = await signCall(sender(), call);
    expect([second.hash, second.nonce]).toEqual([first.hash, first.nonce]);
    await broadcast(sender(), second.raw);
    await broadcast(sender(), second.raw);
    expect(await held(call.account)).toBe(1n);
  });

  test("stuck: the same nonce with at least an eighth more, every hash remembered; the dearer one wins", async () => {
    const call = gift();
    await withoutMining(async () => {
      const { raw, nonce, hash } = await signCall(sender(), call);
      await broadcast(sender(), raw);
      expect(await tend(sender())).toMatchObject({ dearer: 0, again: 0 });
      nowMs += 1_000;
      expect(await tend(sender())).toMatchObject({ dearer: 1 });
      const txs = await db.operatorTx.findMany({ where: { nonce }, orderBy: { maxFeeWei: "asc" } });
      expect(txs).toHaveLength(2);
      const [old, dear] = txs.map((tx) => parseTransaction(tx.raw as `0x02${string}`));
      expect(dear?.nonce).toBe(old?.nonce);
      expect((dear?.maxFeePerGas ?? 0n) * 8n).toBeGreaterThanOrEqual((old?.maxFeePerGas ?? 0n) * 9n);
      expect((dear?.maxPriorityFeePerGas ?? 0n) * 8n).toBeGreaterThanOrEqual((old?.maxPriorityFeePerGas ?? 0n) * 9n);
      await mine();
      await tend(sender());
      const row = await stateOf(nonce);
      expect(row).toMatchObject({ state: "mined", txHash: txs.find((tx) => tx.hash !== hash)?.hash });
    });
    expect(await held(call.account)).toBe(1n);
  });

  test("stuck, and the old one is mined after all: it wins, and is found", async () => {
    const call = gift();
    await withoutMining(async () => {
      const { raw, nonce, hash } = await signCall(sender(), call);
      await broadcast(sender(), raw);
      nowMs += 1_000;
      await tend(sender());
      const dear = await db.operatorTx.findFirstOrThrow({ where: { nonce, hash: { not: hash } } });
      await stage.node.dropTransaction({ hash: dear.hash as Hex });
      await broadcast(sender(), raw);
      await mine();
      await tend(sender());
      expect(await stateOf(nonce)).toMatchObject({ state: "mined", txHash: hash });
    });
    expect(await held(call.account)).toBe(1n);
  });

  test("at the cap the fee does not rise, and that is said", async () => {
    await withoutMining(async () => {
      const { raw } = await signCall(sender(), gift());
      await broadcast(sender(), raw);
      nowMs += 1_000;
      expect(await tend(sender({ capWei: 1n }))).toMatchObject({ dearer: 0, capped: 1 });
      await mine();
      await tend(sender());
    });
  });

  test("a process that died before sending leaves a gap: those behind it get through, its call is signed anew", async () => {
    const [dead, behind] = [gift(), gift()];
    await withoutMining(async () => {
      const lost = await signCall(sender(), dead);
      const waiting = await signCall(sender(), behind);
      await broadcast(sender(), waiting.raw);
      await mine();
      expect(await tend(sender({ stuckMs: 1e9 }))).toMatchObject({ filled: 0 });
      nowMs += 30_001;
      expect(await tend(sender({ stuckMs: 1e9 }))).toMatchObject({ filled: 1 });
      await mine();
      await tend(sender());
      expect(await stateOf(lost.nonce)).toMatchObject({ state: "mined", purpose: `gap:${lost.nonce}` });
      await expect(broadcast(sender(), lost.raw)).rejects.toMatchObject({ code: "conflict" });
    });
    expect([await held(dead.account), await held(behind.account)]).toEqual([0n, 1n]);
    await broadcast(sender(), (await signCall(sender(), dead)).raw);
    expect(await held(dead.account)).toBe(1n);
  });

  test("a nonce that somebody else used is lost, and the call gets another", async () => {
    const call = gift();
    const first = await signCall(sender(), call);
    await stage.mined(stage.walletOf(sender().wallet.account).sendTransaction({ to: other.address, value: 1n }));
    expect(await tend(sender())).toMatchObject({ lost: 1 });
    const again = await signCall(sender(), call);
    expect(again.nonce).toBeGreaterThan(first.nonce);
    await broadcast(sender(), again.raw);
    expect(await held(call.account)).toBe(1n);
  });

  test("mined, then undone by a reorganisation: the same bytes are sent again", async () => {
    const call = gift();
    const before = await stage.node.snapshot();
    const { raw, nonce } = await signCall(sender(), call);
    await broadcast(sender(), raw);
    await tend(sender());
    expect(await stateOf(nonce)).toMatchObject({ state: "mined" });
    await stage.node.revert({ id: before });
    expect(await held(call.account)).toBe(0n);
    expect(await tend(sender())).toMatchObject({ again: 1 });
    expect(await held(call.account)).toBe(1n);
    await tend(sender());
    expect(await stateOf(nonce)).toMatchObject({ state: "mined" });
  });

  test("the book in memory keeps the same promises", async () => {
    const book = memoryBook(() => nowMs);
    const at = { mined: 4n, pending: 5n };
    const [a, b] = [gift(), gift()];
    const first = await book.take(a, "p1", at);
    expect([first.nonce, (await book.take(b, "p2", at)).nonce]).toEqual([5n, 6n]);
    expect((await book.take(a, "p3", at)).nonce).toBe(5n);
    const tx = { hash: "0x01", raw: "0x02", maxFeeWei: 1n, tipWei: 1n, signedAtMs: nowMs } as const;
    expect(await book.store(5n, "p1", tx)).toBe(false);
    expect(await book.store(5n, "p3", tx)).toBe(true);
    nowMs += 30_001;
    expect((await book.take(gift(), "p4", at)).nonce).toBe(5n);
    expect(await book.sent(5n, "0x01")).toBe(false);
  });
});
