import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAnvil } from "@/bin/launch/anvil.mjs";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import { type ChainVault, chainVault } from "@/lib/adapters/chain/vault";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import { prismaDatasets } from "@/lib/adapters/prisma/export";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { type Operations, prismaOperations } from "@/lib/adapters/prisma/operations";
import { createPool, type Pool } from "@/lib/adapters/prisma/pool";
import { prismaBatches } from "@/lib/adapters/prisma/settlement";
import { type Queue, startQueue } from "@/lib/adapters/queue/queue";
import { startWorker, type Worker, type WorkerServices } from "@/lib/adapters/queue/run-worker";
import { liveDesk } from "@/lib/consensus/live-desk";
import * as consensus from "@/lib/consensus/service";
import { writeExport } from "@/lib/export/orders";
import { formatsOf } from "@/lib/export/registry";
import { release, unreleased } from "@/lib/export/service";
import { sendAcceptances } from "@/lib/settlement/acceptance";
import * as carryOn from "@/lib/settlement/carry-on";
import { runCheck } from "@/lib/settlement/check-batch";
import type { SettlementDeps } from "@/lib/settlement/ports";
import { sendRelays } from "@/lib/settlement/send-relays";
import { settle } from "@/lib/settlement/service";
import { taskTypeOf } from "@/lib/task-types/registry";
import { memoryOutside } from "../export/memory-outside";
import { createDatabase, type TestDatabase } from "./database";
import { fundedBounty } from "./funded-crowd";
import { memoryEvidence } from "./memory-evidence";
import { mirrorOf, settlementOutside } from "./settlement-outside";

const OPERATOR = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let folder: string;
let database: TestDatabase;
let db: PrismaClient;
let queue: Queue;
let chain: ChainVault;
let deps: SettlementDeps;
let operations: Operations;
let pool: Pool;
const evidence = memoryEvidence();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-worker-"));
  anvil = await startAnvil();
  database = await createDatabase();
  pool = createPool(database.url, 6);
  db = createPrisma(pool);
  queue = await startQueue(database.url);
  const options = { rpcUrl: anvil.url, chainId: 31337, operatorKey: OPERATOR, dev: true } as const;
  const deployment = await ensureDeployed({ ...options, file: join(folder, "deployment.json") });
  chain = chainVault({ rpcUrl: anvil.url, deployment, operatorKey: OPERATOR });
  deps = settlementOutside(db, queue, chain, evidence);
  operations = prismaOperations(db, queue.enqueueWith);
});

afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await database?.drop();
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

const log = pino({ level: "silent" });
const funded: string[] = [];

function services(broken: { leases: number }): WorkerServices {
  const sweeps = {
    sweeps: prismaSweeps(db, queue.enqueueWith),
    live: prismaLive(db, queue.enqueueWith),
    desk: liveDesk(),
  };
  const { deps: out } = memoryOutside(prismaDatasets(db, pool));
  return {
    assignments: {
      expireLapsed: async () => {
        broken.leases += 1;
        if (broken.leases === 1) throw new Error("the database went away for a moment");
      },
    },
    bounties: {
      openFunded: async (_, { chainBountyId }) => funded.push(chainBountyId),
      publishAsked: async () => undefined,
      openLarge: async () => undefined,
    },
    consensus: {
      apply: (caller, no) => consensus.apply(sweeps, caller, no),
      resolve: (caller, no) => consensus.resolve(sweeps, caller, no),
      stale: (caller) => consensus.stale(sweeps, caller),
    },
    prelabel: { refreshModel: async () => undefined },
    items: { makeThumbnails: async () => 0, sweepUploads: async () => 0 },
    settlement: {
      build: (caller, no) => carryOn.build(deps, caller, no),
      advance: (caller, no) => carryOn.advance(deps, caller, no),
      unfinished: (caller) => carryOn.unfinished(deps, caller),
      runCheck: (caller, no) => runCheck(deps, caller, no),
      settleOverdue: (caller) => carryOn.settleOverdue(deps, caller),
      pushDue: (caller) => carryOn.pushDue(deps, caller),
      sendRelays: (caller) => sendRelays(deps, caller),
      sendAcceptances: (caller) => sendAcceptances(deps, caller),
    },
    exports: {
      release: (caller, no, terms) => release(out, caller, no, terms),
      unreleased: (caller) => unreleased(out, caller),
      writeExport: (caller, id) => writeExport(out, caller, id),
      sweepExports: async () => 0,
    },
    webhooks: { sendWebhooks: async () => 0, forgetDeliveries: async () => 0 },
  };
}

async function until(done: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((tick) => setTimeout(tick, 100));
  }
}

describe("the worker", () => {
  test("default: from outbox to released dataset by itself, through a failing pass and a killed worker's jobs", async () => {
    const broken = { leases: 0 };
    const bounty = await fundedBounty(db, chain, anvil.url, 3);
    const first = await startWorker(services(broken), {
      ...{ queue, operations, chain, mirror: mirrorOf(db, chain), log, version: "t1", now: deps.now },
    });
    await until(async () => (await db.qualityReport.count({ where: { bountyNo: bounty.no } })) === 1);
    await until(async () => (await db.outbox.count()) === 0);
    expect(funded).toContain((await db.bounty.findUniqueOrThrow({ where: { no: bounty.no } })).chainBountyId);
    await settle(deps, bounty.owner.caller, { id: bounty.id });
    await first.stop();
    // As after kill -9: whatever waited was being worked on by somebody who is no more.
    await db.$executeRaw`UPDATE pgboss.job SET state = 'active', started_on = now() WHERE state < 'active'`;

    queue = await startQueue(database.url);
    const enqueueWith = queue.enqueueWith;
    const second: Worker = await startWorker(services(broken), {
      ...{ queue, operations: prismaOperations(db, enqueueWith), chain, log, version: "t2", now: deps.now },
      mirror: mirrorOf(db, chain),
    });
    deps = { ...deps, batches: prismaBatches(db, enqueueWith) };
    const formats = formatsOf(taskTypeOf("choice")).length;
    await until(async () => (await db.datasetFile.count({ where: { bountyNo: bounty.no } })) === formats);
    expect(await db.bounty.findUniqueOrThrow({ where: { no: bounty.no } })).toMatchObject({ state: "settled" });
    expect(await db.batch.findMany({ where: { bountyNo: bounty.no } })).toMatchObject([{ state: "final", seq: 1 }]);
    expect(broken.leases).toBeGreaterThan(1);
    const beat = await db.heartbeat.findUniqueOrThrow({ where: { process: "worker" } });
    expect(beat.version).toBe("t2");
    expect(Date.now() - beat.at.getTime()).toBeLessThan(5_000);
    await second.stop();
  });
});
