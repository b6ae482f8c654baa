import type { ElsewhereStep } from "@/lib/client/claim-elsewhere";
import type { StepState, TransactionStep } from "@/lib/ui/transaction-steps";
import type { Elsewhere } from "./use-elsewhere";

type Line = { readonly label: string; readonly kinds: readonly ElsewhereStep["kind"][]; readonly note?: string };

const SIGN: Line = { label: "Sign in your wallet", kinds: ["permitting"], note: "no gas" };
const RELAYED: readonly Line[] = [SIGN, { label: "Hand it to the operator", kinds: ["handing-in"] }];
const SENT: readonly Line[] = [
  SIGN,
  { label: "Try it on the chain", kinds: ["trying"] },
  { label: "Confirm in your wallet", kinds: ["signing"] },
  { label: "Wait for the block", kinds: ["mining"] },
];

/** How far a claim to another address is. */
export function elsewhereSteps(state: Exclude<Elsewhere, { kind: "idle" }>, relayed: boolean): TransactionStep[] {
  const lines = relayed ? RELAYED : SENT;
  const { step } = state;
  const reached = lines.findIndex(({ kinds }) => kinds.includes(step.kind));
  const stateOf = (line: number): StepState => {
    if (line < reached) return "done";
    if (line > reached) return "waiting";
    return state.kind === "failed" ? "refused" : "working";
  };
  return lines.map(({ label, note }, line) => ({
    label,
    state: stateOf(line),
    note: line === reached && "of" in step && step.of > 1 ? `${step.n} of ${step.of}` : note,
  }));
}
