import { useTranslations } from "next-intl";
import type { ActStep } from "@/lib/client/money-acts";
import { Hash } from "@/lib/ui/hash";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import type { MoneyTranslator } from "./money-translator";
import type { Acting } from "./use-act";

/** One line of an act, and the steps that it stands for. */
export type ActLine = { readonly label: string; readonly kinds: readonly ActStep["kind"][]; readonly note?: string };

/** A call that the wallet sends. */
export const sentLines = (t: MoneyTranslator): readonly ActLine[] => [
  { label: t("tryChain"), kinds: ["checking"], note: t("noGas") },
  { label: t("confirmWallet"), kinds: ["approving", "signing"] },
  { label: t("waitBlock"), kinds: ["mining", "sending"] },
];

/** Words that the wallet signs and somebody else sends. */
export const signedLines = (t: MoneyTranslator): readonly ActLine[] => [
  { label: t("readSign"), kinds: ["checking"] },
  { label: t("signWallet"), kinds: ["signing", "approving"], note: t("noGas") },
  { label: t("handOver"), kinds: ["sending", "mining"] },
];

/** How far an act is, line by line; nothing before it has begun. */
export function ActSteps({ acting, lines }: { readonly acting: Acting; readonly lines: readonly ActLine[] }) {
  const t = useTranslations("money");
  if (acting.kind === "idle" || acting.kind === "done") return null;
  const { step } = acting;
  const reached = lines.findIndex(({ kinds }) => kinds.includes(step.kind));
  const stateOf = (line: number): StepState => {
    if (line < reached) return "done";
    if (line > reached) return "waiting";
    return acting.kind === "failed" ? "refused" : "working";
  };
  const steps = lines.map(({ label, note, kinds }, line): TransactionStep => {
    return { label, state: stateOf(line), note: line === reached ? (noteOf(t, step, kinds) ?? note) : note };
  });
  return <TransactionSteps label={t("progress")} steps={steps} />;
}

function noteOf(t: MoneyTranslator, step: ActStep, kinds: ActLine["kinds"]) {
  if (step.kind === "mining") return <Hash hash={step.hash} what={t("transactionWhat")} />;
  // Where approving has no line of its own, this one says what the wallet asks first.
  return step.kind === "approving" && kinds.length > 1 ? t("allowanceFirst") : undefined;
}
