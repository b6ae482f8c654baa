import type { Coins } from "./coins";
import { LOG_MIN, ONE } from "./constants";
import type { Votes } from "./input";

/** What a method found out about the annotators, answer by answer: all that credit asks of it. */
export type AnswerModel = {
  /** Adds `sign` times the log-likelihood (Q10 bits) of answer i, class by class, to row `o` of `into`. */
  addAnswer(into: Int32Array, o: number, i: number, sign: number): void;
  /** Chance of answer i when the truth is class k, Q16, at least 1. */
  chance(i: number, k: number): number;
};

/** Answers under a coin per annotator and class, and pooled errors. */
export function coinModel({ annotator, label, classes }: Votes, coins: Coins): AnswerModel {
  return {
    addAnswer(into, o, i, sign) {
      addAnswer(into, o, coins, annotator[i] as number, label[i] as number, classes, sign);
    },
    chance(i, k) {
      const x = label[i] as number;
      const skill = coins.skill[(annotator[i] as number) * classes + k] as number;
      if (k === x) return skill;
      return Math.max(1, Math.floor(((ONE - skill) * (coins.error[x * classes + k] as number)) / ONE));
    },
  };
}

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
