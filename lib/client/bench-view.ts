import type { ModelDto, ProgressDto } from "./bench-api";
import type { StoredAnswer, StoredLease } from "./local-store";

export type BenchPhase = "loading" | "ready" | "none-left" | "paused" | "closed" | "failed";

export type OutboxView = {
  /** Answers that the server does not have yet. */
  readonly waiting: number;
  /** Those of them that wait to be taken back. */
  readonly held: number;
  readonly refused: readonly StoredAnswer[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The answer to the current item that was taken back. */
  readonly takenBack: unknown;
};

export type BenchView = OutboxView & {
  readonly phase: BenchPhase;
  readonly current: StoredLease | undefined;
  readonly next: readonly StoredLease[];
  readonly offline: boolean;
  readonly answeredHere: number;
  readonly progress: ProgressDto | undefined;
  readonly model: ModelDto | null;
  readonly failure: Error | undefined;
};

/** The list as it was where the fresh one holds the same: who looks at it then sees no change. */
export const sameOr = <T>(before: readonly T[], fresh: readonly T[]): readonly T[] =>
  before.length === fresh.length && before.every((one, i) => one === fresh[i]) ? before : fresh;
