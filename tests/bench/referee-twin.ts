import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What `referee-twin-alone.ts` measures: CPU seconds of a whole verdict with credit and pay, and the process's peak memory, MiB. */
export type TwinAlone = {
  readonly votes: number;
  readonly rounds: number;
  /** Loading and preparing the file, with what the engine compiles after it. */
  readonly open: number;
  readonly kernelFirst: number;
  readonly kernelSecond: number;
  readonly twinFirst: number;
  readonly twinSecond: number;
  /** Before the file was opened, with the kernel's two verdicts behind it; and at the end. */
  readonly beforeMb: number;
  readonly peakMb: number;
};

/** The ONNX file beside the kernel on a million answers, in a process of its own. */
export function twinAlone(items = 100_000, annotators = 5_000): TwinAlone {
  const file = join(import.meta.dirname, "referee-twin-alone.ts");
  const args = ["--import", "tsx", file, `${items}`, `${annotators}`];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
