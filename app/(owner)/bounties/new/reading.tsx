import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { formatCount } from "@/lib/ui/format-number";
import { ProgressLine } from "@/lib/ui/progress-line";

/** A file on its way in. */
export type Work = {
  readonly name: string;
  readonly sent: number;
  /** 0 while nobody knows: the server fetches it. */
  readonly of: number;
  readonly rows: number;
  readonly startedMs: number;
};

/** A guess of the time left is worth saying from here on. */
const SOME_MS = 3_000;

/** How much of a file is sent and read, how long it will take, and the way to break it off. */
export function Reading({ work, onCancel }: { readonly work: Work; onCancel(): void }) {
  const t = useTranslations("wizard");
  const { name, sent, of, rows, startedMs } = work;
  const spentMs = Date.now() - startedMs;
  const leftMs = sent > 0 && sent < of && spentMs > SOME_MS ? (spentMs * (of - sent)) / sent : undefined;
  const cancel = (
    <Button kind="plain" onClick={onCancel}>
      {t("cancel")}
    </Button>
  );
  if (of === 0 || sent >= of) {
    return (
      <p role="status" className="flex items-center justify-between gap-3">
        <span>
          {t("reading", { name })}
          {rows > 0 && <span className="text-ink-3"> · {t("rowsSoFar", { count: rows })}</span>}
        </span>
        {cancel}
      </p>
    );
  }
  return (
    <ProgressLine
      label={t("sending", { name })}
      done={sent}
      total={of}
      unit={rows > 0 ? t("bytesRows", { rows: formatCount(rows) }) : t("bytes")}
      {...(leftMs !== undefined && { leftMs })}
      end={cancel}
    />
  );
}
