/** The job queue: pg-boss on the same PostgreSQL, so that a job is sent in the transaction that writes the data. */
import PgBoss from "pg-boss";
import { type Enqueue, JOBS, type JobName, type JobPayload } from "@/lib/kernel/jobs";

/** A connection, or a transaction on one, that runs a statement with `$1…` parameters. */
export type SqlSession = { executeSql(text: string, values: unknown[]): Promise<{ rows: unknown[] }> };

/** Sends jobs inside the caller's transaction: they exist when it commits, and never when it rolls back. */
export type EnqueueWith = (session: SqlSession) => Enqueue;

export type JobHandlers = { readonly [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> };

/** What befell a job. `dead`: it failed as often as it may; somebody has to look. */
export type JobFailure = {
  readonly job: JobName;
  readonly payload: unknown;
  readonly error: unknown;
  readonly dead: boolean;
};

export type Queue = {
  readonly enqueueWith: EnqueueWith;
  /** Sends in a transaction of its own. */
  readonly enqueue: Enqueue;
  /** Starts taking jobs: of each kind one at a time. */
  work(handlers: JobHandlers, onFailure: (failure: JobFailure) => void): Promise<void>;
  /** Lets running jobs end (at most `graceMs`), then closes its connections. */
  stop(graceMs?: number): Promise<void>;
};

export type QueueOptions = {
  /** Connections of its own. */
  readonly max?: number;
  /** Whether this process does the upkeep (expiry, archive); one worker at least must. */
  readonly upkeep?: boolean;
  readonly onError?: (error: Error) => void;
};

/** Five tries, 1 s, 2 s, 4 s … apart. A waiting job of the same key is one job (`short`); a running one does not count. */
const QUEUE = { policy: "short", retryLimit: 5, retryDelay: 1, retryBackoff: true, expireInSeconds: 900 } as const;
const POLL_SECONDS = 0.5;

/**
 * Opens the queue of this database and makes its tables where they are absent (schema `pgboss`). Safe to call from
 * several processes at once. Throws what the database says when it cannot be reached.
 */
export async function startQueue(databaseUrl: string, options: QueueOptions = {}): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: options.max ?? 3,
    application_name: "assay-queue",
    schedule: false,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 3,
    supervise: options.upkeep ?? false,
  });
  boss.on("error", (error) => options.onError?.(error));
  await boss.start();
  for (const name of Object.keys(JOBS)) {
    await boss.createQueue(name, { name, ...QUEUE });
    await boss.updateQueue(name, { name, ...QUEUE });
  }
  return {
    enqueueWith: (session) => sender(boss, session),
    enqueue: sender(boss, boss.getDb()),
    work: (handlers, onFailure) => takeJobs(boss, handlers, onFailure),
    stop: (graceMs = 20_000) => boss.stop({ graceful: graceMs > 0, timeout: graceMs }),
  };
}

function sender(boss: PgBoss, session: SqlSession): Enqueue {
  const db = { executeSql: (text: string, values: unknown[]) => session.executeSql(text, values ?? []) };
  return async (name, payload, { key, afterMs } = {}) => {
    const singletonKey = key ?? Object.values(payload).join(":");
    const startAfter = afterMs ? { startAfter: afterMs / 1000 } : {};
    await boss.send(name, JOBS[name].parse(payload), { db, singletonKey, ...startAfter });
  };
}

async function takeJobs(boss: PgBoss, handlers: JobHandlers, onFailure: (failure: JobFailure) => void): Promise<void> {
  const options = { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: POLL_SECONDS } as const;
  for (const name of Object.keys(JOBS) as JobName[]) {
    await boss.work(name, options, async (jobs: PgBoss.JobWithMetadata[]) => {
      for (const { data, retryCount, retryLimit } of jobs) {
        try {
          await run(handlers, name, data);
        } catch (error) {
          onFailure({ job: name, payload: data, error, dead: retryCount >= retryLimit });
          throw error;
        }
      }
    });
  }
}

/** The payload is parsed again on this side: what lies in a table may be older than this code. */
async function run<Name extends JobName>(handlers: JobHandlers, name: Name, data: unknown): Promise<void> {
  const handle: (payload: JobPayload<Name>) => Promise<void> = handlers[name];
  await handle(JOBS[name].parse(data) as JobPayload<Name>);
}
