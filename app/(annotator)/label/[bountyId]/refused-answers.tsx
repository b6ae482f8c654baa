import { useTranslations } from "next-intl";
import type { StoredAnswer } from "@/lib/client/local-store";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { refusalWords } from "./refusal-words";

type Props = {
  readonly answers: readonly StoredAnswer[];
  readonly open: boolean;
  onClose(): void;
  onDismiss(): void;
};

/** Answers the server did not take, each with its reason: nothing disappears without a word. */
export function RefusedAnswers({ answers, open, onClose, onDismiss }: Props) {
  const t = useTranslations("bench");
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t("refusedTitle", { count: answers.length })}
      says={t("refusedSays")}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            {t("keepList")}
          </Button>
          <Button kind="ink" onClick={onDismiss}>
            {t("haveRead")}
          </Button>
        </>
      }
    >
      <ul className="grid max-h-80 gap-3 overflow-auto">
        {answers.map((answer) => (
          <li key={answer.key}>
            <span className="num text-ink-3">{answer.item.slice(0, 8)}</span> · {String(answer.answer)}
            <p className="text-sm text-ink-3">{refusalWords(t, answer.reason)}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
