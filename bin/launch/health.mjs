// Waits until the web server says that all its parts work.
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchProblem, messageOf } from "./problem.mjs";

const READY_WITHIN_MS = 60_000;

/**
 * @param {string} url
 * @param {number} [withinMs]
 * @throws {LaunchProblem} with the server's last answer when it does not become ready
 */
export async function awaitHealth(url, withinMs = READY_WITHIN_MS) {
  const until = Date.now() + withinMs;
  let last = "";
  while (Date.now() < until) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = (await response.text()).slice(0, 2_000);
    } catch (error) {
      last = messageOf(error);
    }
    await sleep(100);
  }
  throw new LaunchProblem(
    `The server did not become ready within ${withinMs / 1000} seconds.`,
    `Its last answer at ${url} stands above; web.log and worker.log in the data folder's logs tell more.`,
    { detail: last },
  );
}
