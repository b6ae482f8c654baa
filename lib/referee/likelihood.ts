import type { Coins } from "./coins";
import { LOG_MIN } from "./constants";

/** Adds `sign` times the log-likelihood (Q10 bits) of annotator w saying `label`, class by class, to row `o` of `into`. */
export function addAnswer(
  into: Int32Array,
  o: number,
  { logHit, logMiss, logError }: Coins,
  w: number,
  label: number,
  classes: number,
  sign: number,
): void {
  const v = w * classes;
  const g = label * classes;
  for (let k = 0; k < classes; k++) {
    const miss = (logMiss[v + k] as number) + (logError[g + k] as number);
    const value = k === label ? (logHit[v + k] as number) : miss > LOG_MIN ? miss : LOG_MIN;
    into[o + k] = (into[o + k] as number) + sign * value;
  }
}
