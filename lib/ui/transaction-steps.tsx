/** The steps of a payment: what is done (with its transaction), what is next, what still waits, what was refused. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export type StepState = "done" | "next" | "working" | "waiting" | "refused";

export interface TransactionStep {
  label: string;
  state: StepState;
  /** The transaction's hash, "no gas", "one transaction". */
  note?: ReactNode;
}

const SIGNS: Record<StepState, { icon: IconName; kind: string }> = {
  done: { icon: "check", kind: "pass" },
  next: { icon: "arrow", kind: "next" },
  working: { icon: "working", kind: "working" },
  waiting: { icon: "lock", kind: "wait" },
  refused: { icon: "cross", kind: "fail" },
};

export function TransactionSteps({ label, steps }: { label: string; steps: readonly TransactionStep[] }) {
  const t = useTranslations("ui");
  return (
    <ol className="ui-steps" aria-label={label} aria-live="polite">
      {steps.map((step) => {
        const sign = SIGNS[step.state];
        return (
          <li key={step.label} data-state={step.state}>
            <span className="ui-verdict" data-kind={sign.kind}>
              <Icon name={sign.icon} />
              <span className="sr-only">{t(`step-${step.state}`)}:</span>
            </span>
            <span>{step.label}</span>
            <span className="ui-steps-note">{step.note}</span>
          </li>
        );
      })}
    </ol>
  );
}
