import { z } from "zod";

/** A bounty's row number as it travels in a job (JSON has no bigint). */
const bountyNo = z.string().regex(/^\d+$/);

/**
 * Every job of the worker, with the schema of its payload. A stage wakes a later one by enqueuing here, in the
 * transaction that writes its own rows; the worker calls the later stage. Jobs may come twice: handlers are idempotent.
 */
export const JOBS = {
  /** Answers came in: apply them one by one on top of the last sweep. */
  "apply-answers": z.object({ bountyNo }),
  /** Answers were applied: recompute the consensus of a bounty from all of them. */
  "resolve-bounty": z.object({ bountyNo }),
  /** Consensus moved: fit the pre-label model anew if it is worth it. */
  "refresh-model": z.object({ bountyNo }),
  /** An owner publishes a large bounty: freeze its terms and items. */
  "publish-bounty": z.object({ bountyId: z.string() }),
  /** The escrow of a large bounty is there: deal its items and open it. */
  "open-bounty": z.object({ bountyId: z.string(), txHash: z.string().optional() }),
  /** Compute payouts and post the batch. */
  "settle-bounty": z.object({ bountyNo }),
  /** Carry a batch on: broadcast, receipt, window, final, push. */
  "advance-batch": z.object({ batchNo: z.string().regex(/^\d+$/) }),
  /** Somebody asks whether a batch matches: verify it and keep the report. */
  "verify-batch": z.object({ batchNo: z.string().regex(/^\d+$/) }),
  /** A bounty was settled: hash and weigh its downloads. */
  "release-dataset": z.object({ bountyNo, licence: z.string().optional(), consent: z.string().optional() }),
  /** Somebody ordered an export: write it and keep the file. */
  "write-export": z.object({ exportId: z.string() }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;

/** Enqueues a job. `key` folds equal waiting jobs into one; `afterMs` delays it. */
export type Enqueue = <Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
  options?: { readonly key?: string; readonly afterMs?: number },
) => Promise<void>;
