import { useTranslations } from "next-intl";
import type { Remark } from "@/lib/assignments/remark";
import type { BenchEngine } from "@/lib/client/bench-engine";
import { useSeenBehind } from "@/lib/client/use-bench";
import type { KeyWords } from "@/lib/task-types/task-type";
import { Dialog } from "@/lib/ui/dialog";
import { Markdown } from "@/lib/ui/markdown";
import { AllKeys } from "./all-keys";
import { GiveBack } from "./give-back";
import { RefusedAnswers } from "./refused-answers";

export type BenchDialog = "guidelines" | "keys" | "refused" | "skip" | "report";

type Props = {
  readonly engine: BenchEngine;
  readonly open: BenchDialog | undefined;
  readonly guidelines: string;
  readonly keys: readonly KeyWords[];
  onClose(): void;
  onDismiss(): void;
  onGiveBack(remark: Remark): void;
};

/** What may lie over the bench; fetched when the first of them is asked for. */
export default function BenchDialogs(props: Props) {
  const { engine, open, guidelines, keys, onClose, onDismiss, onGiveBack } = props;
  const t = useTranslations("bench");
  const { refused } = useSeenBehind(engine);
  return (
    <>
      <Dialog open={open === "guidelines"} onOpenChange={onClose} title={t("guidelines")} size="wide">
        <Markdown>{guidelines}</Markdown>
      </Dialog>
      <AllKeys own={keys} open={open === "keys"} onClose={onClose} />
      <GiveBack kind="skip" open={open === "skip"} onClose={onClose} onGiveBack={onGiveBack} />
      <GiveBack kind="report" open={open === "report"} onClose={onClose} onGiveBack={onGiveBack} />
      <RefusedAnswers answers={refused} open={open === "refused"} onClose={onClose} onDismiss={onDismiss} />
    </>
  );
}
