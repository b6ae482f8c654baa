import { useTranslations } from "next-intl";
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

type Reasons = typeof REMARK_REASONS;
/** The name of a reason among the bench's words. */
type ReasonName = { [Kind in RemarkKind]: `${Kind}-${keyof Reasons[Kind] & string}` }[RemarkKind];

/** Asks why an item is given back. A skip is one key; a report has room for words. */
export function GiveBack({ kind, open, onClose, onGiveBack }: Props) {
  const t = useTranslations("bench");
  return (
    <Dialog open={open} onOpenChange={onClose} title={t(`${kind}Title`)} says={t(`${kind}Says`)}>
      {open && <Reasons kind={kind} onGiveBack={onGiveBack} />}
    </Dialog>
  );
}

function Reasons({ kind, onGiveBack }: Pick<Props, "kind" | "onGiveBack">) {
  const t = useTranslations("bench");
  const [picked, setPicked] = useState<string>();
  const [words, setWords] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Enter then reports, wherever the focus was before.
    if (picked !== undefined) box.current?.querySelector<HTMLElement>("[data-report]")?.focus();
  }, [picked]);
  const reasons = Object.keys(REMARK_REASONS[kind]);
  const give = (reason: string) => onGiveBack({ kind, reason, words: words.trim() } as Remark);
  const pick = (reason: string) => (kind === "skip" ? give(reason) : setPicked(reason));
  useBenchKeys(true, (key) => {
    const reason = reasons[placeOfKey(key)];
    if (reason !== undefined) pick(reason);
    return reason !== undefined;
  });
  return (
    <div className="grid gap-4" ref={box}>
      <div className="grid gap-2">
        {reasons.map((reason, i) => (
          <GhostOption key={reason} {...hotkeyAt(i)} selected={picked === reason} onClick={() => pick(reason)}>
            {t(`${kind}-${reason}` as ReasonName)}
          </GhostOption>
        ))}
      </div>
      {kind === "report" && (
        <>
          <TextArea
            label={t("reportWords")}
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
            {t("reportGo")}
          </Button>
        </>
      )}
    </div>
  );
}
