/** A pass that is repeated until it is stopped: the shape of everything the worker does by the clock. */
import type { Logger } from "pino";

export type Loop = {
  /** Ends after the pass that is running. */
  stop(): Promise<void>;
};

const LONGEST_WAIT_MS = 15_000;

/**
 * Runs `pass` at once and then again `everyMs` after it has ended, one at a time. A pass that throws is logged and
 * tried again, each time after twice the wait, at most 15 s; the first success restores the pace.
 */
export function startLoop(name: string, everyMs: number, pass: () => Promise<unknown>, log: Logger): Loop {
  let stopped = false;
  let wake: () => void = () => undefined;
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    let failures = 0;
    while (!stopped) {
      try {
        await pass();
        if (failures > 0) log.info({ loop: name }, "recovered");
        failures = 0;
      } catch (err) {
        failures += 1;
        log.warn({ loop: name, failures, err }, "a pass failed; it will be tried again");
      }
      if (!stopped) await sleep(Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(everyMs, LONGEST_WAIT_MS)));
    }
  };
  const ended = run();
  return {
    stop: () => {
      stopped = true;
      wake();
      return ended;
    },
  };
}
