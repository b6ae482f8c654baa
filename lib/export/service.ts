import { z } from "zod";
import { type Caller, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { BountyId, BountyNo, ExportId, Sha256 } from "@/lib/kernel/ids";
import { sha256Stream } from "@/lib/kernel/sha256";
import { taskTypeOf } from "@/lib/task-types/registry";
import { type DatasetSummary, type DatasetView, datasetSummary, datasetView, type RowView, rowView } from "./dataset";
import { around, asked, fileName, ontology, placeOrder, readable } from "./desk";
import type { DownloadInput } from "./download-input";
import type { Chunk } from "./format";
import type { LossLine } from "./loss";
import { readOrder } from "./options";
import type { DatasetRecord, DatasetVersion, ExportDeps, Terms } from "./ports";
import { bytesWithin } from "./range";
import { formatsOf } from "./registry";
import { snapshotLines } from "./snapshot";
import { writeOrder } from "./write";

export const ListDatasetsInput = z.object({
  q: z.string().max(200).default(""),
  /** The last dataset of the page before. */
  after: z.string().max(60).default(""),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Settled bounties as datasets, newest first; private ones to their owners and guests. `next` is what to ask the following page after. */
export async function listDatasets(
  { datasets }: ExportDeps,
  caller: Caller,
  { q: text, limit, after }: z.infer<typeof ListDatasetsInput>,
): Promise<{ datasets: DatasetSummary[]; next: string | null }> {
  const last = after === "" ? undefined : await datasets.byId(after as BountyId);
  if (after !== "" && !last) throw new AppError("invalid_input", `after: there is no dataset "${after}".`);
  const reader = caller.kind === "account" ? caller.no : undefined;
  const records = await datasets.settled({ text, limit, before: last?.no, reader });
  return {
    datasets: records.map((record) => datasetSummary(record, record.report, record.batchIds, ontology(record))),
    next: records.length === limit ? (records.at(-1)?.id ?? null) : null,
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
  const [facts, versions] = await Promise.all([deps.datasets.facts(record.no), deps.datasets.versions(record.no)]);
  return datasetView(record, facts, versions, ontology(record));
}

export const DatasetRowsInput = z.object({
  id: z.string(),
  after: z.union([z.literal(""), z.string().regex(/^[0-9a-f]{64}$/)]).default(""),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Name of a class: only items with this label. */
  label: z.string().max(200).optional(),
  /** Certainty in thousandths, at least and at most. */
  least: z.coerce.number().int().min(0).max(1_000).default(0),
  most: z.coerce.number().int().min(0).max(1_000).default(1_000),
  contested: z.stringbool("true or false").default(false),
});

/** A page of the dataset's items in the order of their hashes; `next` is where the following page begins. */
export async function datasetRows(
  deps: ExportDeps,
  caller: Caller,
  { id, after, limit, label, ...rest }: z.infer<typeof DatasetRowsInput>,
): Promise<{ rows: RowView[]; next: string | null }> {
  const record = await readable(deps, caller, id);
  const wanted = label !== undefined || rest.least > 0 || rest.most < 1_000 || rest.contested;
  const only = { ...rest, ...(label !== undefined && { answer: answerCalled(record, label) }) };
  const rows = await deps.datasets.rows(record.no, { after, limit, ...(wanted && { only }) });
  const next = rows.length === limit ? (rows.at(-1)?.hash ?? null) : null;
  return { rows: rows.map((row) => rowView(row, ontology(record))), next };
}

/** The answer that a class's name stands for. */
function answerCalled(record: DatasetRecord, label: string): unknown {
  const { classes } = ontology(record);
  const k = classes.indexOf(label);
  if (k >= 0) return taskTypeOf(record.taskType).fromCategory?.(k, record.config);
  throw new AppError(
    "invalid_input",
    `label: there is no "${label}". There are: ${classes.join(", ") || "no classes"}.`,
  );
}

export type Download = {
  readonly filename: string;
  readonly mediaType: string;
  /** Of which version; undefined before the first release: then it is the present state, which moves. */
  readonly version: number | undefined;
  /** Known for downloads of a released version without options: what the bytes will be. */
  readonly sha256: Sha256 | null;
  readonly bytes: number | null;
  readonly chunks: AsyncIterable<Chunk>;
};

/**
 * A whole export as a stream at constant memory. Public once settled; its owner may take the present state before. The bytes of
 * a released version in a format with its options are always the same: a download may be resumed at any byte.
 */
export async function download(
  deps: ExportDeps,
  caller: Caller,
  input: z.infer<typeof DownloadInput>,
): Promise<Download> {
  const { record, order, version } = await asked(deps, caller, input);
  const { files } = await deps.datasets.facts(record.no);
  const plain = version && order.key === "{}";
  const file = plain && files.find((known) => known.format === input.format && known.version === version.version);
  const written = writeOrder(order, around(deps, record, version, files));
  return {
    filename: fileName(record.id, version?.version, written.extension),
    mediaType: written.mediaType,
    version: version?.version,
    sha256: file ? file.sha256 : null,
    bytes: file ? file.bytes : null,
    chunks: written.chunks,
  };
}

export type Weight = {
  readonly filename: string;
  readonly version: number | undefined;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly rows: number;
  readonly loss: readonly LossLine[];
  /** Whether the direct download knows its size, so that it can be resumed at a byte. */
  readonly resumable: boolean;
};

/** While the worker writes it: the export to ask after, or ask again. */
export type Weighing = {
  readonly state: "queued";
  readonly exportId: ExportId;
  readonly filename: string;
  readonly version: number;
};

/**
 * What a download weighs, and what it leaves out, without its bytes: kept from the release; with options found by the worker, who writes
 * and keeps it; of the present state, its owner's alone, found by writing it once and throwing it away. The same rights as `download`.
 */
export async function weight(
  deps: ExportDeps,
  caller: Caller,
  input: z.infer<typeof DownloadInput>,
): Promise<Weight | Weighing> {
  const { record, order, version } = await asked(deps, caller, input);
  const { files } = await deps.datasets.facts(record.no);
  const written = writeOrder(order, around(deps, record, version, files));
  const filename = fileName(record.id, version?.version, written.extension);
  const kept = files.find((file) => file.version === version?.version && file.format === input.format);
  if (kept && order.key === "{}") {
    const { sha256, bytes, rows, loss } = kept;
    return { filename, version: version?.version, sha256, bytes, rows, loss, resumable: true };
  }
  if (!version) return { filename, version: undefined, ...(await weigh(written)), resumable: false };
  const by = caller.kind === "account" ? caller.no : undefined;
  const { id, state, failure, ...found } = await placeOrder(
    deps,
    { record, order, version, options: input.options },
    by,
  );
  if (state === "failed") throw new AppError("unavailable", failure ?? "This export could not be written.");
  const { sha256, bytes, rows, loss } = found;
  if (sha256 === null || bytes === null || rows === null) {
    return { state: "queued", exportId: id, filename, version: version.version };
  }
  return { filename, version: version.version, sha256, bytes, rows, loss, resumable: false };
}

/**
 * For the worker: releases a settled bounty as it stands now, unless the newest version says the same under the same terms, and
 * weighs every download of the newest version. Twice gives the same.
 */
export async function release(deps: ExportDeps, caller: Caller, bountyNo: BountyNo, terms: Terms = {}): Promise<void> {
  requireSystem(caller);
  const record = await deps.datasets.byNo(bountyNo);
  if (record?.state !== "settled") return;
  const version = await releasedVersion(deps, record, terms);
  if (!version) return;
  for (const format of formatsOf(taskTypeOf(record.taskType))) {
    const { files } = await deps.datasets.facts(record.no);
    if (files.some((file) => file.version === version.version && file.format === format.id)) continue;
    const written = writeOrder(readOrder(format, {}), around(deps, record, version, files));
    const weighed = await weigh(written);
    await deps.datasets.saveFile(record.no, { version: version.version, format: format.id, ...weighed });
  }
}

/** For the worker: settled bounties whose dataset was never released. */
export async function unreleased({ datasets }: ExportDeps, caller: Caller): Promise<readonly BountyNo[]> {
  requireSystem(caller);
  return datasets.unreleased();
}

/** The newest version, made where the present state or the terms are others; undefined where another process made it first. */
async function releasedVersion(
  deps: ExportDeps,
  record: DatasetRecord,
  terms: Terms,
): Promise<DatasetVersion | undefined> {
  const newest = (await deps.datasets.versions(record.no)).at(-1);
  const licence = terms.licence ?? newest?.licence ?? null;
  const consent = terms.consent ?? newest?.consent ?? null;
  let rows = 0;
  async function* lines() {
    const present = { pages: (crowd: boolean) => deps.datasets.pages(record.no, crowd) };
    for await (const line of snapshotLines(present)) {
      rows += line.split("\n").length - 1;
      yield line;
    }
  }
  const file = await deps.files.putSnapshot(bytesWithin(lines()));
  if (newest?.sha256 === file.sha256 && newest.licence === licence && newest.consent === consent) return newest;
  const next = (newest?.version ?? 0) + 1;
  return deps.datasets.addVersion(record.no, {
    version: next,
    ...file,
    rows,
    licence,
    consent,
    createdAtMs: deps.now(),
  });
}

async function weigh(written: ReturnType<typeof writeOrder>) {
  const hash = sha256Stream();
  let bytes = 0;
  for await (const data of bytesWithin(written.chunks)) {
    hash.update(data);
    bytes += data.length;
  }
  return { sha256: hash.digest(), bytes, rows: written.rows(), loss: written.loss() };
}
