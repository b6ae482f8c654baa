import type { ModelDto, ProgressDto } from "./bench-api";
import type { StoredAnswer, StoredLease } from "./local-store";

export type BenchPhase = "loading" | "ready" | "none-left" | "paused" | "closed" | "failed";

export type BenchView = {
  readonly phase: BenchPhase;
  readonly current: StoredLease | undefined;
  readonly next: readonly StoredLease[];
  readonly waiting: number;
  readonly refused: readonly StoredAnswer[];
  readonly offline: boolean;
  readonly canUndo: boolean;
  readonly answeredHere: number;
  readonly progress: ProgressDto | undefined;
  readonly model: ModelDto | null;
  readonly failure: string | undefined;
};
