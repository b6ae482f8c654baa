import { useTranslations } from "next-intl";
import type { ClaimStep } from "@/lib/client/claim-payouts";
import { Hash } from "@/lib/ui/hash";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import type { EarningsTranslator } from "./earnings-translator";
import type { Claiming } from "./use-claim";

const ORDER = ["proofs", "trying", "signing", "mining"] as const satisfies readonly ClaimStep["kind"][];

/** Where the claim stands, step by step; after it, the transactions. */
export function ClaimSteps({ claiming }: { readonly claiming: Claiming }) {
  const t = useTranslations("earnings");
  if (claiming.kind === "idle") return null;
  return <TransactionSteps label={t("progress")} steps={stepsOf(t, claiming)} />;
}

function stepsOf(t: EarningsTranslator, claiming: Exclude<Claiming, { kind: "idle" }>): TransactionStep[] {
  const reached = claiming.kind === "done" ? ORDER.length : reachedBy(claiming.step);
  return ORDER.map((kind, index) => ({
    label: t(`step-${kind}`),
    state: stateOf(index, reached, claiming.kind === "failed"),
    note: noteOf(t, kind, claiming),
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

function noteOf(t: EarningsTranslator, kind: ClaimStep["kind"], claiming: Exclude<Claiming, { kind: "idle" }>) {
  if (kind === "proofs") return t("noGas");
  if (kind !== "mining") return undefined;
  if (claiming.kind === "done")
    return claiming.hashes.map((hash) => <Hash key={hash} hash={hash} what={t("transactionWhat")} />);
  const { step } = claiming;
  if (step.kind === "proofs") return undefined;
  const count = step.of > 1 ? `${t("txOf", { tx: step.tx, of: step.of })} ` : "";
  if (step.kind === "mining" || step.kind === "mined")
    return (
      <>
        {count}
        <Hash hash={step.hash} what={t("transactionWhat")} />
      </>
    );
  return count || undefined;
}
