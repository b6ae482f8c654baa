import { z } from "zod";
import { type Caller, requireOwner, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BountyId, BountyNo, Sha256 } from "@/lib/kernel/ids";
import { sha256Stream } from "@/lib/kernel/sha256";
import { taskTypeOf } from "@/lib/task-types/registry";
import { type DatasetSummary, type DatasetView, datasetSummary, datasetView, type RowView, rowView } from "./dataset";
import { FORMAT_IDS, FORMATS, type FormatId } from "./formats";
import { ontologyOf } from "./ontology";
import type { DatasetRecord, ExportDeps } from "./ports";
import { writeFormat } from "./stream";

export const ListDatasetsInput = z.object({
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Settled bounties as datasets, newest first. Public. */
export async function listDatasets(
  { datasets }: ExportDeps,
  _caller: Caller,
  input: z.infer<typeof ListDatasetsInput>,
): Promise<{ datasets: DatasetSummary[] }> {
  const records = await datasets.settled({ text: input.q, limit: input.limit });
  return {
    datasets: records.map((record) => datasetSummary(record, record.report, record.batchIds, ontology(record))),
  };
}

export const DatasetInput = z.object({ id: z.string() });

/** Everything the page of a dataset shows. Public once settled; its owner may look before. */
export async function dataset(
  deps: ExportDeps,
  caller: Caller,
  { id }: z.infer<typeof DatasetInput>,
): Promise<DatasetView> {
  const record = await readable(deps, caller, id);
  return datasetView(record, await deps.datasets.facts(record.no), ontology(record));
}

export const DatasetRowsInput = z.object({
  id: z.string(),
  after: z.union([z.literal(""), z.string().regex(/^[0-9a-f]{64}$/)]).default(""),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of the dataset's items in the order of their hashes; `next` is where the following page begins. */
export async function datasetRows(
  deps: ExportDeps,
  caller: Caller,
  { id, after, limit }: z.infer<typeof DatasetRowsInput>,
): Promise<{ rows: RowView[]; next: string | null }> {
  const record = await readable(deps, caller, id);
  const rows = await deps.datasets.items(record.no, after, limit);
  const next = rows.length === limit ? (rows.at(-1)?.hash ?? null) : null;
  return { rows: rows.map((row) => rowView(row, ontology(record))), next };
}

export const DownloadInput = z.object({ id: z.string(), format: z.enum(FORMAT_IDS as [FormatId, ...FormatId[]]) });

export type Download = {
  readonly filename: string;
  readonly mediaType: string;
  /** Known once the dataset is released: what the bytes will be. */
  readonly sha256: Sha256 | null;
  readonly bytes: number | null;
  readonly chunks: AsyncIterable<string>;
};

/** A whole export as a stream at constant memory. Public once settled; its owner may take the present state before. */
export async function download(
  deps: ExportDeps,
  caller: Caller,
  { id, format }: z.infer<typeof DownloadInput>,
): Promise<Download> {
  const record = await readable(deps, caller, id);
  const { files } = await deps.datasets.facts(record.no);
  const file = record.state === "settled" ? files.find((known) => known.format === format) : undefined;
  const { mediaType, extension } = FORMATS[format];
  return {
    filename: `${record.id}.${extension}`,
    mediaType,
    sha256: file?.sha256 ?? null,
    bytes: file?.bytes ?? null,
    chunks: textOf(deps, record, format),
  };
}

/** For the worker: weighs and hashes every download of a settled bounty. Twice gives the same. */
export async function release(deps: ExportDeps, caller: Caller, bountyNo: BountyNo): Promise<void> {
  requireSystem(caller);
  const record = await deps.datasets.byNo(bountyNo);
  if (record?.state !== "settled") return;
  for (const format of FORMAT_IDS) {
    const hash = sha256Stream();
    let bytes = 0;
    let rows = 0;
    for await (const chunk of writeFormat(FORMATS[format], deps.datasets, record.no, deskOf(deps, record))) {
      const data = new TextEncoder().encode(chunk.text);
      hash.update(data);
      bytes += data.length;
      rows += chunk.rows;
    }
    await deps.datasets.saveFile(record.no, { format, sha256: hash.digest(), bytes, rows });
  }
}

async function readable({ datasets }: ExportDeps, caller: Caller, id: string): Promise<DatasetRecord> {
  const record = await datasets.byId(id as BountyId);
  if (!record || record.state === "draft") throw new AppError("not_found", `There is no dataset "${id}".`);
  if (record.state !== "settled") requireOwner(caller, record.ownerNo);
  return record;
}

function ontology(record: DatasetRecord) {
  return ontologyOf(taskTypeOf(record.taskType), record.config);
}

function deskOf(deps: ExportDeps, record: DatasetRecord) {
  return { ontology: ontology(record), assetUrl: (sha256: string) => deps.assetUrl(sha256) };
}

async function* textOf(deps: ExportDeps, record: DatasetRecord, format: FormatId): AsyncGenerator<string> {
  const chunks = writeFormat(FORMATS[format], deps.datasets, record.no, deskOf(deps, record));
  for await (const { text } of chunks) if (text !== "") yield text;
}
