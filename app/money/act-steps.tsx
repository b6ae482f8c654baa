import type { ActStep } from "@/lib/client/money-acts";
import { Hash } from "@/lib/ui/hash";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import type { Acting } from "./use-act";

/** One line of an act, and the steps that it stands for. */
export type ActLine = { readonly label: string; readonly kinds: readonly ActStep["kind"][]; readonly note?: string };

/** A call that the wallet sends. */
export const SENT: readonly ActLine[] = [
  { label: "Try it on the chain", kinds: ["checking"], note: "no gas" },
  { label: "Confirm in your wallet", kinds: ["approving", "signing"] },
  { label: "Wait for the block", kinds: ["mining", "sending"] },
];

/** Words that the wallet signs and somebody else sends. */
export const SIGNED: readonly ActLine[] = [
  { label: "Read what is to be signed", kinds: ["checking"] },
  { label: "Sign in your wallet", kinds: ["signing", "approving"], note: "no gas" },
  { label: "Hand it to the operator", kinds: ["sending", "mining"] },
];

/** How far an act is, line by line; nothing before it has begun. */
export function ActSteps({ acting, lines }: { readonly acting: Acting; readonly lines: readonly ActLine[] }) {
  if (acting.kind === "idle" || acting.kind === "done") return null;
  const { step } = acting;
  const reached = lines.findIndex(({ kinds }) => kinds.includes(step.kind));
  const stateOf = (line: number): StepState => {
    if (line < reached) return "done";
    if (line > reached) return "waiting";
    return acting.kind === "failed" ? "refused" : "working";
  };
  const steps = lines.map(({ label, note, kinds }, line): TransactionStep => {
    return { label, state: stateOf(line), note: line === reached ? (noteOf(step, kinds) ?? note) : note };
  });
  return <TransactionSteps label="Progress" steps={steps} />;
}

function noteOf(step: ActStep, kinds: ActLine["kinds"]) {
  if (step.kind === "mining") return <Hash hash={step.hash} what="transaction" />;
  // Where approving has no line of its own, this one says what the wallet asks first.
  return step.kind === "approving" && kinds.length > 1 ? "the vault's allowance first" : undefined;
}
