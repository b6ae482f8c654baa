import type { StoredAnswer } from "@/lib/client/local-store";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";

type Props = {
  readonly answers: readonly StoredAnswer[];
  readonly open: boolean;
  onClose(): void;
  onDismiss(): void;
};

/** Answers the server did not take, each with its reason: nothing disappears without a word. */
export function RefusedAnswers({ answers, open, onClose, onDismiss }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={answers.length === 1 ? "One answer was refused" : `${answers.length} answers were refused`}
      says="They earn nothing. Your other answers are not affected."
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            Keep the list
          </Button>
          <Button kind="ink" onClick={onDismiss}>
            I have read it
          </Button>
        </>
      }
    >
      <ul className="grid max-h-80 gap-3 overflow-auto">
        {answers.map((answer) => (
          <li key={answer.key}>
            <span className="num text-ink-3">{answer.item.slice(0, 8)}</span> · {String(answer.answer)}
            <p className="text-sm text-ink-3">{answer.reason}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
