import type { ChainTerms } from "@/lib/client/chain-terms";
import type { FundStep } from "@/lib/client/fund-bounty";
import { formatCount } from "@/lib/ui/format-number";
import { type StepState, type TransactionStep, TransactionSteps } from "@/lib/ui/transaction-steps";

export type OpenStep = "idle" | "publishing" | FundStep | "confirming" | "open";

/** What the paying button says while a step is under way. */
export const STEP_WORDS: Readonly<Record<OpenStep, string>> = {
  idle: "",
  publishing: "Publishing the terms",
  checking: "Checking your balance",
  permit: "Sign the permit in your wallet",
  approving: "Approve in your wallet",
  funding: "Confirm in your wallet",
  mining: "Waiting for the block",
  confirming: "Opening",
  open: "Open",
};

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

const itemsWords = ({ done, of }: { readonly done: number; readonly of: number }) =>
  `${formatCount(done)} of ${formatCount(of)} items`;

type Props = {
  readonly terms: ChainTerms;
  readonly step: OpenStep;
  readonly frozen?: { readonly done: number; readonly of: number } | undefined;
  readonly published: boolean;
  readonly failed: boolean;
};

/** From terms to an open bounty: what is done, what is under way, what still waits. */
export function FundingSteps({ terms, step, frozen, published, failed }: Props) {
  const permit = terms.token.permit;
  const rows = [
    ["Publish the terms", step === "publishing" && frozen ? itemsWords(frozen) : "frozen, hashed"],
    [permit ? "Sign the permit" : "Approve the vault", permit ? "no gas" : "one transaction"],
    ["Fund the vault", "one transaction"],
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
  return <TransactionSteps label="Steps of the payment" steps={steps} />;
}
