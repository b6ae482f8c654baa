import { useTranslations } from "next-intl";
import type { ChainTerms } from "@/lib/client/chain-terms";
import type { FundStep } from "@/lib/client/fund-bounty";
import { formatCount } from "@/lib/ui/format-number";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";
import type { WizardTranslator } from "./wizard-translator";

export type OpenStep = "idle" | "publishing" | FundStep | "confirming" | "open";

/** What the paying button says while a step is under way. */
export const stepWords = (t: WizardTranslator, step: OpenStep): string =>
  step === "idle" || step === "open" ? "" : t(`do-${step}`);

/** How far each step is along the three lines: terms, permit or approval, vault. */
const PLACE: Readonly<Record<OpenStep, number>> = {
  idle: -1,
  publishing: 0,
  checking: 1,
  permit: 1,
  approving: 1,
  funding: 2,
  mining: 2,
  confirming: 2,
  open: 3,
};

const counts = ({ done, of }: { readonly done: number; readonly of: number }) => ({
  done: formatCount(done),
  of: formatCount(of),
});

type Props = {
  readonly terms: ChainTerms;
  readonly step: OpenStep;
  readonly frozen?: { readonly done: number; readonly of: number } | undefined;
  readonly published: boolean;
  readonly failed: boolean;
};

/** From terms to an open bounty: what is done, what is under way, what still waits. */
export function FundingSteps({ terms, step, frozen, published, failed }: Props) {
  const t = useTranslations("wizard");
  const permit = terms.token.permit;
  const rows = [
    [t("step-publish"), step === "publishing" && frozen ? t("step-items", counts(frozen)) : t("step-frozen")],
    [t(permit ? "step-permit" : "step-approve"), t(permit ? "step-noGas" : "step-oneTx")],
    [t("step-fund"), t("step-oneTx")],
  ] as const;
  const at = PLACE[step];
  const stateOf = (row: number): StepState => {
    if (row < at || (row === 0 && published)) return "done";
    if (row === at) return "working";
    const next = at < 0 && row === (published ? 1 : 0);
    if (next) return failed ? "refused" : "next";
    return "waiting";
  };
  const steps = rows.map(([label, note], row): TransactionStep => ({ label, note, state: stateOf(row) }));
  return <TransactionSteps label={t("payment")} steps={steps} />;
}
