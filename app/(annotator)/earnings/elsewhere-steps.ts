import type { ElsewhereStep } from "@/lib/client/claim-elsewhere";
import type { StepState, TransactionStep } from "@/lib/ui/transaction-steps";
import type { EarningsTranslator } from "./earnings-translator";
import type { Elsewhere } from "./use-elsewhere";

type Line = {
  readonly name: "permitting" | "handing-in" | "trying" | "signing" | "mining";
  readonly kinds: readonly ElsewhereStep["kind"][];
};

const SIGN: Line = { name: "permitting", kinds: ["permitting"] };
const RELAYED: readonly Line[] = [SIGN, { name: "handing-in", kinds: ["handing-in"] }];
const SENT: readonly Line[] = [
  SIGN,
  { name: "trying", kinds: ["trying"] },
  { name: "signing", kinds: ["signing"] },
  { name: "mining", kinds: ["mining"] },
];

/** How far a claim to another address is. */
export function elsewhereSteps(
  t: EarningsTranslator,
  state: Exclude<Elsewhere, { kind: "idle" }>,
  relayed: boolean,
): TransactionStep[] {
  const lines = relayed ? RELAYED : SENT;
  const { step } = state;
  const reached = lines.findIndex(({ kinds }) => kinds.includes(step.kind));
  const stateOf = (line: number): StepState => {
    if (line < reached) return "done";
    if (line > reached) return "waiting";
    return state.kind === "failed" ? "refused" : "working";
  };
  return lines.map(({ name }, line) => ({
    label: t(`step-${name}`),
    state: stateOf(line),
    note:
      line === reached && "of" in step && step.of > 1
        ? t("nOf", { n: step.n, of: step.of })
        : name === "permitting"
          ? t("noGas")
          : undefined,
  }));
}
