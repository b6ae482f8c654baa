import type { AskedWords } from "@/app/market/question-of";

/** What the bench needs to know of a bounty. */
export type BenchTask = {
  readonly id: string;
  readonly title: string;
  readonly guidelines: string;
  readonly taskType: string;
  readonly config: unknown;
  /** What is asked, as the server reads it from the config: the types' rules need not come for it. */
  readonly asked: AskedWords;
  readonly state: string;
  readonly manifestHash: string;
  readonly priceUnits: string;
  readonly suggestions: boolean;
  /** Share of the price that every honest answer is paid, basis points. */
  readonly betaBps: number;
};
