import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import { Button } from "@/lib/ui/button";
import { FileDrop } from "@/lib/ui/file-drop";
import { Select } from "@/lib/ui/select";
import { Tabs } from "@/lib/ui/tabs";
import { TextArea } from "@/lib/ui/text-area";
import { BringRemote } from "./bring-remote";
import { fileKinds } from "./file-kinds";
import { pastedFile } from "./pasted-file";
import type { UploadFile } from "./upload";
import type { WizardTranslator } from "./wizard-translator";

/** The endings of files that can be read for this task. */
export const accepted = ({ rows, fromImage, fromAudio }: AnyTaskType): string =>
  [rows && ".csv,.tsv,.txt,.jsonl,.ndjson,.parquet,.json", (fromImage || fromAudio) && ".zip,.json,.csv,.txt"]
    .filter(Boolean)
    .join(",");

type Props = { readonly taskType: AnyTaskType; readonly disabled: boolean; onFile(file: UploadFile): void };

/** The ways in: a file, pasted rows where the task takes rows, an address or a bucket. */
export function BringRows({ taskType, disabled, onFile }: Props) {
  const t = useTranslations("wizard");
  const [pasted, setPasted] = useState("");
  const [format, setFormat] = useState("");
  const { rows } = taskType;
  const kind = (
    <Select
      label={t("kindOfFile")}
      options={fileKinds(t, taskType)}
      value={format}
      onChange={(event) => setFormat(event.target.value)}
    />
  );
  const drop = (
    <FileDrop
      label={dropLabel(t, taskType)}
      hint={dropHint(t, taskType)}
      accept={accepted(taskType)}
      onFile={(chosen) => onFile({ name: chosen.name, body: chosen, ...(format && { format }) })}
      disabled={disabled}
    />
  );
  const file = (
    <div className="grid gap-4">
      {drop}
      {kind}
    </div>
  );
  const remote = (
    <div className="grid gap-4">
      <BringRemote format={format} disabled={disabled} onFile={onFile} />
      {kind}
    </div>
  );
  const paste = (
    <div className="grid gap-3">
      <TextArea
        label={t("rows")}
        hint={rows?.sample ? t("rowsSample", { sample: rows.sample }) : t("rowsPlain")}
        rows={8}
        mono
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <div>
        <Button disabled={!pasted.trim() || disabled} onClick={() => onFile(pastedFile(pasted))}>
          {t("readRows")}
        </Button>
      </div>
    </div>
  );
  return (
    <Tabs
      label={t("waysIn")}
      panels={[
        { key: "file", label: t("file"), content: file },
        ...(rows ? [{ key: "paste", label: t("paste"), content: paste }] : []),
        { key: "remote", label: t("remote"), content: remote },
      ]}
    />
  );
}

function dropLabel(t: WizardTranslator, { rows, fromImage, fromAudio }: AnyTaskType): string {
  const files = t(fromImage && fromAudio ? "media-both" : fromAudio ? "media-sounds" : "media-images");
  if (!rows) return t("dropZip", { files });
  return fromImage || fromAudio ? t("dropTable", { files }) : t("dropRows");
}

function dropHint(t: WizardTranslator, { rows }: AnyTaskType): string {
  if (!rows) return t("hintMedia");
  const [column = "text"] = rows.columns;
  const needs = rows.sample ? t("hintSample", { sample: rows.sample, column }) : t("hintColumn", { column });
  return t("hintRest", { needs });
}
