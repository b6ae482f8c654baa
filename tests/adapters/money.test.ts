// Where the money is, from the chain's events: through reorganisations, relayed claims, acceptance, challenge and void.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestClient, createWalletClient, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { type ChainVault, chainVault } from "@/lib/adapters/chain/vault";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { prismaOperatorBook } from "@/lib/adapters/prisma/operator-book";
import { type Queue, startQueue } from "@/lib/adapters/queue/queue";
import { liveDesk } from "@/lib/consensus/live-desk";
import { resolve } from "@/lib/consensus/service";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import type { BatchNo } from "@/lib/kernel/ids";
import { accept, acceptance, sendAcceptances } from "@/lib/settlement/acceptance";
import { claimToTypedData } from "@/lib/settlement/authorisations";
import { advance, pushDue } from "@/lib/settlement/carry-on";
import { caseOf, dispute, stateCase } from "@/lib/settlement/dispute";
import { money } from "@/lib/settlement/money";
import type { SettlementDeps } from "@/lib/settlement/ports";
import { relay, relays } from "@/lib/settlement/relay";
import { sendRelays } from "@/lib/settlement/send-relays";
import { batch as batchOf, earnings, settle } from "@/lib/settlement/service";
import { ANVIL_KEYS, type Anvil, startAnvil } from "./anvil";
import { strangerOf } from "./chain-stage";
import { createDatabase, type TestDatabase } from "./database";
import { type FundedBounty, fundedBounty } from "./funded-crowd";
import { memoryEvidence } from "./memory-evidence";
import { mined } from "./mined";
import { follow, settlementOutside } from "./settlement-outside";

const OPERATOR = ANVIL_KEYS[0];
/** anvil's accounts 7 and 8: two of the development committee's three. */
const JUDGES = [
  "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
] as const;

let anvil: Anvil;
let folder: string;
let database: TestDatabase;
let db: PrismaClient;
let queue: Queue;
let chain: ChainVault;
let deps: SettlementDeps;

const node = () =>
  createTestClient({ chain: foundry, mode: "anvil", transport: http(anvil.rpcUrl), cacheTime: 0 }).extend(
    publicActions,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-money-"));
  anvil = await startAnvil();
  database = await createDatabase();
  db = createPrisma(database.url, 8);
  queue = await startQueue(database.url);
  const options = { rpcUrl: anvil.rpcUrl, chainId: 31337, operatorKey: OPERATOR, dev: true } as const;
  const deployment = await ensureDeployed({ ...options, file: join(folder, "deployment.json") });
  const book = (account: string) => prismaOperatorBook(db, { chainId: 31337, account });
  chain = chainVault({ rpcUrl: anvil.rpcUrl, deployment, operatorKey: OPERATOR, book });
  deps = { ...settlementOutside(db, queue, chain, memoryEvidence()), now: () => Date.now() + 3_600_000 };
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await database?.drop();
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

const moneyOf = (bounty: FundedBounty) => money(deps, ANONYMOUS, { id: bounty.id });
const lastNo = async ({ no: bountyNo }: FundedBounty) =>
  (await db.batch.findFirstOrThrow({ where: { bountyNo }, orderBy: { seq: "desc" } })).no as BatchNo;
/** What the worker does next: looks after what was sent, and carries the batch on. */
const step = async (bounty: FundedBounty): Promise<unknown> => {
  await chain.tendTransactions();
  return advance(deps, SYSTEM, await lastNo(bounty));
};

/** A bounty whose batch has been posted, and is in its window. */
async function inWindow(crowd = 2): Promise<{ bounty: FundedBounty; id: string }> {
  const bounty = await fundedBounty(db, chain, anvil.rpcUrl, crowd);
  await resolve(
    { sweeps: prismaSweeps(db, queue.enqueueWith), live: prismaLive(db, queue.enqueueWith), desk: liveDesk() },
    SYSTEM,
    bounty.no,
  );
  const { batch } = await settle(deps, bounty.owner.caller, { id: bounty.id });
  await step(bounty);
  await follow(db, chain);
  expect((await batchOf(deps, ANONYMOUS, { id: batch.id })).state).toBe("window");
  return { bounty, id: batch.id };
}

async function pastWindow(): Promise<void> {
  await node().increaseTime({ seconds: 6 });
  await node().mine({ blocks: 1 });
}

async function final(bounty: FundedBounty): Promise<void> {
  await pastWindow();
  expect(await step(bounty)).toEqual({ outcome: "final" });
}

/** What our database says of a bounty is what the vault says. */
async function agrees(bounty: FundedBounty): Promise<void> {
  await follow(db, chain);
  const view = await moneyOf(bounty);
  const rows = await deps.batches.ofBounty(bounty.no);
  const { chainBountyId } = await db.bounty.findUniqueOrThrow({ where: { no: bounty.no } });
  const vault = await chain.readBounty(chainBountyId as `0x${string}`);
  expect(view.availableUnits).toBe(String(vault?.available ?? 0n));
  expect(BigInt(view.fundedUnits) - BigInt(view.refundedUnits) - BigInt(view.reservedUnits)).toBe(
    vault?.available ?? 0n,
  );
  for (const batch of rows) {
    if (batch.batchId === null || !batch.batchKey) continue;
    const found = await chain.batchAt(batch.ledgerId, batch.batchId);
    const on = batch.state === "window" || batch.state === "final" || batch.state === "void";
    expect([batch.standing, on]).toEqual([found?.standing ?? "none", found !== null]);
    const payouts = await deps.batches.payouts(batch.no);
    const paid = await chain.paidLeaves(
      batch.batchKey,
      payouts.map(({ leafIndex }) => leafIndex),
    );
    expect(payouts.filter((each) => each.paid).map(({ leafIndex }) => leafIndex)).toEqual(paid);
  }
}

describe("the states of a bounty's money", () => {
  test("default: funded, reserved, in challenge, claimable, paid; with confirmations; every step agrees with the vault", async () => {
    const bounty = await fundedBounty(db, chain, anvil.rpcUrl, 2);
    await resolve(
      { sweeps: prismaSweeps(db, queue.enqueueWith), live: prismaLive(db, queue.enqueueWith), desk: liveDesk() },
      SYSTEM,
      bounty.no,
    );
    await agrees(bounty);
    expect(await moneyOf(bounty)).toMatchObject({ state: "funded", fundedUnits: `${bounty.escrow}`, batches: [] });
    await settle(deps, bounty.owner.caller, { id: bounty.id });
    expect(await moneyOf(bounty)).toMatchObject({ state: "reserved", refund: { open: false } });
    await step(bounty);
    await agrees(bounty);
    const posted = await moneyOf(bounty);
    expect(posted.state).toBe("in-challenge");
    expect(posted.batches[0]).toMatchObject({ confirmations: 1, transactions: [{ state: "sent" }] });
    expect(posted.batches[0]?.transactions[0]?.hash).toBe(posted.batches[0]?.txHash);
    await final(bounty);
    await agrees(bounty);
    expect(await moneyOf(bounty)).toMatchObject({
      state: "claimable",
      batches: [{ confirmations: 2, paidUnits: "0" }],
    });
    expect(await pushDue(deps, SYSTEM)).toBe(2);
    expect(await pushDue(deps, SYSTEM)).toBe(0);
    await agrees(bounty);
    const paid = await moneyOf(bounty);
    expect(paid).toMatchObject({ state: "paid", paidUnits: paid.batches[0]?.totalUnits });
  });

  test("behavior: claims undone by a reorganisation are claimable again, and the operator's are sent again", async () => {
    const { bounty } = await inWindow();
    await final(bounty);
    const beforeClaims = await node().snapshot();
    expect(await pushDue(deps, SYSTEM)).toBe(2);
    await agrees(bounty);
    expect((await moneyOf(bounty)).state).toBe("paid");
    await node().revert({ id: beforeClaims });
    await node().mine({ blocks: 3 });
    await agrees(bounty);
    expect((await moneyOf(bounty)).state).toBe("claimable");
    expect(await chain.tendTransactions()).toMatchObject({ again: 1 });
    await agrees(bounty);
    expect((await moneyOf(bounty)).state).toBe("paid");
  });

  test("behavior: a batch that is lost, while final, goes the whole way again and pays once", async () => {
    const bounty = await fundedBounty(db, chain, anvil.rpcUrl, 2);
    await resolve(
      { sweeps: prismaSweeps(db, queue.enqueueWith), live: prismaLive(db, queue.enqueueWith), desk: liveDesk() },
      SYSTEM,
      bounty.no,
    );
    const { batch } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    const before = await node().snapshot();
    await step(bounty);
    await final(bounty);
    await follow(db, chain);
    await node().revert({ id: before });
    await node().mine({ blocks: 1 });
    await agrees(bounty);
    expect(await batchOf(deps, ANONYMOUS, { id: batch.id })).toMatchObject({ state: "posting", claimableAtS: null });
    expect(await step(bounty)).toEqual({ outcome: "posted" });
    await final(bounty);
    await agrees(bounty);
    expect(await batchOf(deps, ANONYMOUS, { id: batch.id })).toMatchObject({
      state: "final",
      txHash: batch.txHash ?? expect.any(String),
    });
  });

  test("behavior: anvil_reorg: the last block is another; the batch that was in it is sent again", async () => {
    const { bounty } = await inWindow();
    await node().request({ method: "anvil_reorg" as never, params: [1, []] as never });
    await agrees(bounty);
    expect((await moneyOf(bounty)).state).toBe("reserved");
    await step(bounty);
    await step(bounty);
    await agrees(bounty);
    expect((await moneyOf(bounty)).batches).toMatchObject([{ standing: "stands", seq: 1 }]);
  });
});

describe("who may move the money", () => {
  test("behavior: the operator claims for an annotator, once; to another address only as signed", async () => {
    const { bounty, id } = await inWindow();
    const [first, second] = bounty.annotators;
    if (!first || !second) throw new Error("nobody");
    await expect(relay(deps, first.caller, { claims: [{ batchId: id }] })).rejects.toMatchObject({ code: "conflict" });
    await final(bounty);
    const ask = () => relay(deps, first.caller, { claims: [{ batchId: id }] });
    expect((await Promise.all([ask(), ask()])).map(({ claims }) => claims[0]?.state)).toEqual(["queued", "queued"]);

    const { batchKey } = (await deps.batches.ofBounty(bounty.no))[0] ?? {};
    const mine = (await deps.earned.payouts(second.caller.no))[0];
    if (!batchKey || !mine) throw new Error("no payout");
    const terms = { to: strangerOf(77), deadlineS: Math.floor(deps.now() / 1000) + 600 };
    const typed = claimToTypedData(chain, { ...terms, batchKey, index: mine.leafIndex });
    const to = {
      recipient: terms.to as never,
      deadlineS: terms.deadlineS,
      signature: await second.wallet.signTypedData(typed),
    };
    const forged = { ...to, recipient: strangerOf(78) as never };
    await expect(relay(deps, second.caller, { claims: [{ batchId: id, to: forged }] })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await relay(deps, second.caller, { claims: [{ batchId: id, to }] });
    const before = await chain.balanceOf(first.wallet.address);
    expect(await sendRelays(deps, SYSTEM)).toBe(2);
    expect(await sendRelays(deps, SYSTEM)).toBe(0);
    expect(await chain.balanceOf(first.wallet.address)).toBeGreaterThan(before);
    expect(await chain.balanceOf(strangerOf(77))).toBe(mine.amountUnits);
    await agrees(bounty);
    expect((await ask()).claims).toEqual([{ batchId: id, state: "paid", reason: null }]);
    expect(await relays(deps, second.caller)).toMatchObject({
      open: true,
      claims: [{ batchId: id, state: "paid", recipient: terms.to, txHash: expect.stringMatching(/^0x/) }],
    });
    expect((await earnings(deps, second.caller)).earned[0]?.state).toBe("paid");
  });

  test("behavior: the owner's signature ends the window; nobody else's does", async () => {
    const { bounty, id } = await inWindow();
    const { typedData } = await acceptance(deps, bounty.owner.caller, { id });
    const annotator = bounty.annotators[0];
    if (!annotator) throw new Error("nobody");
    await expect(acceptance(deps, annotator.caller, { id })).rejects.toMatchObject({ code: "forbidden" });
    const wrong = await annotator.wallet.signTypedData(typedData);
    await expect(accept(deps, bounty.owner.caller, { id, signature: wrong })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await accept(deps, bounty.owner.caller, { id, signature: await bounty.owner.wallet.signTypedData(typedData) });
    expect((await acceptance(deps, bounty.owner.caller, { id })).signed).toBe(true);
    expect(await sendAcceptances(deps, SYSTEM)).toBe(1);
    await agrees(bounty);
    expect(await step(bounty)).toEqual({ outcome: "final" });
  });

  test("behavior: challenged, ruled invalid, voided; its money is back and it can be settled anew", async () => {
    const { bounty, id } = await inWindow();
    const challenger = privateKeyToAccount(ANVIL_KEYS[3]);
    const view = await dispute(deps, ANONYMOUS, { id });
    expect(view).toMatchObject({ challengeable: true, challenge: null, mayRule: false, committee: { quorum: 2 } });
    const { evidenceHash } = await stateCase(deps, bounty.owner.caller, { id, words: "The labels were sold." });
    await chain.faucet({ to: challenger.address, amount: BigInt(view.bondUnits) });
    const wallet = createWalletClient({ account: challenger, chain: foundry, transport: http(anvil.rpcUrl) });
    const token = { address: chain.deployment.token, abi: testTokenAbi } as const;
    await mined(
      anvil.rpcUrl,
      wallet.writeContract({ ...token, functionName: "approve", args: [chain.vault, BigInt(view.bondUnits)] }),
    );
    const { header, root, total } = view.challengeArgs;
    const head = { ...header, ledgerId: BigInt(header.ledgerId), batchId: BigInt(header.batchId) };
    const args = [head as never, root as `0x${string}`, BigInt(total), evidenceHash as `0x${string}`] as const;
    await mined(
      anvil.rpcUrl,
      wallet.writeContract({
        address: chain.vault,
        abi: bountyVaultAbi,
        functionName: "challenge",
        args,
        value: BigInt(view.feeWei),
      }),
    );
    await pastWindow();
    expect(await step(bounty)).toEqual({ outcome: "waits" });
    await agrees(bounty);
    let said = "";
    for await (const chunk of (await caseOf(deps, ANONYMOUS, { id })).chunks) said += new TextDecoder().decode(chunk);
    expect(said).toBe("The labels were sold.");

    const judges = JUDGES.map((key) => privateKeyToAccount(key));
    const caller = { kind: "account", no: 0n as never, address: judges[0]?.address.toLowerCase() as never } as const;
    expect(await dispute(deps, caller, { id })).toMatchObject({
      standing: "frozen",
      mayRule: true,
      challenge: { open: true, ruling: null },
    });
    const disputeId = BigInt((await dispute(deps, caller, { id })).challenge?.disputeId ?? 0);
    for (const judge of judges) {
      const by = createWalletClient({ account: judge, chain: foundry, transport: http(anvil.rpcUrl) });
      const abi = [
        {
          type: "function",
          name: "vote",
          stateMutability: "nonpayable",
          outputs: [],
          inputs: [
            { name: "d", type: "uint256" },
            { name: "r", type: "uint256" },
          ],
        },
      ] as const;
      await mined(
        anvil.rpcUrl,
        by.writeContract({
          address: view.arbitrator as `0x${string}`,
          abi,
          functionName: "vote",
          args: [disputeId, 2n],
        }),
      );
    }
    expect((await dispute(deps, caller, { id })).challenge).toMatchObject({
      open: false,
      ruling: 2,
      votes: [{ ruling: 2 }, { ruling: 2 }],
    });
    await agrees(bounty);
    await step(bounty);
    await agrees(bounty);
    expect(await batchOf(deps, ANONYMOUS, { id })).toMatchObject({ state: "void", standing: "void" });
    expect(await moneyOf(bounty)).toMatchObject({ state: "void", reservedUnits: "0" });
    expect((await settle(deps, bounty.owner.caller, { id: bounty.id })).batch).toMatchObject({
      seq: 2,
      state: "building",
    });
  });
});
