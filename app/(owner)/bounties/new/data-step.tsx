"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { OfflineError } from "@/lib/client/api";
import { openSignIn } from "@/lib/client/open-sign-in";
import { useErrorWords } from "@/lib/client/use-error-words";
import type { ImportReport as ImportView } from "@/lib/items/import-view";
import type { Settings } from "@/lib/task-types/form-part";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import { Checkbox } from "@/lib/ui/checkbox";
import { FileDrop } from "@/lib/ui/file-drop";
import { formatCount } from "@/lib/ui/format-number";
import { Notice } from "@/lib/ui/notice";
import { Segments } from "@/lib/ui/segments";
import { Step } from "@/lib/ui/step";
import { Verdict } from "@/lib/ui/verdict";
import { accepted, BringRows } from "./bring-rows";
import { type Draft, typeOf } from "./draft";
import { goldNames } from "./gold-names";
import { Looked } from "./looked";
import { PrivatePart } from "./private-part";
import { Rejected, Sample } from "./read-rows";
import { Reading, type Work } from "./reading";
import { useTypeWords } from "./type-words";
import { acceptImport, discardImport, formatOf, type ImportReport, look, type UploadFile, upload } from "./upload";

type Props = {
  readonly draft: Draft;
  readonly signedIn: boolean;
  readonly locked: boolean;
  readonly report: ImportReport | null;
  /** Makes sure there is a draft on the server, of this type, with these names where it has none; returns its id. */
  prepare(fileName: string, names: Settings, taskType: TaskTypeId): Promise<string>;
  onType(taskType: TaskTypeId): void;
  onReport(report: ImportReport | null): void;
  onChange(part: Partial<Draft>): void;
};

const TYPES = Object.keys(TASK_TYPES) as TaskTypeId[];

/** Step 1: the items come in; what could not be read is said at once. */
export function DataStep({ draft, signedIn, locked, report, prepare, onType, onReport, onChange }: Props) {
  const t = useTranslations("wizard");
  const say = useErrorWords();
  const wordsOf = useTypeWords();
  const [work, setWork] = useState<Work>();
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState<UploadFile>();
  const [onlyLook, setOnlyLook] = useState(false);
  const [looked, setLooked] = useState<{ readonly file: UploadFile; readonly report: ImportView }>();
  const latest = useRef<UploadFile>(undefined);
  const broken = useRef<AbortController>(undefined);

  const take = async (file: UploadFile, taskType = draft.taskType, looks = onlyLook) => {
    latest.current = file;
    setError(undefined);
    setPending(undefined);
    setLooked(undefined);
    if (!file.format && !formatOf(file.name)) {
      return setError(t("notAFile", { name: file.name }));
    }
    if (!signedIn) {
      setPending(file);
      return openSignIn();
    }
    const control = new AbortController();
    broken.current = control;
    const begun: Work = { name: file.name, sent: 0, of: file.body.size, rows: 0, startedMs: Date.now() };
    setWork(begun);
    try {
      if (report && !looks) await discardImport(report.id).catch(() => undefined);
      const id = await prepare(file.name, await goldNames(file, TASK_TYPES[taskType]), taskType);
      if (!looks) onReport(null);
      const watch = {
        onSent: (sent: number, of: number) => setWork((now) => ({ ...(now ?? begun), sent, of })),
        onRows: (rows: number) => setWork((now) => ({ ...(now ?? begun), rows })),
        signal: control.signal,
      };
      if (looks) setLooked({ file, report: await look(id, file, watch) });
      else onReport(await upload(id, file, watch));
    } catch (problem) {
      if (control.signal.aborted) return;
      if (problem instanceof OfflineError) setError(t("lineBroke"));
      else setError(say(problem, t("notImported")));
    } finally {
      setWork(undefined);
    }
  };
  /** Rows are read for one task type: for another one the same file is read again. */
  const changeType = async (taskType: TaskTypeId) => {
    onType(taskType);
    if (!report) return;
    if (latest.current) return take(latest.current, taskType);
    await discardImport(report.id).catch(() => undefined);
    onReport(null);
    setError(t("otherKind"));
  };
  const takePending = useEffectEvent(() => {
    if (pending) void take(pending);
  });
  useEffect(() => {
    if (signedIn) takePending();
  }, [signedIn]);
  const decide = async (keep: boolean) => {
    if (!report) return;
    try {
      if (keep) onReport({ ...report, ...(await acceptImport(report.id)), state: "accepted" });
      else {
        await discardImport(report.id);
        onReport(null);
      }
    } catch (problem) {
      setError(say(problem, t("failed")));
    }
  };
  const done = report?.state === "accepted" && report.accepted > 0;
  return (
    <Step
      number={1}
      title={t("data")}
      done={done}
      note={done ? <Verdict kind="pass">{t("itemsReady", { count: report.accepted })}</Verdict> : undefined}
    >
      <Segments
        name="taskType"
        legend={t("whatPeopleDo")}
        value={draft.taskType}
        onValueChange={(id) => void changeType(id as TaskTypeId)}
        options={TYPES.map((id) => ({ value: id, label: wordsOf(id).title, disabled: work !== undefined || locked }))}
        hint={wordsOf(draft.taskType).about}
      />
      <PrivatePart draft={draft} decided={report !== null || work !== undefined || locked} onChange={onChange} />
      {!report && (
        <>
          <BringRows
            taskType={typeOf(draft)}
            disabled={work !== undefined || locked}
            onFile={(file) => void take(file)}
          />
          <Checkbox checked={onlyLook} disabled={locked} onChange={(event) => setOnlyLook(event.target.checked)}>
            {t("onlyLook")}
          </Checkbox>
        </>
      )}
      {work && <Reading work={work} onCancel={() => broken.current?.abort(new Error("taken back"))} />}
      {looked && (
        <Looked
          report={looked.report}
          onBring={() => void take(looked.file, draft.taskType, false)}
          onClose={() => setLooked(undefined)}
        />
      )}
      {pending && <Notice title={t("pending", { name: pending.name })}>{t("pendingSays")}</Notice>}
      {error && (
        <Notice kind="fail" title={error} urgent>
          {t("nothingImported")}
        </Notice>
      )}
      {report && (
        <>
          <FileDrop
            label={t("replaceFile")}
            hint=""
            accept={accepted(typeOf(draft))}
            onFile={(file) => void take({ name: file.name, body: file })}
            file={{
              name: report.name,
              note: t(report.gold > 0 ? "fileNoteGold" : "fileNote", {
                bytes: formatCount(report.bytes),
                format: report.format.toUpperCase(),
                gold: formatCount(report.gold),
              }),
            }}
            disabled={work !== undefined || locked}
          />
          {report.sample.length > 0 && <Sample report={report} taskType={typeOf(draft)} />}
          {report.rejected > 0 && <Rejected report={report} onDecide={(keep) => void decide(keep)} />}
        </>
      )}
    </Step>
  );
}
