import type { ClaimStep } from "@/lib/client/claim-payouts";
import { Hash } from "@/lib/ui/hash";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import type { Claiming } from "./use-claim";

const ORDER: readonly ClaimStep["kind"][] = ["proofs", "trying", "signing", "mining"];

const LABELS: Readonly<Record<(typeof ORDER)[number], string>> = {
  proofs: "Read your proofs",
  trying: "Try it on the chain",
  signing: "Confirm in your wallet",
  mining: "Wait for the block",
  mined: "Wait for the block",
};

/** Where the claim stands, step by step; after it, the transactions. */
export function ClaimSteps({ claiming }: { readonly claiming: Claiming }) {
  if (claiming.kind === "idle") return null;
  return <TransactionSteps label="Progress of the claim" steps={stepsOf(claiming)} />;
}

function stepsOf(claiming: Exclude<Claiming, { kind: "idle" }>): TransactionStep[] {
  const reached = claiming.kind === "done" ? ORDER.length : reachedBy(claiming.step);
  return ORDER.map((kind, index) => ({
    label: LABELS[kind],
    state: stateOf(index, reached, claiming.kind === "failed"),
    note: noteOf(kind, claiming),
  }));
}

function reachedBy({ kind }: ClaimStep): number {
  return kind === "mined" ? ORDER.length - 1 : ORDER.indexOf(kind);
}

function stateOf(index: number, reached: number, failed: boolean): StepState {
  if (index < reached) return "done";
  if (index > reached) return "waiting";
  return failed ? "refused" : "working";
}

function noteOf(kind: ClaimStep["kind"], claiming: Exclude<Claiming, { kind: "idle" }>) {
  if (kind === "proofs") return "no gas";
  if (kind !== "mining") return undefined;
  if (claiming.kind === "done")
    return claiming.hashes.map((hash) => <Hash key={hash} hash={hash} what="transaction" />);
  const { step } = claiming;
  if (step.kind === "proofs") return undefined;
  const count = step.of > 1 ? `transaction ${step.tx} of ${step.of} ` : "";
  if (step.kind === "mining" || step.kind === "mined")
    return (
      <>
        {count}
        <Hash hash={step.hash} what="transaction" />
      </>
    );
  return count || undefined;
}
