import { useEffect, useRef, useState } from "react";
import type { Remark } from "@/lib/assignments/remark";
import { REMARK_REASONS, type RemarkKind } from "@/lib/assignments/remark-reasons";
import { hotkeyAt, placeOfKey, useBenchKeys } from "@/lib/task-types/bench-keys";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { GhostOption } from "@/lib/ui/ghost-option";
import { TextArea } from "@/lib/ui/text-area";

type Props = {
  readonly kind: RemarkKind;
  readonly open: boolean;
  onClose(): void;
  onGiveBack(remark: Remark): void;
};

const WORDS = {
  skip: {
    title: "Why skip it?",
    says: "The item goes to somebody else. You can undo this while it waits here; after that it does not come back to you.",
  },
  report: {
    title: "What is wrong with it?",
    says: "The owner sees the reason, not your name. The item goes away from your bench.",
  },
} as const;

/** Asks why an item is given back. A skip is one key; a report has room for words. */
export function GiveBack({ kind, open, onClose, onGiveBack }: Props) {
  return (
    <Dialog open={open} onOpenChange={onClose} title={WORDS[kind].title} says={WORDS[kind].says}>
      {open && <Reasons kind={kind} onGiveBack={onGiveBack} />}
    </Dialog>
  );
}

function Reasons({ kind, onGiveBack }: Pick<Props, "kind" | "onGiveBack">) {
  const [picked, setPicked] = useState<string>();
  const [words, setWords] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Enter then reports, wherever the focus was before.
    if (picked !== undefined) box.current?.querySelector<HTMLElement>("[data-report]")?.focus();
  }, [picked]);
  const reasons = Object.entries<string>(REMARK_REASONS[kind]);
  const give = (reason: string) => onGiveBack({ kind, reason, words: words.trim() } as Remark);
  const pick = (reason: string) => (kind === "skip" ? give(reason) : setPicked(reason));
  useBenchKeys(true, (key) => {
    const reason = reasons[placeOfKey(key)]?.[0];
    if (reason !== undefined) pick(reason);
    return reason !== undefined;
  });
  return (
    <div className="grid gap-4" ref={box}>
      <div className="grid gap-2">
        {reasons.map(([reason, said], i) => (
          <GhostOption key={reason} {...hotkeyAt(i)} selected={picked === reason} onClick={() => pick(reason)}>
            {said}
          </GhostOption>
        ))}
      </div>
      {kind === "report" && (
        <>
          <TextArea
            label="In your words, if you like"
            rows={2}
            maxLength={500}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <Button
            kind="ink"
            className="min-h-11"
            data-report=""
            disabled={picked === undefined}
            onClick={() => picked !== undefined && give(picked)}
          >
            Report and go on
          </Button>
        </>
      )}
    </div>
  );
}
