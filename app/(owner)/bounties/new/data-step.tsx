"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { openSignIn } from "@/lib/client/open-sign-in";
import type { Settings } from "@/lib/task-types/form-part";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { FileDrop } from "@/lib/ui/file-drop";
import { formatCount } from "@/lib/ui/format-number";
import { Notice } from "@/lib/ui/notice";
import { Segments } from "@/lib/ui/segments";
import { Step } from "@/lib/ui/step";
import { Verdict } from "@/lib/ui/verdict";
import { accepted, BringRows } from "./bring-rows";
import { type Draft, typeOf } from "./draft";
import { goldNames } from "./gold-names";
import { Rejected, Sample } from "./read-rows";
import { Reading, type Work } from "./reading";
import { acceptImport, discardImport, formatOf, type ImportReport, type UploadFile, upload } from "./upload";

type Props = {
  readonly draft: Draft;
  readonly signedIn: boolean;
  readonly locked: boolean;
  readonly report: ImportReport | null;
  /** Makes sure there is a draft on the server, of this type, with these names where it has none; returns its id. */
  prepare(fileName: string, names: Settings, taskType: TaskTypeId): Promise<string>;
  onType(taskType: TaskTypeId): void;
  onReport(report: ImportReport | null): void;
};

const TYPES: readonly AnyTaskType[] = Object.values(TASK_TYPES);

/** Step 1: the items come in; what could not be read is said at once. */
export function DataStep({ draft, signedIn, locked, report, prepare, onType, onReport }: Props) {
  const [work, setWork] = useState<Work>();
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState<UploadFile>();
  const latest = useRef<UploadFile>(undefined);
  const broken = useRef<AbortController>(undefined);

  const take = async (file: UploadFile, taskType = draft.taskType) => {
    latest.current = file;
    setError(undefined);
    setPending(undefined);
    if (!file.format && !formatOf(file.name)) {
      return setError(
        `${file.name} is neither CSV, TSV, JSONL nor a zip of images or recordings. Say below which kind of file it is, or save it as one of these.`,
      );
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
      if (report) await discardImport(report.id).catch(() => undefined);
      const id = await prepare(file.name, await goldNames(file, TASK_TYPES[taskType]), taskType);
      onReport(null);
      const watch = {
        onSent: (sent: number, of: number) => setWork((now) => ({ ...(now ?? begun), sent, of })),
        onRows: (rows: number) => setWork((now) => ({ ...(now ?? begun), rows })),
        signal: control.signal,
      };
      onReport(await upload(id, file, watch));
    } catch (problem) {
      if (control.signal.aborted) return;
      setError(problem instanceof Error ? problem.message : "The file could not be imported.");
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
    setError("The rows were read for another kind of task. Bring the file again.");
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
      setError(problem instanceof Error ? problem.message : "That did not work. Try again.");
    }
  };
  const done = report?.state === "accepted" && report.accepted > 0;
  return (
    <Step
      number={1}
      title="Data"
      done={done}
      note={done ? <Verdict kind="pass">{formatCount(report.accepted)} items ready</Verdict> : undefined}
    >
      <Segments
        name="taskType"
        legend="What people do"
        value={draft.taskType}
        onValueChange={(id) => void changeType(id as TaskTypeId)}
        options={TYPES.map(({ id, title }) => ({ value: id, label: title, disabled: work !== undefined || locked }))}
        hint={typeOf(draft).about}
      />
      {!report && (
        <BringRows
          taskType={typeOf(draft)}
          disabled={work !== undefined || locked}
          onFile={(file) => void take(file)}
        />
      )}
      {work && <Reading work={work} onCancel={() => broken.current?.abort(new Error("taken back"))} />}
      {pending && (
        <Notice title={`${pending.name} is read as soon as you have signed in.`}>
          A draft belongs to a wallet. One signature, no gas.
        </Notice>
      )}
      {error && (
        <Notice kind="fail" title={error} urgent>
          Nothing of it was imported.
        </Notice>
      )}
      {report && (
        <>
          <FileDrop
            label="Replace the file"
            hint=""
            accept={accepted(typeOf(draft))}
            onFile={(file) => void take({ name: file.name, body: file })}
            file={{
              name: report.name,
              note: `${formatCount(report.bytes)} bytes · ${report.format.toUpperCase()}${report.gold > 0 ? ` · ${formatCount(report.gold)} gold` : ""}`,
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
