import { webcrypto } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestClient, createWalletClient, http, verifyTypedData } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAnvil } from "@/bin/launch/anvil.mjs";
import { bountyVaultAbi } from "@/lib/abi";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { type ChainVault, chainVault } from "@/lib/adapters/chain/vault";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import { prismaEarnings } from "@/lib/adapters/prisma/earnings";
import { prismaDatasets } from "@/lib/adapters/prisma/export";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { createPool } from "@/lib/adapters/prisma/pool";
import { type Queue, startQueue } from "@/lib/adapters/queue/queue";
import { liveDesk } from "@/lib/consensus/live-desk";
import { quality, resolve, stale } from "@/lib/consensus/service";
import { dataset, datasetRows, download, listDatasets, release } from "@/lib/export/service";
import { SYSTEM } from "@/lib/kernel/caller";
import type { BatchNo } from "@/lib/kernel/ids";
import { advance, build, settleOverdue, unfinished } from "@/lib/settlement/carry-on";
import type { SettlementChain } from "@/lib/settlement/chain-port";
import type { SettlementDeps } from "@/lib/settlement/ports";
import { answersOf, batch, batchesOf, earnings, evidence, push, settle } from "@/lib/settlement/service";
import { verifyEvidence } from "@/lib/settlement/verify";
import { p256Verifier } from "@/lib/settlement/verify-signatures";
import { bytesOf } from "../export/bytes";
import { memoryOutside } from "../export/memory-outside";
import { createDatabase, type TestDatabase } from "./database";
import { type FundedBounty, fundedBounty, type Person, person, truthOf } from "./funded-crowd";
import { memoryEvidence } from "./memory-evidence";
import { mined } from "./mined";
import { follow, settlementOutside } from "./settlement-outside";

const OPERATOR = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** The house's clock stands ahead, and the chain's is pushed on, so that no test waits for a window to end. */
const AHEAD_MS = 600_000;

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let folder: string;
let database: TestDatabase;
let db: PrismaClient;
let queue: Queue;
let chain: ChainVault;
let deps: SettlementDeps;
const files = memoryEvidence();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-settle-"));
  anvil = await startAnvil();
  database = await createDatabase();
  db = createPrisma(database.url, 6);
  queue = await startQueue(database.url);
  const options = { rpcUrl: anvil.url, chainId: 31337, operatorKey: OPERATOR, dev: true } as const;
  const deployment = await ensureDeployed({ ...options, file: join(folder, "deployment.json") });
  chain = chainVault({ rpcUrl: anvil.url, deployment, operatorKey: OPERATOR });
  deps = depsWith({});
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await database?.drop();
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

const depsWith = (mutant: Partial<SettlementChain>): SettlementDeps => ({
  ...settlementOutside(db, queue, chain, files),
  chain: { ...chain, tick: skipWindow, ...mutant },
  now: () => Date.now() + AHEAD_MS,
});
const skipWindow = async () => {
  const time = createTestClient({ chain: foundry, mode: "anvil", transport: http(anvil.url) });
  await time.increaseTime({ seconds: 6 });
  await time.mine({ blocks: 1 });
};
const sweeps = () => ({
  sweeps: prismaSweeps(db, queue.enqueueWith),
  live: prismaLive(db, queue.enqueueWith),
  desk: liveDesk(),
});
const newCrowd = (crowd = 4) => fundedBounty(db, chain, anvil.url, crowd);
const noOf = async (bounty: FundedBounty) => {
  const row = await db.batch.findFirstOrThrow({ where: { bountyNo: bounty.no }, orderBy: { seq: "desc" } });
  return row.no as BatchNo;
};
const stateOf = async (bounty: FundedBounty) => (await deps.batches.byNo(await noOf(bounty)))?.state;

/** Does what the worker does until the bounty's batch is final; the window of the development ledger is seconds. */
async function carryOn(bounty: FundedBounty, within = deps): Promise<void> {
  const end = Date.now() + 60_000;
  await resolve(sweeps(), SYSTEM, bounty.no);
  while ((await stateOf(bounty)) !== "final") {
    if (Date.now() > end) throw new Error(`the batch stays ${await stateOf(bounty)}`);
    await advance(within, SYSTEM, await noOf(bounty));
    await new Promise((tick) => setTimeout(tick, 20));
  }
}

async function claimAll({ wallet, caller }: Person): Promise<bigint> {
  await chain.faucet({ to: wallet.address, amount: 1n });
  const before = await chain.balanceOf(wallet.address);
  const client = createWalletClient({ account: wallet, chain: foundry, transport: http(anvil.url) });
  for (const { header, leaf, proof } of (await earnings(deps, caller)).claimable) {
    const head = { ...header, ledgerId: BigInt(header.ledgerId), batchId: BigInt(header.batchId) };
    const args = [
      head as typeof head & { token: `0x${string}`; meta: `0x${string}` },
      { index: BigInt(leaf.index), account: leaf.account as `0x${string}`, amount: BigInt(leaf.amount) },
      proof as `0x${string}`,
    ] as const;
    const call = { address: chain.vault, abi: bountyVaultAbi, functionName: "claim", args } as const;
    await mined(anvil.url, client.writeContract(call));
  }
  return (await chain.balanceOf(wallet.address)) - before;
}

const verify = async (id: string) => {
  const file = await evidence(deps, SYSTEM, { id });
  return verifyEvidence(file.chunks, {
    verifyTypedData: (signed) => verifyTypedData(signed),
    verifyP256: p256Verifier(webcrypto.subtle as SubtleCrypto),
    chain: { batch: ({ ledgerId, batchId }) => chain.batchAt(ledgerId, batchId) },
  });
};

describe("a bounty from its answers to the annotators' wallets", () => {
  let bounty: FundedBounty;

  test("default: sweep, settle, window, claim, verify, release", async () => {
    bounty = await newCrowd();
    expect(await stale(sweeps(), SYSTEM)).toContain(bounty.no);
    expect(await resolve(sweeps(), SYSTEM, bounty.no)).toBe("saved");
    expect(await stale(sweeps(), SYSTEM)).not.toContain(bounty.no);

    const growing = await earnings(deps, bounty.annotators[0]?.caller ?? SYSTEM);
    expect(growing.growing).toMatchObject([{ bountyId: bounty.id, answers: 20, atMostUnits: "1000000" }]);

    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    expect(opened).toMatchObject({ state: "building", seq: 1, evidence: null });
    await build(deps, SYSTEM, bounty.no);
    expect(await stateOf(bounty)).toBe("window");
    expect((await earnings(deps, bounty.annotators[0]?.caller ?? SYSTEM)).claimable).toEqual([]);
    await carryOn(bounty);
    /** As somebody sees it who has more paid payouts than the page shows. */
    const beyondPage = { ...deps, earned: prismaEarnings(db, 0) };
    const someone = bounty.annotators[0]?.caller ?? SYSTEM;
    expect((await earnings(beyondPage, someone)).claimable).toHaveLength(1);

    let paid = 0n;
    for (const each of bounty.annotators) {
      const got = await claimAll(each);
      expect(got).toBeGreaterThan(0n);
      paid += got;
    }
    const view = await batch(deps, SYSTEM, { id: opened.id });
    expect(view).toMatchObject({ state: "final", totalUnits: paid.toString(), answers: 80, annotators: 4 });
    expect(BigInt(view.allocationUnits)).toBeLessThanOrEqual(bounty.escrow);
    await follow(db, chain);
    const after = await earnings(deps, bounty.annotators[0]?.caller ?? SYSTEM);
    expect(after).toMatchObject({ claimable: [], growing: [] });
    expect(after.earned[0]).toMatchObject({ state: "paid", counted: 16, gold: 4 });
    expect(await earnings(beyondPage, someone)).toMatchObject({ earned: [], totals: after.totals });
    expect(after.totals.paid).toBe(after.earned[0]?.amountUnits);

    const report = await verify(opened.id);
    expect(report.mismatch).toBeUndefined();
    expect(report).toMatchObject({ verdict: "match", totalUnits: paid.toString() });
    expect(report.checks.every(({ ok }) => ok)).toBe(true);
  });

  test("behavior: the evidence with one byte changed does not verify", async () => {
    const { batches } = await batchesOf(deps, SYSTEM, { id: bounty.id });
    const sha = batches[0]?.evidence?.sha256 ?? "";
    const file = files.files.get(sha);
    if (!file) throw new Error("no evidence");
    const spoilt = Uint8Array.from(file);
    spoilt[Buffer.from(file).indexOf('"leadMs":9') + 9] = "8".charCodeAt(0);
    files.files.set(sha, spoilt);
    expect((await verify(batches[0]?.id ?? "")).verdict).toBe("mismatch");
    files.files.set(sha, file);
  });

  test("behavior: the dataset is public, its downloads are what was weighed, formulas are guarded", async () => {
    const pool = createPool(database.url, 2);
    const { deps: out } = memoryOutside(prismaDatasets(db, pool));
    await release(out, SYSTEM, bounty.no);
    const page = await dataset(out, { kind: "anonymous" }, { id: bounty.id });
    expect(page).toMatchObject({ items: 16, goldItems: 4, answers: 80, annotators: 4 });
    expect(page.batches).toHaveLength(1);
    expect((await listDatasets(out, { kind: "anonymous" }, { q: "tone", after: "", limit: 10 })).datasets[0]?.id).toBe(
      bounty.id,
    );
    for (const { format, sha256, bytes, rows } of page.downloads) {
      const file = await download(out, { kind: "anonymous" }, { id: bounty.id, format, options: {} });
      const found = await bytesOf(file.chunks);
      const hash = Buffer.from(await webcrypto.subtle.digest("SHA-256", found)).toString("hex");
      expect([format, hash, found.length]).toEqual([format, sha256, bytes]);
      expect([format, rows]).toEqual([format, format === "croissant" ? 0 : 20]);
      const text = found.toString("utf8");
      if (format === "crowd-log") expect(text.trim().split("\r\n")).toHaveLength(81);
      if (format === "csv") expect(text).toContain(",'=note 0,");
      if (format !== "jsonl") continue;
      const lines = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      for (const { id, label } of lines) expect(label).toBe(truthOf(Number(id.slice(2))));
      expect(lines.find(({ id }) => id === "n-0")?.payload.text).toBe("=note 0");
    }
    const every = { id: bounty.id, after: "", limit: 100, least: 0, most: 1_000, contested: false };
    const rows = async (more: object) => (await datasetRows(out, { kind: "anonymous" }, { ...every, ...more })).rows;
    const all = await rows({});
    for (const { label } of page.labels) {
      expect(await rows({ label })).toEqual(all.filter((row) => row.label === label));
    }
    for (const [least, most] of [
      [1_000, 1_000],
      [0, 999],
      [900, 1_000],
    ] as const) {
      const within = all.filter(({ certaintyPermille: sure }) => sure >= least && sure <= most);
      expect(await rows({ least, most })).toEqual(within);
    }
    expect((await rows({ contested: true })).every(({ gold }) => !gold)).toBe(true);
    await pool.end();
  });

  test("behavior: each annotator is told what became of each answer, and why", async () => {
    const { answers, next } = await answersOf(deps, bounty.annotators[1]?.caller ?? SYSTEM, {
      id: bounty.id,
      after: "",
      limit: 100,
    });
    expect(answers).toHaveLength(20);
    expect(next).toBeNull();
    expect(answers.every(({ scoreMillibits, reason }) => scoreMillibits !== null && reason.length > 0)).toBe(true);
    expect(answers.filter(({ agrees }) => !agrees).length).toBeGreaterThan(0);
  });

  test("behavior: the owner sees the quality; a stranger does not", async () => {
    const view = await quality(sweeps(), bounty.owner.caller, { id: bounty.id });
    expect(view.report).toMatchObject({ version: 80, items: 16, goldItems: 4, answers: { counted: 64, gold: 16 } });
    expect(view.annotators).toHaveLength(4);
    await expect(quality(sweeps(), bounty.annotators[0]?.caller ?? SYSTEM, { id: bounty.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("refusals", () => {
  test("behavior: a stranger cannot settle; twice is once; a settled bounty gives its last batch", async () => {
    const bounty = await newCrowd(2);
    const stranger = await person(db);
    await expect(settle(deps, stranger.caller, { id: bounty.id })).rejects.toMatchObject({ code: "forbidden" });
    const clicks = await Promise.all([1, 2, 3].map(() => settle(deps, bounty.owner.caller, { id: bounty.id })));
    expect(new Set(clicks.map(({ batch: { id } }) => id)).size).toBe(1);
    await carryOn(bounty);
    const again = await settle(deps, bounty.owner.caller, { id: bounty.id });
    expect(again.batch).toMatchObject({ id: clicks[0]?.batch.id, state: "final" });
    expect(await db.batch.count({ where: { bountyNo: bounty.no } })).toBe(1);
  });

  test("behavior: nothing answered is final without a transaction, and says why", async () => {
    const bounty = await fundedBounty(db, chain, anvil.url, 2, { answered: false });
    await settle(deps, bounty.owner.caller, { id: bounty.id });
    await carryOn(bounty);
    const { batches } = await batchesOf(deps, SYSTEM, { id: bounty.id });
    expect(batches).toMatchObject([{ state: "final", batchId: null, txHash: null, totalUnits: "0" }]);
    expect(batches[0]?.note).toMatch(/nothing was to be paid/i);
    expect((await db.bounty.findUniqueOrThrow({ where: { no: bounty.no } })).state).toBe("settled");
  });

  test("behavior: a passed deadline settles an open bounty by itself", async () => {
    const bounty = await newCrowd(2);
    await db.bounty.update({ where: { no: bounty.no }, data: { deadline: new Date(Date.now() - 1000) } });
    await settleOverdue(deps, SYSTEM);
    expect((await unfinished(deps, SYSTEM)).some(({ bountyNo }) => bountyNo === bounty.no)).toBe(true);
    await carryOn(bounty);
  });

  test("behavior: evidence is not told before the batch is on the chain", async () => {
    const bounty = await newCrowd(2);
    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    const silent = depsWith({ broadcast: async () => undefined });
    await build(silent, SYSTEM, bounty.no);
    expect(await stateOf(bounty)).toBe("posting");
    await expect(evidence(deps, SYSTEM, { id: opened.id })).rejects.toMatchObject({ code: "not_found" });
    await carryOn(bounty);
    expect((await verify(opened.id)).verdict).toBe("match");
  });
});

describe("killed between the steps", () => {
  const killed = async () => {
    throw new Error("killed");
  };
  const steps: [string, Partial<SettlementChain>][] = [
    ["after the place was reserved", { availableOf: killed }],
    ["after the build, before signing", { signBatch: killed }],
    ["after signing, before sending", { broadcast: killed }],
  ];

  test.each(steps)("behavior: %s: goes on, one batch on the chain", async (_, mutant) => {
    const bounty = await newCrowd(2);
    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    await expect(build(depsWith(mutant), SYSTEM, bounty.no)).rejects.toThrow("killed");
    await carryOn(bounty);
    expect((await verify(opened.id)).verdict).toBe("match");
  });

  test("behavior: after sending, before the answer: the same bytes, one batch", async () => {
    const bounty = await newCrowd(2);
    await settle(deps, bounty.owner.caller, { id: bounty.id });
    let sent = "";
    const cut = depsWith({
      broadcast: async (raw) => {
        sent = raw;
        await chain.broadcast(raw);
        throw new Error("killed");
      },
    });
    await expect(build(cut, SYSTEM, bounty.no)).rejects.toThrow("killed");
    const before = await chain.nextBatchId(chain.ledgerId);
    await carryOn(bounty);
    expect(await chain.nextBatchId(chain.ledgerId)).toBe(before);
    expect((await db.batch.findUniqueOrThrow({ where: { no: await noOf(bounty) } })).rawTx).toBe(sent);
  });

  test("behavior: a transaction whose nonce another one took is signed anew, for the same place", async () => {
    const bounty = await newCrowd(2);
    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    await build(depsWith({ broadcast: async () => undefined }), SYSTEM, bounty.no);
    const first = await deps.batches.byNo(await noOf(bounty));
    const operator = createWalletClient({
      account: privateKeyToAccount(OPERATOR),
      chain: foundry,
      transport: http(anvil.url),
    });
    await mined(anvil.url, operator.sendTransaction({ to: bounty.owner.wallet.address, value: 1n }));
    await carryOn(bounty);
    const last = await deps.batches.byNo(await noOf(bounty));
    expect(last?.txHash).not.toBe(first?.txHash);
    expect(last?.batchId).toBe(first?.batchId);
    expect((await verify(opened.id)).verdict).toBe("match");
  });

  test("behavior: a place that another batch took is given up, and the batch built anew for the next", async () => {
    const [bounty, rival] = [await newCrowd(2), await newCrowd(2)];
    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    await build(depsWith({ broadcast: async () => undefined }), SYSTEM, bounty.no);
    const first = await deps.batches.byNo(await noOf(bounty));
    await postByHand(rival, first?.batchId ?? 0n);
    await carryOn(bounty);
    const last = await deps.batches.byNo(await noOf(bounty));
    expect(last?.batchId).toBe((first?.batchId ?? 0n) + 1n);
    expect(last?.root).not.toBe(first?.root);
    expect((await verify(opened.id)).verdict).toBe("match");
  });

  test("behavior: two bounties at once take turns on the ledger", async () => {
    const crowd = [await newCrowd(2), await newCrowd(3), await newCrowd(2)];
    for (const bounty of crowd) await settle(deps, bounty.owner.caller, { id: bounty.id });
    await Promise.all(crowd.map((bounty) => carryOn(bounty)));
    for (const bounty of crowd) {
      const { batches } = await batchesOf(deps, SYSTEM, { id: bounty.id });
      expect((await verify(batches[0]?.id ?? "")).verdict).toBe("match");
    }
  });
});

describe("the operator's push", () => {
  test("default: pays every annotator who has not claimed, once", async () => {
    const bounty = await newCrowd(5);
    const { batch: opened } = await settle(deps, bounty.owner.caller, { id: bounty.id });
    const stranger = await person(db);
    await carryOn(bounty);
    await expect(push(deps, stranger.caller, { id: opened.id })).rejects.toMatchObject({ code: "forbidden" });
    const first = bounty.annotators[0];
    if (!first) throw new Error("nobody");
    expect(await claimAll(first)).toBeGreaterThan(0n);
    const pushed = await push(deps, bounty.owner.caller, { id: opened.id });
    expect(pushed).toMatchObject({ paid: 4, left: 0 });
    for (const { wallet } of bounty.annotators) expect(await chain.balanceOf(wallet.address)).toBeGreaterThan(0n);
    expect(await push(deps, SYSTEM, { id: opened.id })).toMatchObject({ paid: 0, transactions: [] });
    await follow(db, chain);
    expect((await earnings(deps, first.caller)).earned[0]?.state).toBe("paid");
  });
});

/** Somebody else with the operator's key posts a batch of their own at this place. */
async function postByHand(rival: FundedBounty, batchId: bigint): Promise<void> {
  const { chainBountyId } = await db.bounty.findUniqueOrThrow({ where: { no: rival.no } });
  const { feeBps } = await chain.ledger(chain.ledgerId);
  const amount = 10_000n;
  const total = amount - (amount * BigInt(feeBps)) / 10_000n;
  const root = `0x${"ab".repeat(32)}` as const;
  const allocations = [{ bountyId: chainBountyId as `0x${string}`, amount }];
  const args = [chain.ledgerId, batchId, root, total, `0x${"cd".repeat(32)}`, allocations] as const;
  const operator = createWalletClient({
    account: privateKeyToAccount(OPERATOR),
    chain: foundry,
    transport: http(anvil.url),
  });
  const call = { address: chain.vault, abi: bountyVaultAbi, functionName: "settle", args } as const;
  await mined(anvil.url, operator.writeContract(call));
}
