import { setPriority } from "node:os";
import { createLogger } from "./adapters/logger";
import { openOutside, outsideSettings } from "./adapters/open";
import { startWorker } from "./adapters/queue/run-worker";
import { compose } from "./compose";
import { readEnv } from "./env";
import { AppError } from "./kernel/errors";

const log = createLogger("worker");

/** Of 40 steps of niceness, this many behind the processes that somebody is waiting for. It still gets its share. */
const BEHIND = 5;

/** The worker process: takes jobs and does what must be done by the clock, until it is told to stop. */
async function main(): Promise<void> {
  setPriority(BEHIND);
  const env = readEnv();
  const outside = await openOutside(outsideSettings(env, { upkeep: true }));
  const { queue, operations, vault, mirror } = outside;
  const house = compose(outside.deps);
  const worker = await startWorker(house, {
    queue,
    operations,
    chain: vault,
    mirror,
    push: env.ASSAY_PUSH === "final",
    log,
    version: env.ASSAY_VERSION,
    now: Date.now,
  });
  const stop = async () => {
    await worker.stop();
    await outside.db.$disconnect();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
}

main().catch((error: unknown) => {
  if (error instanceof AppError && error.expected) log.error(error.message);
  else log.error({ err: error }, "the worker could not start");
  process.exit(1);
});
