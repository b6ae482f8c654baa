import { useTranslations } from "next-intl";
import { clockOf } from "@/lib/task-types/sound-player";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { Button } from "@/lib/ui/button";
import { formatCount } from "@/lib/ui/format-number";
import { Notice } from "@/lib/ui/notice";
import { Table } from "@/lib/ui/table";
import type { ImportReport } from "./upload";

/** The first good rows, as annotators will see them. */
export function Sample({ report, taskType }: { readonly report: ImportReport; readonly taskType: AnyTaskType }) {
  const t = useTranslations("wizard");
  return (
    <div className="grid gap-1">
      <p className="flex justify-between">
        <strong>{t("firstRows")}</strong>
        <span className="text-sm text-ink-3 num">{t("rowsRead", { count: report.accepted + report.rejected })}</span>
      </p>
      <Table
        caption={t("firstRowsCaption")}
        restack="list"
        rows={report.sample}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "line",
            head: t("rowHead"),
            cell: (row) => row.line,
            align: "end",
            numeric: true,
            width: "64px",
            phone: "end",
          },
          { key: "item", head: t("itemHead"), cell: (row) => preview(row.payload, taskType), phone: "full" },
          { key: "id", head: t("idHead"), cell: (row) => row.id, numeric: true, width: "25%", phone: "start" },
        ]}
      />
    </div>
  );
}

/** The rows that cannot be used, each with its line and reason, and the owner's word on the others. */
export function Rejected({ report, onDecide }: { readonly report: ImportReport; onDecide(keep: boolean): void }) {
  const t = useTranslations("wizard");
  const open = report.state === "review";
  return (
    <Notice
      kind="doubt"
      title={t(open ? "badOpen" : "badLeft", { count: report.rejected })}
      actions={
        open && (
          <>
            <Button onClick={() => onDecide(false)}>{t("mendFile")}</Button>
            <Button kind="ink" disabled={report.accepted === 0} onClick={() => onDecide(true)}>
              {t("goOn", { count: report.accepted })}
            </Button>
          </>
        )
      }
    >
      <BadRows errors={report.errors} />
      <p className="text-sm">
        {report.rejected > report.errors.length && <>{t("firstShown", { count: report.errors.length })} </>}
        <a href={`/api/v1/imports/${report.id}/errors`} download className="underline">
          {t("allBadRows")}
        </a>
      </p>
    </Notice>
  );
}

/** Bad rows with line, place and reason. */
export function BadRows({ errors }: Pick<ImportReport, "errors">) {
  const t = useTranslations("wizard");
  return (
    <dl className="grid max-h-64 grid-cols-[auto_1fr] gap-x-6 gap-y-1 overflow-auto">
      {errors.map(({ line, at, reason }) => (
        <div key={`${line} ${at} ${reason}`} className="contents">
          <dt className="num text-ink-3">{t("rowNo", { line: formatCount(line) })}</dt>
          <dd>
            {at && <span className="text-ink-3">{at}: </span>}
            {reason}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function preview(payload: unknown, taskType: AnyTaskType) {
  const { kind, text, asset, alt, name, lengthMs } = payload as Partial<
    Record<"kind" | "text" | "asset" | "alt" | "name", string>
  > & {
    lengthMs?: number;
  };
  if (kind === "image" && asset) {
    return (
      <img src={`/api/v1/assets/${asset}?size=thumb`} alt={alt ?? ""} className="max-h-16 w-auto" loading="lazy" />
    );
  }
  if (kind === "audio" && asset) {
    return (
      <span className="grid gap-1">
        {name} · {clockOf(lengthMs ?? 0)}
        {/* biome-ignore lint/a11y/useMediaCaption: its words are what is asked for */}
        <audio controls preload="none" src={`/api/v1/assets/${asset}`} aria-label={name} className="h-8 max-w-full" />
      </span>
    );
  }
  return <span className="line-clamp-2">{text ?? wordsOf(payload, taskType)}</span>;
}

/** An item of several texts in one line. */
function wordsOf(payload: unknown, taskType: AnyTaskType): string {
  const read = taskType.features?.(payload);
  return read?.kind === "text" ? read.text.replaceAll("\n", " · ") : JSON.stringify(payload);
}
