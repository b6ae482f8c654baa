"use client";

import { useState } from "react";
import { openSignIn } from "@/lib/client/open-sign-in";
import { Button } from "@/lib/ui/button";
import { FileDrop } from "@/lib/ui/file-drop";
import { formatCount } from "@/lib/ui/format-number";
import { Notice } from "@/lib/ui/notice";
import { ProgressLine } from "@/lib/ui/progress-line";
import { Step } from "@/lib/ui/step";
import { Table } from "@/lib/ui/table";
import { Tabs } from "@/lib/ui/tabs";
import { TextArea } from "@/lib/ui/text-area";
import { Verdict } from "@/lib/ui/verdict";
import { goldLabelsOf } from "./gold-labels";
import { acceptImport, discardImport, formatOf, type ImportReport, type UploadFile, upload } from "./upload";

type Props = {
  readonly signedIn: boolean;
  readonly locked: boolean;
  readonly report: ImportReport | null;
  /** Makes sure there is a draft on the server, with these labels if it has none; returns its id. */
  prepare(fileName: string, labels: readonly string[]): Promise<string>;
  onReport(report: ImportReport | null): void;
};

type Work = { readonly name: string; readonly sent: number; readonly of: number };

/** Step 1: the items come in; what could not be read is said at once. */
export function DataStep({ signedIn, locked, report, prepare, onReport }: Props) {
  const [work, setWork] = useState<Work>();
  const [error, setError] = useState<string>();
  const [pasted, setPasted] = useState("");

  const take = async (file: UploadFile) => {
    if (!signedIn) return openSignIn();
    setError(undefined);
    if (!formatOf(file.name)) {
      return setError(
        `${file.name} is neither CSV, TSV, JSONL nor a zip of images. Save it as one of these and drop it again.`,
      );
    }
    setWork({ name: file.name, sent: 0, of: file.body.size });
    try {
      const id = await prepare(file.name, await goldLabelsOf(file));
      if (report) await discardImport(report.id).catch(() => undefined);
      onReport(null);
      onReport(await upload(id, file, (sent, of) => setWork({ name: file.name, sent, of })));
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "The file could not be imported.");
    } finally {
      setWork(undefined);
    }
  };
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
      {!report && (
        <Tabs
          label="How the items come in"
          panels={[
            {
              key: "file",
              label: "File",
              content: (
                <FileDrop
                  label="Drop a CSV, TSV, JSONL or a zip of images"
                  hint="A table needs a column text; id and gold (the known answer of a control item) are optional. Up to 500 MB."
                  accept=".csv,.tsv,.txt,.jsonl,.ndjson,.zip"
                  onFile={(file) => void take({ name: file.name, body: file })}
                  disabled={work !== undefined || locked}
                />
              ),
            },
            {
              key: "paste",
              label: "Paste",
              content: (
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
                    <Button
                      disabled={!pasted.trim() || work !== undefined || locked}
                      onClick={() => void take(pastedFile(pasted))}
                    >
                      Read these rows
                    </Button>
                  </div>
                </div>
              ),
            },
          ]}
        />
      )}
      {work && <ProgressLine label={`Reading ${work.name}`} done={work.sent} total={work.of} unit="bytes" />}
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
            accept=".csv,.tsv,.txt,.jsonl,.ndjson,.zip"
            onFile={(file) => void take({ name: file.name, body: file })}
            file={{
              name: report.name,
              note: `${formatCount(report.bytes)} bytes · ${report.format.toUpperCase()}${report.gold > 0 ? ` · ${formatCount(report.gold)} gold` : ""}`,
            }}
            disabled={work !== undefined || locked}
          />
          {report.sample.length > 0 && <Sample report={report} />}
          {report.rejected > 0 && <Rejected report={report} onDecide={(keep) => void decide(keep)} />}
        </>
      )}
    </Step>
  );
}

function Sample({ report }: { readonly report: ImportReport }) {
  return (
    <div className="grid gap-1">
      <p className="flex justify-between">
        <strong>First rows as they will be shown</strong>
        <span className="text-sm text-ink-3 num">{formatCount(report.accepted + report.rejected)} rows read</span>
      </p>
      <Table
        caption="First rows"
        rows={report.sample}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "line",
            head: "Row",
            cell: (row) => row.line,
            align: "end",
            numeric: true,
            width: "64px",
            phone: "corner",
          },
          { key: "item", head: "Item", cell: (row) => preview(row.payload), phone: "full" },
          { key: "id", head: "id", cell: (row) => row.id, numeric: true, width: "25%", phone: "start" },
        ]}
      />
    </div>
  );
}

function Rejected({ report, onDecide }: { readonly report: ImportReport; onDecide(keep: boolean): void }) {
  const count = formatCount(report.rejected);
  const open = report.state === "review";
  return (
    <Notice
      kind="doubt"
      title={open ? `${count} rows cannot be used.` : `${count} rows were left out.`}
      actions={
        open && (
          <>
            <Button onClick={() => onDecide(false)}>Discard and mend the file</Button>
            <Button kind="ink" disabled={report.accepted === 0} onClick={() => onDecide(true)}>
              Go on with {formatCount(report.accepted)} good rows
            </Button>
          </>
        )
      }
    >
      <dl className="grid max-h-64 grid-cols-[auto_1fr] gap-x-6 gap-y-1 overflow-auto">
        {report.errors.map(({ line, at, reason }) => (
          <div key={`${line} ${at} ${reason}`} className="contents">
            <dt className="num text-ink-3">row {formatCount(line)}</dt>
            <dd>
              {at && <span className="text-ink-3">{at}: </span>}
              {reason}
            </dd>
          </div>
        ))}
      </dl>
      {report.rejected > report.errors.length && <p className="text-sm">The first {report.errors.length} are shown.</p>}
    </Notice>
  );
}

function preview(payload: unknown) {
  const { kind, text, asset, alt } = payload as { kind?: string; text?: string; asset?: string; alt?: string };
  if (kind === "image" && asset) {
    return <img src={`/api/v1/assets/${asset}`} alt={alt ?? ""} className="max-h-16 w-auto" loading="lazy" />;
  }
  return <span className="line-clamp-2">{text ?? JSON.stringify(payload)}</span>;
}

/** Pasted text as a file: JSON Lines and tables as they are, plain lines as a one-column table. */
function pastedFile(text: string): UploadFile {
  const first = text.trimStart().split("\n", 1)[0] ?? "";
  if (first.startsWith("{")) return { name: "pasted.jsonl", body: new Blob([text]) };
  if (/(^|[,;\t])"?(text|content|sentence|message)"?($|[,;\t\r])/i.test(first)) {
    return { name: first.includes("\t") ? "pasted.tsv" : "pasted.csv", body: new Blob([text]) };
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return { name: "pasted.jsonl", body: new Blob([lines.map((line) => JSON.stringify({ text: line })).join("\n")]) };
}
