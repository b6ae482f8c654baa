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

/** The endings of files that can be read for this task. */
export const accepted = ({ rows, fromImage, fromAudio }: AnyTaskType): string =>
  [rows && ".csv,.tsv,.txt,.jsonl,.ndjson,.parquet,.json", (fromImage || fromAudio) && ".zip,.json,.csv,.txt"]
    .filter(Boolean)
    .join(",");

type Props = { readonly taskType: AnyTaskType; readonly disabled: boolean; onFile(file: UploadFile): void };

/** The ways in: a file, pasted rows where the task takes rows, an address or a bucket. */
export function BringRows({ taskType, disabled, onFile }: Props) {
  const [pasted, setPasted] = useState("");
  const [format, setFormat] = useState("");
  const { rows } = taskType;
  const kind = (
    <Select
      label="Kind of file"
      options={fileKinds(taskType)}
      value={format}
      onChange={(event) => setFormat(event.target.value)}
    />
  );
  const drop = (
    <FileDrop
      label={dropLabel(taskType)}
      hint={dropHint(taskType)}
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
        label="Rows"
        hint={
          rows?.sample
            ? `One JSON object a line: ${rows.sample}`
            : "One item per line, or CSV or JSON Lines with their header."
        }
        rows={8}
        mono
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <div>
        <Button disabled={!pasted.trim() || disabled} onClick={() => onFile(pastedFile(pasted))}>
          Read these rows
        </Button>
      </div>
    </div>
  );
  return (
    <Tabs
      label="How the items come in"
      panels={[
        { key: "file", label: "File", content: file },
        ...(rows ? [{ key: "paste", label: "Paste", content: paste }] : []),
        { key: "remote", label: "Address or bucket", content: remote },
      ]}
    />
  );
}

function dropLabel({ rows, fromImage, fromAudio }: AnyTaskType): string {
  const files = [fromImage && "images", fromAudio && "recordings"].filter(Boolean).join(" or ");
  if (!rows) return `Drop a zip of ${files}`;
  return files ? `Drop a CSV, TSV, JSONL, Parquet or a zip of ${files}` : "Drop a JSONL, CSV, TSV or Parquet";
}

function dropHint({ rows }: AnyTaskType): string {
  if (!rows) {
    return "PNG, JPEG, WebP or GIF. A table items.csv in the zip with the columns file, id and gold may name known answers. Up to 2 GB.";
  }
  const [column = "text"] = rows.columns;
  const needs = rows.sample
    ? `One JSON object a line: ${rows.sample}. In a table it stands in a column ${column}.`
    : `A table needs a column ${column}.`;
  return `${needs} Columns id and gold (the known answer of a control item) are optional. Up to 2 GB.`;
}
