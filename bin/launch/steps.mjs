// The launcher's face: one line a step with its time. On a terminal the steps under way are shown below, in place.
import { performance } from "node:perf_hooks";

const NAME_WIDTH = 12;
const REDRAW_MS = 500;

/**
 * @typedef {{ note: (text: string) => void }} StepNotes words added behind the step's time
 * @typedef {{
 *   step: <T>(name: string, work: (notes: StepNotes) => Promise<T> | T) => Promise<T>,
 *   say: (text: string) => void,
 *   end: () => void,
 * }} Steps
 */

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Steps}
 */
export function createSteps(stream = process.stdout) {
  const live = stream.isTTY === true;
  /** @type {Map<string, number>} */
  const running = new Map();
  let drawn = false;
  const erase = () => {
    if (drawn) stream.write("\r\u001b[2K");
    drawn = false;
  };
  const draw = () => {
    if (!live || running.size === 0) return;
    erase();
    const parts = [...running].map(([name, since]) => `${name} ${seconds(performance.now() - since)}`);
    stream.write(`\u001b[2m… ${parts.join(" · ").slice(0, (stream.columns ?? 80) - 4)}\u001b[0m`);
    drawn = true;
  };
  const say = (/** @type {string} */ text) => {
    erase();
    stream.write(`${text}\n`);
    draw();
  };
  const timer = live ? setInterval(draw, REDRAW_MS) : undefined;
  timer?.unref();
  const line = (/** @type {boolean} */ well, /** @type {string} */ name, /** @type {number} */ ms, note = "") => {
    const mark = well ? "✓" : "✗";
    const coloured = live ? `\u001b[${well ? 32 : 31}m${mark}\u001b[0m` : mark;
    say(`${coloured} ${name.padEnd(NAME_WIDTH)} ${seconds(ms).padStart(8)}${note === "" ? "" : `   ${note}`}`);
  };
  return {
    say,
    end: () => {
      clearInterval(timer);
      running.clear();
      erase();
    },
    step: async (name, work) => {
      const since = performance.now();
      /** @type {string[]} */
      const notes = [];
      running.set(name, since);
      draw();
      let well = false;
      try {
        const result = await work({ note: (text) => void notes.push(text) });
        well = true;
        return result;
      } finally {
        if (running.delete(name)) line(well, name, performance.now() - since, notes.join("; "));
      }
    },
  };
}

/**
 * @param {number} ms
 * @returns {string} such as `12.3 s`
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
