import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Account,
  createTestClient,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  parseSignature,
  publicActions,
  toHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import type { Deployment } from "@/lib/adapters/chain/deployment";
import { type ChainVault, chainVault } from "@/lib/adapters/chain/vault";
import { allocationFor } from "@/lib/settlement/allocation";
import { batchCommit, batchHeader, claimArgs, type PostedBatch } from "@/lib/settlement/claim-args";
import { batchKey, buildTree, type Payout, type SumTree } from "@/lib/settlement/sum-tree";
import { ANVIL_KEYS, type Anvil, freePort, startAnvil } from "./anvil";

const [OPERATOR_KEY, OWNER_KEY, WORKER_KEY, OTHER_KEY] = ANVIL_KEYS;
const [owner, worker, other] = [OWNER_KEY, WORKER_KEY, OTHER_KEY].map((key) => privateKeyToAccount(key)) as [
  ReturnType<typeof privateKeyToAccount>,
  ReturnType<typeof privateKeyToAccount>,
  ReturnType<typeof privateKeyToAccount>,
];
const EVIDENCE = keccak256(toHex("evidence"));

let anvil: Anvil;
let folder: string;
let deployment: Deployment;
let vault: ChainVault;
let manifests = 0;

beforeAll(async () => {
  anvil = await startAnvil();
  folder = await mkdtemp(join(tmpdir(), "assay-chain-"));
  deployment = await deploy("main.json");
  vault = chainVault({ rpcUrl: anvil.rpcUrl, deployment, operatorKey: OPERATOR_KEY });
  await vault.faucet({ to: owner.address, amount: 50_000_000_000n });
});

afterAll(async () => {
  await anvil?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

describe("deploying", () => {
  test("a second start deploys nothing, with the file or without it", async () => {
    const before = await node().getBlockNumber();
    expect(await deploy("main.json")).toEqual(deployment);
    expect(await deploy("lost.json")).toEqual(deployment);
    expect(await node().getBlockNumber()).toBe(before);
    expect(JSON.parse(await readFile(join(folder, "main.json"), "utf8"))).toEqual(deployment);
  });

  test("keeps the terms of a development chain", () => {
    expect(deployment).toMatchObject({
      chainId: 31337,
      tokenSymbol: "tUSD",
      tokenDecimals: 6,
      windowS: 5,
      feeBps: 200,
      graceS: 60,
    });
  });

  test("a file of a chain that was started anew is replaced", async () => {
    const fresh = await startAnvil();
    const file = join(folder, "restarted.json");
    await writeFile(file, JSON.stringify({ ...deployment, deployedAtBlock: 99 }));
    const options = { rpcUrl: fresh.rpcUrl, chainId: 31337, operatorKey: OPERATOR_KEY, dev: true, file };
    const again = await ensureDeployed(options).finally(() => fresh.stop());
    expect(again.vault).toBe(deployment.vault); // same code and terms, same address
    expect(again.deployedAtBlock).toBeLessThan(99);
  });

  test("a broken file and a node of another chain are refused in words", async () => {
    await writeFile(join(folder, "broken.json"), '{"chainId": 31');
    await expect(deploy("broken.json")).rejects.toMatchObject({ code: "unavailable" });
    const options = { rpcUrl: anvil.rpcUrl, chainId: 1, operatorKey: OPERATOR_KEY, dev: false };
    await expect(ensureDeployed({ ...options, file: join(folder, "other.json") })).rejects.toThrow(
      "serves chain 31337",
    );
  });
});

describe("funding", () => {
  test("a plain funding is read back from its transaction", async () => {
    const { txHash, manifestHash, bountyId, deadlineS } = await fund(40_000_000n);
    expect(bountyId).toBe(vault.bountyIdOf(owner.address, manifestHash));
    expect(await vault.readFunding(txHash)).toMatchObject({
      kind: "funded",
      bountyId,
      owner: owner.address,
      amount: 40_000_000n,
      deadlineS,
      manifestHash,
    });
    expect(await vault.readBounty(bountyId)).toEqual({
      owner: owner.address,
      deadlineS,
      available: 40_000_000n,
      reserved: 0n,
    });
    expect(await vault.availableOf(bountyId)).toBe(40_000_000n);
  });

  test("a funding by permit needs no approval", async () => {
    const manifestHash = nextManifest();
    const deadlineS = (await vault.headTimestampS()) + 3600;
    const permit = await signPermit(7_000_000n, BigInt(deadlineS));
    const args = [vault.ledgerId, 7_000_000n, deadlineS, manifestHash, permit] as const;
    const txHash = await walletOf(owner).writeContract({ ...vaultCall(), functionName: "fundWithPermit", args });
    expect(await vault.readFunding(txHash)).toMatchObject({ kind: "funded", amount: 7_000_000n, manifestHash });
  });

  test("what is no funding is told apart", async () => {
    const token = { address: deployment.token, abi: testTokenAbi } as const;
    const wallet = walletOf(owner);
    const plain = await wallet.writeContract({ ...token, functionName: "approve", args: [worker.address, 1n] });
    expect(await vault.readFunding(plain)).toEqual({ kind: "wrong-contract" });
    expect(await vault.readFunding(keccak256("0x00"))).toEqual({ kind: "not-found" });
    const args = [vault.ledgerId, 1n, 1, nextManifest()] as const; // deadline in 1970
    const reverted = await wallet.writeContract({ ...vaultCall(), functionName: "fund", args, gas: 200_000n });
    expect(await vault.readFunding(reverted)).toEqual({ kind: "reverted" });
    expect(await vault.readBounty(keccak256("0x01"))).toBeNull();
  });

  test("a transaction that waits is pending", async () => {
    await node().setAutomine(false);
    const args = [worker.address, 2n] as const;
    const call = { address: deployment.token, abi: testTokenAbi, functionName: "approve", args } as const;
    const hash = await walletOf(owner).writeContract(call);
    expect(await vault.readFunding(hash)).toEqual({ kind: "pending" });
    expect(await vault.receiptOf(hash)).toEqual({ kind: "pending" });
    await node().setAutomine(true);
    await node().mine({ blocks: 1 });
    expect((await vault.receiptOf(hash)).kind).toBe("mined");
  });

  test("the watcher sees every funding once, and knows how far it has come", async () => {
    const { txHash, bountyId } = await fund(3_000_000n);
    const seen: { bountyId: Hex; txHash: Hex }[] = [];
    let through = 0n;
    for await (const blocks of vault.fundedEvents(BigInt(deployment.deployedAtBlock))) {
      seen.push(...blocks.fundings);
      through = blocks.throughBlock;
    }
    expect(seen.filter((funding) => funding.txHash === txHash)).toMatchObject([{ bountyId }]);
    expect(through).toBe(await node().getBlockNumber());
    const later: unknown[] = [];
    for await (const blocks of vault.fundedEvents(through + 1n)) later.push(blocks);
    expect(later).toEqual([]);
  });
});

describe("settling and paying", () => {
  test("from posting to a claim: nobody is paid before the window ends, everybody once after it", async () => {
    const { batch, tree, payouts, key } = await postBatch([
      { account: worker.address, amount: 5_000_000n },
      { account: other.address, amount: 2_000_000n },
      { account: worker.address, amount: 1_000_000n },
    ]);
    expect(await vault.commitOf(key)).toBe(batchCommit(batch));
    await expect(claim(batch, tree, payouts, 0)).rejects.toThrow("BountyVault_NotClaimableYet");

    await endWindow(batch);
    const before = await vault.balanceOf(worker.address);
    await claim(batch, tree, payouts, 0);
    expect((await vault.balanceOf(worker.address)) - before).toBe(5_000_000n);
    expect(await vault.isClaimed(key, 0)).toBe(true);
    await expect(claim(batch, tree, payouts, 0)).rejects.toThrow("BountyVault_AlreadyPaid");

    const push = { first: 0, packed: tree.packed(0, 4), proof: tree.rangeProof(0, 4) };
    await vault.sweep({ header: batchHeader(batch), ...push });
    expect((await vault.balanceOf(worker.address)) - before).toBe(6_000_000n);
    expect(await vault.paidLeaves(key, [0, 1, 2])).toEqual([0, 1, 2]);

    const treasury = await vault.balanceOf(deployment.treasury);
    await vault.collectFee(batch);
    expect((await vault.balanceOf(deployment.treasury)) - treasury).toBe(batch.fee);
    await expect(vault.collectFee(batch)).rejects.toMatchObject({ code: "chain_rejected" });
  });

  test("a sweep before the window ends is refused in words", async () => {
    const { batch, tree } = await postBatch([{ account: worker.address, amount: 1n }]);
    const push = { header: batchHeader(batch), first: 0, packed: tree.packed(0, 1), proof: tree.rangeProof(0, 1) };
    await expect(vault.sweep(push)).rejects.toMatchObject({
      code: "chain_rejected",
      message: expect.stringContaining("BountyVault_NotClaimableYet"),
    });
  });

  test("signed bytes can be sent twice, and a place is given once", async () => {
    const { bountyId } = await fund(10_000_000n);
    const draft = await draftOf([{ account: worker.address, amount: 1_000_000n }], bountyId);
    const signed = await vault.signBatch(draft.draft);
    expect(await vault.receiptOf(signed.hash)).toEqual({ kind: "unknown" });
    expect(await vault.isSpent(signed.raw)).toBe(false);
    expect(await vault.batchAt(vault.ledgerId, draft.draft.batchId)).toBeNull();

    await vault.broadcast(signed.raw);
    await vault.broadcast(signed.raw);
    expect((await vault.receiptOf(signed.hash)).kind).toBe("mined");
    expect(await vault.isSpent(signed.raw)).toBe(true);
    expect(await vault.nextBatchId(vault.ledgerId)).toBe(draft.draft.batchId + 1n);
    await expect(vault.signBatch(draft.draft)).rejects.toMatchObject({
      code: "chain_rejected",
      message: expect.stringContaining("BountyVault_BatchOutOfTurn"),
    });
  });

  test("bytes that wait in the pool can be sent again", async () => {
    const { bountyId } = await fund(10_000_000n);
    const { draft } = await draftOf([{ account: worker.address, amount: 1_000_000n }], bountyId);
    const signed = await vault.signBatch(draft);
    await node().setAutomine(false);
    await vault.broadcast(signed.raw);
    await vault.broadcast(signed.raw);
    expect(await vault.receiptOf(signed.hash)).toEqual({ kind: "pending" });
    await node().setAutomine(true);
    await node().mine({ blocks: 1 });
    expect((await vault.receiptOf(signed.hash)).kind).toBe("mined");
  });

  test("a batch that exceeds its bounty is refused before it is signed", async () => {
    const { bountyId } = await fund(1_000_000n);
    const { draft } = await draftOf([{ account: worker.address, amount: 1_000_000n }], bountyId);
    await expect(vault.signBatch(draft)).rejects.toThrow("BountyVault_AllocationTooLarge");
  });

  test("600 annotators are pushed in three sweeps", async () => {
    const payouts = Array.from({ length: 600 }, (_, i) => ({ account: strangerOf(i), amount: BigInt(i + 1) }));
    const { batch, tree, key } = await postBatch(payouts);
    await endWindow(batch);
    for (const first of [0, 256, 512]) {
      const push = { first, packed: tree.packed(first, 256), proof: tree.rangeProof(first, 256) };
      await vault.sweep({ header: batchHeader(batch), ...push });
    }
    const indexes = payouts.map((_, i) => i);
    expect(await vault.paidLeaves(key, indexes)).toEqual(indexes);
    expect(await vault.balanceOf(strangerOf(599))).toBe(600n);
  });
});

describe("refunding", () => {
  test("the owner gets back what no batch has reserved, after deadline and grace", async () => {
    const { bountyId, deadlineS } = await fund(10_000_000n);
    await postBatch([{ account: worker.address, amount: 1_000_000n }], bountyId);
    const { available } = (await vault.readBounty(bountyId)) ?? { available: 0n };
    await expect(refund(bountyId)).rejects.toThrow("BountyVault_RefundTooEarly");
    await node().setNextBlockTimestamp({ timestamp: BigInt(deadlineS + deployment.graceS + 1) });
    await node().mine({ blocks: 1 });
    const before = await vault.balanceOf(owner.address);
    await refund(bountyId);
    expect((await vault.balanceOf(owner.address)) - before).toBe(available);
    expect(await vault.readBounty(bountyId)).toMatchObject({ available: 0n });
  });
});

describe("the chain's clock and its failures", () => {
  test("a tick moves a clock that is behind this machine's", async () => {
    const late = await startAnvil({ args: ["--timestamp", "1700000000"] });
    const behind = chainVault({ rpcUrl: late.rpcUrl, deployment, operatorKey: OPERATOR_KEY });
    expect(await behind.headTimestampS()).toBe(1_700_000_000);
    const nowS = Math.floor(Date.now() / 1000);
    await behind.tick();
    expect(await behind.headTimestampS()).toBeGreaterThanOrEqual(nowS);
    await behind.tick();
    expect(await behind.headTimestampS().finally(() => late.stop())).toBeLessThanOrEqual(Date.now() / 1000);
  });

  test("a chain that does not answer is chain_unavailable", async () => {
    const rpcUrl = `http://127.0.0.1:${await freePort()}`;
    const silent = chainVault({ rpcUrl, deployment, operatorKey: OPERATOR_KEY });
    const calls = [
      () => silent.headTimestampS(),
      () => silent.nextBatchId(1n),
      () => silent.readFunding(EVIDENCE),
      () => silent.broadcast("0x02"),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "chain_unavailable" });
  });

  test("gifts are for development chains, and many at once get through", async () => {
    const accounts = Array.from({ length: 8 }, (_, i) => strangerOf(1000 + i));
    await Promise.all(accounts.map((to) => vault.faucet({ to, amount: 5n })));
    for (const account of accounts) expect(await vault.balanceOf(account)).toBe(5n);
    const serious = chainVault({
      ...{ rpcUrl: anvil.rpcUrl, operatorKey: OPERATOR_KEY },
      deployment: { ...deployment, chainId: 1 },
    });
    await expect(serious.faucet({ to: worker.address, amount: 1n })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("signatures: the right key, the wrong key, and no signature at all", async () => {
    const message = "Sign in to Assay";
    const signature = await worker.signMessage({ message });
    expect(await vault.verifySignature({ address: worker.address, message, signature })).toBe(true);
    expect(await vault.verifySignature({ address: other.address, message, signature })).toBe(false);
    expect(await vault.verifySignature({ address: worker.address, message, signature: "0x1234" })).toBe(false);

    const data = {
      domain: { name: "Assay", version: "1", chainId: 31337 },
      types: { Hello: [{ name: "text", type: "string" }] },
      primaryType: "Hello",
      message: { text: "hi" },
    } as const;
    const typed = await worker.signTypedData(data);
    expect(await vault.verifyTypedData({ ...data, address: worker.address, signature: typed })).toBe(true);
    expect(await vault.verifyTypedData({ ...data, address: other.address, signature: typed })).toBe(false);
  });
});

function deploy(name: string): Promise<Deployment> {
  const { rpcUrl, chainId } = anvil;
  return ensureDeployed({ rpcUrl, chainId, operatorKey: OPERATOR_KEY, dev: true, file: join(folder, name) });
}

function node() {
  const transport = http(anvil.rpcUrl);
  return createTestClient({ chain: foundry, mode: "anvil", transport, cacheTime: 0 }).extend(publicActions);
}

function walletOf(account: Account) {
  return createWalletClient({ chain: foundry, account, transport: http(anvil.rpcUrl) });
}

const vaultCall = () => ({ address: deployment.vault, abi: bountyVaultAbi }) as const;
const nextManifest = (): Hex => keccak256(toHex(`manifest ${manifests++}`));
const strangerOf = (i: number): Hex => `0x${(0xabc0000 + i).toString(16).padStart(40, "0")}`;

async function fund(amount: bigint) {
  const manifestHash = nextManifest();
  const deadlineS = (await vault.headTimestampS()) + 3600;
  const wallet = walletOf(owner);
  const approve = { address: deployment.token, abi: testTokenAbi, functionName: "approve" } as const;
  await wallet.writeContract({ ...approve, args: [deployment.vault, amount] });
  const args = [vault.ledgerId, amount, deadlineS, manifestHash] as const;
  const txHash = await wallet.writeContract({ ...vaultCall(), functionName: "fund", args });
  return { txHash, manifestHash, deadlineS, bountyId: vault.bountyIdOf(owner.address, manifestHash) };
}

async function signPermit(value: bigint, deadline: bigint) {
  const token = { address: deployment.token, abi: testTokenAbi } as const;
  const nonce = await node().readContract({ ...token, functionName: "nonces", args: [owner.address] });
  const fields = ["owner:address", "spender:address", "value:uint256", "nonce:uint256", "deadline:uint256"];
  const Permit = fields.map((field) => ({ name: field.split(":")[0] ?? "", type: field.split(":")[1] ?? "" }));
  const signature = await owner.signTypedData({
    domain: { name: "Assay Test USD", version: "1", chainId: 31337, verifyingContract: deployment.token },
    types: { Permit },
    primaryType: "Permit",
    message: { owner: owner.address, spender: deployment.vault, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, v: 27 + yParity, r, s };
}

async function draftOf(payouts: readonly Payout[], bountyId: Hex) {
  const batchId = await vault.nextBatchId(vault.ledgerId);
  const key = batchKey(vault.chainId, vault.vault, vault.ledgerId, batchId);
  const tree = buildTree(key, payouts);
  const { allocation } = allocationFor(tree.total, deployment.feeBps);
  const allocations = [{ bountyId, amount: allocation }];
  const { root, total } = tree;
  return { key, tree, draft: { ledgerId: vault.ledgerId, batchId, root, total, evidenceHash: EVIDENCE, allocations } };
}

async function postBatch(payouts: readonly Payout[], known?: Hex) {
  const bountyId = known ?? (await fund(20_000_000n)).bountyId;
  const { key, tree, draft } = await draftOf(payouts, bountyId);
  await vault.broadcast((await vault.signBatch(draft)).raw);
  const batch = await vault.batchAt(draft.ledgerId, draft.batchId);
  if (batch === null) throw new Error("the batch was not posted");
  expect(batch).toMatchObject(draft);
  return { batch, tree, payouts, key };
}

async function endWindow(batch: PostedBatch): Promise<void> {
  await node().setNextBlockTimestamp({ timestamp: BigInt(batch.claimableAtS) });
  await node().mine({ blocks: 1 });
}

async function claim(batch: PostedBatch, tree: SumTree, payouts: readonly Payout[], index: number): Promise<void> {
  const payout = payouts[index];
  if (payout === undefined) throw new Error(`no payout ${index}`);
  const args = claimArgs(batch, { ...payout, index }, tree.proof(index));
  await walletOf(worker).writeContract({ ...vaultCall(), functionName: "claim", args });
}

async function refund(bountyId: Hex): Promise<void> {
  await walletOf(owner).writeContract({ ...vaultCall(), functionName: "refund", args: [bountyId] });
}
