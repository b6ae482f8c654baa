import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Hex, keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { chainVault } from "@/lib/adapters/chain/vault";
import { freePort, startAnvil } from "./anvil";
import {
  draftOf,
  EVIDENCE,
  fund,
  nextManifest,
  OPERATOR_KEY,
  other,
  owner,
  type Stage,
  setStage,
  signPermit,
  strangerOf,
  worker,
} from "./chain-stage";

/** Code of contract accounts that answer every ERC-1271 question with the magic value, or with zero. */
const ERC1271_YES = "0x631626ba7e60e01b60005260206000f3";
const ERC1271_NO = "0x600060005260206000f3";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(() => stage?.clear());

describe("deploying", () => {
  test("a second start deploys nothing, with the file or without it", async () => {
    const before = await stage.node.getBlockNumber();
    expect(await stage.deploy("main.json")).toEqual(stage.deployment);
    expect(await stage.deploy("lost.json")).toEqual(stage.deployment);
    expect(await stage.node.getBlockNumber()).toBe(before);
    expect(JSON.parse(await readFile(join(stage.folder, "main.json"), "utf8"))).toEqual(stage.deployment);
  });

  test("keeps the terms of a development chain", () => {
    expect(stage.deployment).toMatchObject({
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
    const file = join(stage.folder, "restarted.json");
    await writeFile(file, JSON.stringify({ ...stage.deployment, deployedAtBlock: 99 }));
    const options = { rpcUrl: fresh.rpcUrl, chainId: 31337, operatorKey: OPERATOR_KEY, dev: true, file };
    const again = await ensureDeployed(options).finally(() => fresh.stop());
    expect(again.vault).toBe(stage.deployment.vault); // same code and terms, same address
    expect(again.deployedAtBlock).toBeLessThan(99);
  });

  test("a broken file and a node of another chain are refused in words", async () => {
    await writeFile(join(stage.folder, "broken.json"), '{"chainId": 31');
    await expect(stage.deploy("broken.json")).rejects.toMatchObject({ code: "unavailable" });
    const options = { rpcUrl: stage.rpcUrl, chainId: 1, operatorKey: OPERATOR_KEY, dev: false };
    await expect(ensureDeployed({ ...options, file: join(stage.folder, "other.json") })).rejects.toThrow(
      "serves chain 31337",
    );
  });
});

describe("funding", () => {
  test("a plain funding is read back from its transaction", async () => {
    const { txHash, manifestHash, bountyId, deadlineS } = await fund(stage, 40_000_000n);
    expect(bountyId).toBe(stage.vault.bountyIdOf(owner.address, manifestHash));
    expect(await stage.vault.readFunding(txHash)).toMatchObject({
      kind: "funded",
      bountyId,
      owner: owner.address,
      amount: 40_000_000n,
      deadlineS,
      manifestHash,
    });
    expect(await stage.vault.readBounty(bountyId)).toEqual({
      deadlineS,
      available: 40_000_000n,
      heldUntilS: 0,
    });
    expect(await stage.vault.availableOf(bountyId)).toBe(40_000_000n);
  });

  test("a funding by permit needs no approval", async () => {
    const manifestHash = nextManifest();
    const deadlineS = (await stage.vault.headTimestampS()) + 3600;
    const permit = await signPermit(stage, 7_000_000n, BigInt(deadlineS));
    const args = [stage.vault.ledgerId, 7_000_000n, deadlineS, manifestHash, permit] as const;
    const call = { ...stage.vaultCall, functionName: "fundWithPermit", args } as const;
    const txHash = await stage.mined(stage.walletOf(owner).writeContract(call));
    expect(await stage.vault.readFunding(txHash)).toMatchObject({ kind: "funded", amount: 7_000_000n, manifestHash });
  });

  test("what is no funding is told apart", async () => {
    const wallet = stage.walletOf(owner);
    const plain = await stage.mined(
      wallet.writeContract({
        ...stage.tokenCall,
        functionName: "approve",
        args: [worker.address, 1n],
      }),
    );
    expect(await stage.vault.readFunding(plain)).toEqual({ kind: "wrong-contract" });
    expect(await stage.vault.readFunding(keccak256("0x00"))).toEqual({ kind: "not-found" });
    const args = [stage.vault.ledgerId, 1n, 1, nextManifest()] as const; // deadline in 1970
    const call = { ...stage.vaultCall, functionName: "fund", args, gas: 200_000n } as const;
    const reverted = await stage.mined(wallet.writeContract(call));
    expect(await stage.vault.readFunding(reverted)).toEqual({ kind: "reverted" });
    expect(await stage.vault.readBounty(keccak256("0x01"))).toBeNull();
  });

  test("a transaction that waits is pending", async () => {
    await stage.node.setAutomine(false);
    const args = [worker.address, 2n] as const;
    const call = { ...stage.tokenCall, functionName: "approve", args } as const;
    const hash = await stage.walletOf(owner).writeContract(call);
    expect(await stage.vault.readFunding(hash)).toEqual({ kind: "pending" });
    expect(await stage.vault.receiptOf(hash)).toEqual({ kind: "pending" });
    await stage.node.setAutomine(true);
    await stage.node.mine({ blocks: 1 });
    await stage.mined(Promise.resolve(hash));
    expect((await stage.vault.receiptOf(hash)).kind).toBe("mined");
  });

  test("the watcher sees every funding once, and knows how far it has come", async () => {
    const { txHash, bountyId } = await fund(stage, 3_000_000n);
    const seen: { bountyId: Hex; txHash: Hex }[] = [];
    let through = 0n;
    for await (const blocks of stage.vault.fundedEvents(BigInt(stage.deployment.deployedAtBlock))) {
      seen.push(...blocks.fundings);
      through = blocks.throughBlock;
    }
    expect(seen.filter((funding) => funding.txHash === txHash)).toMatchObject([{ bountyId }]);
    expect(through).toBe(await stage.node.getBlockNumber());
    const later: unknown[] = [];
    for await (const blocks of stage.vault.fundedEvents(through + 1n)) later.push(blocks);
    expect(later).toEqual([]);
  });
});

describe("the chain's clock and its failures", () => {
  test("a tick moves a clock that is behind this machine's", async () => {
    const late = await startAnvil({ args: ["--timestamp", "1700000000"] });
    const behind = chainVault({ rpcUrl: late.rpcUrl, deployment: stage.deployment, operatorKey: OPERATOR_KEY });
    expect(await behind.headTimestampS()).toBe(1_700_000_000);
    const nowS = Math.floor(Date.now() / 1000);
    await behind.tick();
    expect(await behind.headTimestampS()).toBeGreaterThanOrEqual(nowS);
    await behind.tick();
    expect(await behind.headTimestampS().finally(() => late.stop())).toBeLessThanOrEqual(Date.now() / 1000);
  });

  test("a chain that does not answer is chain_unavailable", async () => {
    const rpcUrl = `http://127.0.0.1:${await freePort()}`;
    const silent = chainVault({ rpcUrl, deployment: stage.deployment, operatorKey: OPERATOR_KEY });
    const calls = [
      () => silent.headTimestampS(),
      () => silent.nextBatchId(1n),
      () => silent.readFunding(EVIDENCE),
      () => silent.broadcast("0x02"),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "chain_unavailable" });
  });

  test("an account without the chain's own coin is said to have too little, not that the chain is silent", async () => {
    const { bountyId } = await fund(stage, 20_000_000n);
    const { draft } = await draftOf(stage, [{ account: strangerOf(7), amount: 5n }], bountyId);
    const { raw } = await stage.vault.signBatch(draft);
    const { address } = privateKeyToAccount(OPERATOR_KEY);
    const had = await stage.node.getBalance({ address });
    await stage.node.setBalance({ address, value: 1n });
    await expect(stage.vault.broadcast(raw)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("too little of the chain's own coin"),
    });
    await stage.node.setBalance({ address, value: had });
    await stage.vault.broadcast(raw);
    expect(await stage.vault.batchAt(draft.ledgerId, draft.batchId)).not.toBeNull();
  });

  test("gifts are for development chains, and many at once get through", async () => {
    const accounts = Array.from({ length: 8 }, (_, i) => strangerOf(1000 + i));
    await Promise.all(accounts.map((to) => stage.vault.faucet({ to, amount: 5n })));
    for (const account of accounts) expect(await stage.vault.balanceOf(account)).toBe(5n);
    const serious = chainVault({
      ...{ rpcUrl: stage.rpcUrl, operatorKey: OPERATOR_KEY },
      deployment: { ...stage.deployment, chainId: 1 },
    });
    await expect(serious.faucet({ to: worker.address, amount: 1n })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("signatures: of a key, of another key, of none, and of contract accounts", async () => {
    const message = "Sign in to Assay";
    const signature = await worker.signMessage({ message });
    expect(await stage.vault.verifySignature({ address: worker.address, message, signature })).toBe(true);
    expect(await stage.vault.verifySignature({ address: other.address, message, signature })).toBe(false);
    expect(await stage.vault.verifySignature({ address: worker.address, message, signature: "0x1234" })).toBe(false);

    const ANY: Hex = `0x${"12".repeat(65)}`;
    const [yes, no] = [strangerOf(1), strangerOf(2)];
    await stage.node.setCode({ address: yes, bytecode: ERC1271_YES });
    await stage.node.setCode({ address: no, bytecode: ERC1271_NO });
    expect(await stage.vault.verifySignature({ address: yes, message, signature: ANY })).toBe(true);
    expect(await stage.vault.verifySignature({ address: no, message, signature: ANY })).toBe(false);

    const data = {
      domain: { name: "Assay", version: "1", chainId: 31337 },
      types: { Hello: [{ name: "text", type: "string" }] },
      primaryType: "Hello",
      message: { text: "hi" },
    } as const;
    const typed = await worker.signTypedData(data);
    expect(await stage.vault.verifyTypedData({ ...data, address: worker.address, signature: typed })).toBe(true);
    expect(await stage.vault.verifyTypedData({ ...data, address: other.address, signature: typed })).toBe(false);
  });
});
