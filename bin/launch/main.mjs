// The life of one `npm start`: lock, clear up, launch, watch, and end everything in order.
import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { forceChildren, stopChildren } from "./child.mjs";
import { launch } from "./launch.mjs";
import { acquireLock } from "./lock.mjs";
import { endOrphans } from "./pid-files.mjs";
import { isPortFree } from "./ports.mjs";
import { describeProblem, LaunchProblem, messageOf } from "./problem.mjs";
import { loadEnvironmentFile, readSettings } from "./settings.mjs";
import { createSteps, seconds } from "./steps.mjs";

const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
/** A Ctrl-C arrives twice: from the terminal, and once more from npm. Within this time it counts as one. */
const ONE_KEYSTROKE_MS = 700;
const PARENT_LOOK_MS = 250;

/** @returns {Promise<number>} the exit status, once everything has ended */
export async function main() {
  const since = performance.now();
  const steps = createSteps();
  /** @type {import("./lock.mjs").Lock | undefined} */
  let lock;
  const stopAsked = awaitSignal(() => {
    steps.say("Ending at once.");
    forceChildren();
    lock?.release();
    process.exit(1);
  });
  try {
    loadEnvironmentFile(ROOT);
    const settings = readSettings(ROOT, process.env);
    ensureDataFolder(settings.dataDir);
    lock = acquireLock(settings.dataDir);
    await clearUp(settings, steps);
    const up = launch(settings, steps);
    await Promise.race([stopAsked, up.ready]);
    if (!up.isReady()) return 0;
    const logs = path.relative(process.cwd(), path.join(settings.dataDir, "logs"));
    steps.say(`\nReady in ${seconds(performance.now() - since)}. Ctrl-C stops it; its logs are in ${logs}.`);
    steps.say(`Assay is at ${up.address}`);
    await Promise.race([stopAsked, up.crashed]);
    return 0;
  } catch (error) {
    steps.end();
    process.stderr.write(`\n${describeProblem(error)}`);
    return 1;
  } finally {
    steps.end();
    if (lock !== undefined) {
      const stoppingSince = performance.now();
      await stopChildren();
      lock.release();
      steps.say(`Stopped in ${seconds(performance.now() - stoppingSince)}.`);
    }
  }
}

/**
 * Resolves at the first signal to end; a second one, later than a keystroke lasts, calls `insist`.
 *
 * @param {() => void} insist
 * @returns {Promise<void>}
 */
function awaitSignal(insist) {
  return new Promise((resolve) => {
    let firstMs = 0;
    const asked = () => {
      if (firstMs === 0) {
        firstMs = performance.now();
        process.stdout.write("\nStopping, the database last …\n");
        resolve();
      } else if (performance.now() - firstMs > ONE_KEYSTROKE_MS) insist();
    };
    for (const name of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(name, asked);
    if (process.env.npm_lifecycle_event !== undefined) {
      onParentGone(() => {
        if (firstMs === 0) asked();
      });
    }
  });
}

/**
 * npm hands a SIGTERM to the shell it runs us in, and that shell ends without a word to us: notice that it is gone.
 *
 * @param {() => void} gone
 */
function onParentGone(gone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, PARENT_LOOK_MS);
  timer.unref();
}

/** @param {string} dataDir */
function ensureDataFolder(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new LaunchProblem(
      `The data folder ${dataDir} cannot be made or written: ${messageOf(cause)}`,
      "Set ASSAY_DATA_DIR to a folder that this user may write.",
      { cause },
    );
  }
}

/**
 * Ends what a killed launcher left behind, and makes sure that the web port can be had before any long step.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./steps.mjs").Steps} steps
 */
async function clearUp({ dataDir, port }, steps) {
  const left = await endOrphans(path.join(dataDir, "run"));
  if (left.length > 0) steps.say(`  An earlier start was cut off; ended what it left running: ${left.join(", ")}.`);
  if (await isPortFree(port)) return;
  throw new LaunchProblem(
    `Port ${port} is taken by another program.`,
    `End that program, or choose another port: PORT=${port + 1} npm start`,
  );
}
