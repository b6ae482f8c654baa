import type { RefereeInput } from "@/lib/referee/input";
import type { RefereePolicy, RefereeResult } from "@/lib/referee/referee";
import type { TwinCounts } from "@/lib/twin/twin-fits";
import { type BatchFacts, type BatchOutcome, batchOutcome, refereeCase } from "./outcome";

/** The referee as an ONNX file, at hand: what a verification may recompute with instead of the kernel. */
export type RefereeFile = {
  /** SHA-256 of the file: it judges only bounties that committed to this very file. */
  readonly sha256: string;
  /** Whether it stands a crowd of this size here. */
  fits(counts: TwinCounts): boolean;
  /** What `referee` gives, to the last bit. */
  run(input: RefereeInput, policy: RefereePolicy): Promise<RefereeResult>;
};

/** Which of the referee's two implementations recomputed a batch; `why`: a file was asked for, and the kernel did it. */
export type JudgedBy =
  | { readonly engine: "kernel"; readonly why?: string }
  | { readonly engine: "onnx"; readonly sha256: string };

export type Recomputed = { readonly outcome: BatchOutcome; readonly by: JudgedBy };

/** How it is told with what was recomputed; nothing where nobody asked. */
export function byWords(by: JudgedBy): string {
  if (by.engine === "onnx") return ` with the ONNX file ${by.sha256}`;
  return by.why === undefined ? "" : ` by the kernel: ${by.why}`;
}

/**
 * The outcome of a batch by the ONNX file where one is given, the bounty committed to it and it stands the size; else by the
 * kernel, and why. Throws what `batchOutcome` throws.
 */
export async function outcomeBy(facts: BatchFacts, file: RefereeFile | undefined): Promise<Recomputed> {
  const byKernel = (why?: string) => ({
    outcome: batchOutcome(facts),
    by: { engine: "kernel", ...(why !== undefined && { why }) } as const,
  });
  if (!file) return byKernel();
  const named = facts.batch.bounty.refereeOnnxSha256;
  if (named === undefined) return byKernel("the bounty committed to no ONNX file");
  if (named !== file.sha256) return byKernel(`the bounty committed to the file ${named}, at hand is ${file.sha256}`);
  const asked = refereeCase(facts);
  if (!asked) return byKernel("there are no answers to judge");
  const { item, items, annotators, classes } = asked.input;
  if (!file.fits({ votes: item.length, items, annotators, classes })) {
    return byKernel("the ONNX file would take more memory than there is for it here");
  }
  try {
    const result = await file.run(asked.input, asked.policy);
    return { outcome: batchOutcome(facts, () => result), by: { engine: "onnx", sha256: file.sha256 } };
  } catch (error) {
    // Facts that the referee refuses are refused by the kernel too, in the same words.
    return byKernel(`the ONNX file could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
