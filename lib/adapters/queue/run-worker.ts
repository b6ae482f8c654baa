/**
 * The worker: takes jobs, and repeats what must be done by the clock. Everything it does is level-triggered: each pass
 * looks at what is there and does what is missing, so a worker that was killed at any moment loses nothing.
 */
import type { Logger } from "pino";
import type { Terms } from "@/lib/export/ports";
import { type Caller, SYSTEM } from "@/lib/kernel/caller";
import type { BatchNo, BountyNo, ExportId } from "@/lib/kernel/ids";
import type { Batch } from "@/lib/settlement/batch";
import { type EventMirror, type EventSource, followChain } from "../chain/follow";
import type { Tended } from "../chain/tend";
import { type Loop, startLoop } from "./loop";
import { pacer } from "./pacer";
import type { JobFailure, JobHandlers, Queue } from "./queue";

/** What the worker asks of the house; the composed services have this shape. */
export type WorkerServices = {
  readonly assignments: { expireLapsed(caller: Caller): Promise<unknown> };
  readonly bounties: {
    openFunded(caller: Caller, event: { readonly chainBountyId: string; readonly txHash: string }): Promise<unknown>;
    publishAsked(caller: Caller, bountyId: string): Promise<unknown>;
    openLarge(caller: Caller, bountyId: string, txHash?: string): Promise<unknown>;
  };
  readonly consensus: {
    apply(caller: Caller, bountyNo: BountyNo): Promise<unknown>;
    resolve(caller: Caller, bountyNo: BountyNo): Promise<unknown>;
    stale(caller: Caller): Promise<readonly BountyNo[]>;
  };
  readonly prelabel: { refreshModel(input: { readonly bountyNo: BountyNo }): Promise<unknown> };
  readonly settlement: {
    build(caller: Caller, bountyNo: BountyNo): Promise<unknown>;
    advance(caller: Caller, batchNo: BatchNo): Promise<unknown>;
    runCheck(caller: Caller, batchNo: BatchNo): Promise<unknown>;
    unfinished(caller: Caller): Promise<readonly Batch[]>;
    settleOverdue(caller: Caller): Promise<number>;
    pushDue(caller: Caller): Promise<number>;
    sendRelays(caller: Caller): Promise<number>;
    sendAcceptances(caller: Caller): Promise<number>;
  };
  readonly exports: {
    release(caller: Caller, bountyNo: BountyNo, terms: Terms): Promise<unknown>;
    unreleased(caller: Caller): Promise<readonly BountyNo[]>;
    writeExport(caller: Caller, exportId: ExportId): Promise<unknown>;
    sweepExports(caller: Caller): Promise<number>;
  };
  readonly items: {
    makeThumbnails(caller: Caller): Promise<number>;
    sweepUploads(caller: Caller): Promise<number>;
  };
  readonly webhooks: {
    sendWebhooks(caller: Caller): Promise<number>;
    forgetDeliveries(caller: Caller): Promise<number>;
  };
};

export type WorkerDeps = {
  readonly queue: Queue;
  readonly operations: WorkerBook;
  readonly chain: FundingWatch;
  readonly mirror: EventMirror;
  /** Pays final batches out without being asked. */
  readonly push?: boolean;
  readonly log: Logger;
  /** Written into the heartbeat. */
  readonly version: string;
  /** Name of the heartbeat's row. */
  readonly process?: string;
  now(): number;
};

/** What the worker keeps between passes (`prismaOperations`). */
export type WorkerBook = {
  beat(process: string, at: Date, version: string): Promise<void>;
  cursor(id: string): Promise<bigint>;
  moveCursor(id: string, block: bigint): Promise<void>;
  relayOutbox(): Promise<number>;
};

/** What the worker watches on the chain (`chainVault`). */
export type FundingWatch = EventSource & {
  tendTransactions(): Promise<Tended>;
  readonly chainId: number;
  readonly vault: string;
  readonly dev: boolean;
  /** Unix seconds by the chain's own clock. */
  clockS(): Promise<number>;
  fundedEvents(fromBlock: bigint): AsyncIterable<{
    readonly throughBlock: bigint;
    readonly fundings: readonly { readonly bountyId: string; readonly txHash: string }[];
  }>;
};

export type Worker = {
  /** Lets the running passes and jobs end, then closes the queue. */
  stop(): Promise<void>;
};

export async function startWorker(services: WorkerServices, deps: WorkerDeps): Promise<Worker> {
  const { queue, log } = deps;
  await queue.work(handlersOf(services), (failure) => tell(log, failure));
  const loops = passesOf(services, deps).map(([name, everyMs, pass]) => startLoop(name, everyMs, pass, log));
  log.info({ loops: loops.length, version: deps.version }, "the worker is at work");
  return {
    stop: async () => {
      await Promise.all(loops.map((loop: Loop) => loop.stop()));
      await queue.stop();
      log.info("the worker has ended");
    },
  };
}

function handlersOf(services: WorkerServices): JobHandlers {
  const no = (text: string) => BigInt(text);
  return {
    "apply-answers": async ({ bountyNo }) => {
      await services.consensus.apply(SYSTEM, no(bountyNo) as BountyNo);
    },
    "resolve-bounty": async ({ bountyNo }) => {
      await services.consensus.resolve(SYSTEM, no(bountyNo) as BountyNo);
    },
    "refresh-model": async ({ bountyNo }) => {
      await services.prelabel.refreshModel({ bountyNo: no(bountyNo) as BountyNo });
    },
    "publish-bounty": async ({ bountyId }) => {
      await services.bounties.publishAsked(SYSTEM, bountyId);
    },
    "open-bounty": async ({ bountyId, txHash }) => {
      await services.bounties.openLarge(SYSTEM, bountyId, txHash);
    },
    "settle-bounty": async ({ bountyNo }) => {
      await services.settlement.build(SYSTEM, no(bountyNo) as BountyNo);
    },
    "advance-batch": async ({ batchNo }) => {
      await services.settlement.advance(SYSTEM, no(batchNo) as BatchNo);
    },
    "verify-batch": async ({ batchNo }) => {
      await services.settlement.runCheck(SYSTEM, no(batchNo) as BatchNo);
    },
    "release-dataset": async ({ bountyNo, ...terms }) => {
      await services.exports.release(SYSTEM, no(bountyNo) as BountyNo, terms);
    },
    "write-export": async ({ exportId }) => {
      await services.exports.writeExport(SYSTEM, exportId as ExportId);
    },
  };
}

type Pass = readonly [name: string, everyMs: number, pass: () => Promise<unknown>];

function passesOf(services: WorkerServices, deps: WorkerDeps): readonly Pass[] {
  const { operations, chain, queue, now, version } = deps;
  const slow = chain.dev ? 1 : 10;
  return [
    ["heartbeat", 2_000, () => operations.beat(deps.process ?? "worker", new Date(now()), version)],
    ["leases", 1_000, () => services.assignments.expireLapsed(SYSTEM)],
    ["outbox", 300, () => operations.relayOutbox()],
    ["fundings", 500 * slow, () => watchFundings(services, deps)],
    ["batches", 500 * slow, batchPass(services, deps)],
    ["deadlines", 5_000, () => services.settlement.settleOverdue(SYSTEM)],
    ["events", 1_000 * slow, () => follow(deps)],
    ["transactions", 1_000 * slow, () => tend(deps)],
    ["relays", 1_000, () => services.settlement.sendRelays(SYSTEM)],
    ["acceptances", 1_000, () => services.settlement.sendAcceptances(SYSTEM)],
    ...(deps.push ? [["payouts", 5_000, () => services.settlement.pushDue(SYSTEM)] as const] : []),
    ["sweeps", 10_000, () => resolveStale(services, queue)],
    ["releases", 30_000, () => releaseRest(services, queue)],
    ["old exports", 3_600_000, () => services.exports.sweepExports(SYSTEM)],
    ["thumbnails", 1_000, () => services.items.makeThumbnails(SYSTEM)],
    ["old uploads", 3_600_000, () => services.items.sweepUploads(SYSTEM)],
    ["webhooks", 1_000, () => services.webhooks.sendWebhooks(SYSTEM)],
    ["webhook log", 3_600_000, () => services.webhooks.forgetDeliveries(SYSTEM)],
  ];
}

async function follow({ chain, mirror, log }: WorkerDeps): Promise<void> {
  const { rolledBackFrom, through } = await followChain(chain, mirror);
  if (rolledBackFrom !== null)
    log.warn({ from: rolledBackFrom.toString(), through: through.toString() }, "reorganised");
}

async function tend({ chain, log }: WorkerDeps): Promise<void> {
  const done = await chain.tendTransactions();
  if (done.capped > 0) log.error(done, "a transaction is stuck and its fee may not rise: see ASSAY_MAX_FEE_GWEI");
  else if (done.dearer + done.filled + done.lost > 0) log.info(done, "transactions were looked after");
}

/** Opens bounties that the chain says were funded; the cursor moves on only behind what was dealt with. */
async function watchFundings({ bounties }: WorkerServices, { chain, operations }: WorkerDeps): Promise<void> {
  const id = `${chain.chainId}:${chain.vault.toLowerCase()}`;
  const cursor = await operations.cursor(id);
  const first = BigInt(chain.deployment.deployedAtBlock);
  for await (const { throughBlock, fundings } of chain.fundedEvents(cursor > first ? cursor : first)) {
    for (const { bountyId, txHash } of fundings) {
      await bounties.openFunded(SYSTEM, { chainBountyId: bountyId, txHash });
    }
    if (throughBlock >= cursor) await operations.moveCursor(id, throughBlock + 1n);
  }
}

/** Queues the next step of every batch that is not final: at once when its state moved, then less and less often. */
function batchPass({ settlement }: WorkerServices, { queue, chain, now }: WorkerDeps): () => Promise<void> {
  const pace = pacer(now);
  return async () => {
    // A development chain's clock may have been moved away from ours.
    const clockMs = chain.dev ? (await chain.clockS()) * 1000 : now();
    const batches = await settlement.unfinished(SYSTEM);
    pace.keep(batches.map(({ id }) => id));
    for (const { id, no, bountyNo, state, txHash, claimableAtS } of batches) {
      if (state === "window" && clockMs < (claimableAtS ?? 0) * 1000) continue;
      if (!pace.isDue(id, `${state} ${txHash}`)) continue;
      if (state === "building") await queue.enqueue("settle-bounty", { bountyNo: bountyNo.toString() });
      else await queue.enqueue("advance-batch", { batchNo: no.toString() });
    }
  };
}

async function resolveStale({ consensus }: WorkerServices, { enqueue }: Queue): Promise<void> {
  for (const bountyNo of await consensus.stale(SYSTEM)) {
    await enqueue("resolve-bounty", { bountyNo: bountyNo.toString() });
  }
}

/** Datasets that were settled before versions were, or whose release was lost. */
async function releaseRest({ exports }: WorkerServices, { enqueue }: Queue): Promise<void> {
  for (const bountyNo of await exports.unreleased(SYSTEM)) {
    await enqueue("release-dataset", { bountyNo: bountyNo.toString() });
  }
}

function tell(log: Logger, { job, payload, error: err, dead }: JobFailure): void {
  if (dead) log.error({ job, payload, err }, "a job has failed for good");
  else log.warn({ job, payload, err }, "a job failed; it will be tried again");
}
