// A settling process is killed with SIGKILL at every step; whoever comes next carries its batch on, and it is posted once.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestClient, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bountyVaultAbi } from "@/lib/abi";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { publicRpc } from "@/lib/adapters/chain/rpc";
import { type ChainVault, chainVault } from "@/lib/adapters/chain/vault";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { prismaOperatorBook } from "@/lib/adapters/prisma/operator-book";
import { type Queue, startQueue } from "@/lib/adapters/queue/queue";
import { diskFiles } from "@/lib/adapters/storage/disk";
import { liveDesk } from "@/lib/consensus/live-desk";
import { resolve } from "@/lib/consensus/service";
import { SYSTEM } from "@/lib/kernel/caller";
import type { BatchNo } from "@/lib/kernel/ids";
import { advance } from "@/lib/settlement/carry-on";
import type { SettlementDeps } from "@/lib/settlement/ports";
import { settle } from "@/lib/settlement/service";
import { ANVIL_KEYS, type Anvil, startAnvil } from "./anvil";
import { createDatabase, type TestDatabase } from "./database";
import { fundedBounty } from "./funded-crowd";
import { settlementOutside } from "./settlement-outside";

const root = path.resolve(import.meta.dirname, "../..");

let anvil: Anvil;
let folder: string;
let database: TestDatabase;
let db: PrismaClient;
let queue: Queue;
let chain: ChainVault;
let deps: SettlementDeps;
const deploymentFile = () => path.join(folder, "deployment.json");

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assay-killed-"));
  anvil = await startAnvil();
  database = await createDatabase();
  db = createPrisma(database.url, 6);
  queue = await startQueue(database.url);
  const options = { rpcUrl: anvil.rpcUrl, chainId: 31337, operatorKey: ANVIL_KEYS[0], dev: true } as const;
  const deployment = await ensureDeployed({ ...options, file: deploymentFile() });
  const book = (account: string) => prismaOperatorBook(db, { chainId: 31337, account });
  chain = chainVault({ rpcUrl: anvil.rpcUrl, deployment, operatorKey: ANVIL_KEYS[0], book });
  const files = diskFiles(folder);
  const outside = settlementOutside(db, queue, chain, { put: files.store, get: files.get });
  const clockS = async () => (await chain.clockS()) + 3_600; // later than any window: the next tick skips it
  deps = { ...outside, chain: { ...chain, clockS, tick: skipWindow }, now: () => Date.now() + 3_600_000 };
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await database?.drop();
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function skipWindow(): Promise<void> {
  const time = createTestClient({ chain: foundry, mode: "anvil", transport: http(anvil.rpcUrl) });
  await time.increaseTime({ seconds: 6 });
  await time.mine({ blocks: 1 });
}

/** Runs the doomed process; answers the signal that ended it. */
function settleAndDie(bountyNo: bigint, killAt: string): Promise<string | null> {
  const env = {
    ...process.env,
    ...{ DATABASE_URL: database.url, RPC_URL: anvil.rpcUrl, DEPLOYMENT: deploymentFile(), FILES: folder },
    ...{ BOUNTY_NO: `${bountyNo}`, KILL_AT: killAt },
  };
  const args = ["--import", "tsx", path.join(root, "tests/adapters/doomed-settler.ts")];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((ended) => child.once("exit", (_, signal) => ended(signal)));
}

async function postedOf(chainBountyId: string): Promise<number> {
  const reader = publicRpc(anvil.rpcUrl, 31337);
  const call = {
    address: chain.vault,
    abi: bountyVaultAbi,
    eventName: "Settled",
    fromBlock: 0n,
    strict: true,
  } as const;
  const logs = await reader.getContractEvents(call);
  return logs.filter(({ args }) => args.allocations.some(({ bountyId }) => bountyId === chainBountyId)).length;
}

test.each([
  "batches.reserve:after",
  "evidence.put:after",
  "batches.saveBuilt:after",
  "book.take:after",
  "book.store:after",
  "batches.saveSigned:before",
  "batches.saveSigned:after",
  "book.sent:after",
  "chain.broadcast:after",
  "batches.savePosted:before",
  "batches.savePosted:after",
])("killed at %s: the batch is on the chain once, and final", async (killAt) => {
  const bounty = await fundedBounty(db, chain, anvil.rpcUrl, 2);
  await resolve(
    { sweeps: prismaSweeps(db, queue.enqueueWith), live: prismaLive(db, queue.enqueueWith), desk: liveDesk() },
    SYSTEM,
    bounty.no,
  );
  await settle(deps, bounty.owner.caller, { id: bounty.id });
  expect(await settleAndDie(bounty.no, killAt)).toBe("SIGKILL");
  const { no } = await db.batch.findFirstOrThrow({ where: { bountyNo: bounty.no } });
  for (let steps = 0; (await deps.batches.byNo(no as BatchNo))?.state !== "final"; steps++) {
    expect(steps).toBeLessThan(20);
    await chain.tendTransactions();
    await advance(deps, SYSTEM, no as BatchNo);
  }
  const { chainBountyId } = await db.bounty.findUniqueOrThrow({ where: { no: bounty.no } });
  expect(await postedOf(chainBountyId ?? "")).toBe(1);
  const batch = await deps.batches.byNo(no as BatchNo);
  const found = await chain.batchAt(batch?.ledgerId ?? 0n, batch?.batchId ?? 0n);
  expect([found?.root, found?.txHash]).toEqual([batch?.root, batch?.txHash]);
  await chain.tendTransactions();
  expect(await db.operatorNonce.count({ where: { state: { in: ["taken", "signed", "sent"] } } })).toBe(0);
});
