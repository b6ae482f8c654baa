import { useState } from "react";
import { Button } from "@/lib/ui/button";
import { FileDrop } from "@/lib/ui/file-drop";
import { Tabs } from "@/lib/ui/tabs";
import { TextArea } from "@/lib/ui/text-area";
import { pastedFile } from "./pasted-file";
import type { UploadFile } from "./upload";

/** The endings of files that can be read. */
export const ACCEPTED = ".csv,.tsv,.txt,.jsonl,.ndjson,.zip";

type Props = { readonly disabled: boolean; onFile(file: UploadFile): void };

/** The two ways in: a file, or pasted rows. */
export function BringRows({ disabled, onFile }: Props) {
  const [pasted, setPasted] = useState("");
  const file = (
    <FileDrop
      label="Drop a CSV, TSV, JSONL or a zip of images"
      hint="A table needs a column text; id and gold (the known answer of a control item) are optional. Up to 500 MB."
      accept={ACCEPTED}
      onFile={(chosen) => onFile({ name: chosen.name, body: chosen })}
      disabled={disabled}
    />
  );
  const paste = (
    <div className="grid gap-3">
      <TextArea
        label="Rows"
        hint="One item per line, or CSV or JSON Lines with their header."
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
        { key: "paste", label: "Paste", content: paste },
      ]}
    />
  );
}
