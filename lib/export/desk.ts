import type { z } from "zod";
import { shownOr } from "@/lib/bounties/sight";
import { type Caller, requireOwner } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type AccountNo, type BountyId, type ExportId, idFrom } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { About, AboutFile } from "./about";
import type { DownloadInput } from "./download-input";
import { ontologyOf } from "./ontology";
import { type Order, readOrder } from "./options";
import type { DatasetFile, DatasetRecord, DatasetVersion, ExportDeps, StoredExport } from "./ports";
import { formatOf, speaks } from "./registry";
import { snapshotSource } from "./snapshot";
import type { Surroundings } from "./write";

/** The dataset, if the caller may read it: public once settled, its owner's before; a private one's its owner's and its guests'. */
export async function readable({ datasets }: ExportDeps, caller: Caller, id: string): Promise<DatasetRecord> {
  const none = new AppError("not_found", `There is no dataset "${id}".`);
  const record = shownOr(none, await datasets.byId(id as BountyId), caller);
  if (record.state === "draft") throw none;
  if (record.state !== "settled") requireOwner(caller, record.ownerNo);
  return record;
}

/** A released version by its number; the newest where none is named, undefined before the first release. */
export async function versionOf(
  { datasets }: ExportDeps,
  record: DatasetRecord,
  wanted?: number,
): Promise<DatasetVersion | undefined> {
  const versions = await datasets.versions(record.no);
  if (wanted === undefined) return versions.at(-1);
  const found = versions.find(({ version }) => version === wanted);
  if (found) return found;
  const there = versions.map(({ version }) => `v${version}`).join(", ") || "none yet";
  throw new AppError("not_found", `This dataset has no version ${wanted}. There are: ${there}.`);
}

export const ontology = (record: DatasetRecord) => ontologyOf(taskTypeOf(record.taskType), record.config);

/** The format with this id, if it can say what this dataset's answers say. */
export function fittingFormat(record: DatasetRecord, id: string) {
  const format = formatOf(id);
  const taskType = taskTypeOf(record.taskType);
  if (speaks(format, taskType)) return format;
  throw new AppError("invalid_input", `${format.title} cannot say what answers of "${taskType.title}" say.`);
}

/** What a download asks for: the dataset if the caller may read it, the format with its options read, and the version. */
export async function asked(deps: ExportDeps, caller: Caller, input: z.infer<typeof DownloadInput>) {
  const record = await readable(deps, caller, input.id);
  const order = readOrder(fittingFormat(record, input.format), input.options);
  return { record, order, version: await versionOf(deps, record, input.version) };
}

/** The export of a released version with these options: the one that was ordered alike, or a new one that the worker writes. */
export async function placeOrder(
  deps: ExportDeps,
  { record, version, order, options }: Placed,
  by: AccountNo | undefined,
): Promise<StoredExport> {
  const fresh: StoredExport = {
    id: idFrom<ExportId>("exp", deps.random(20)),
    bountyNo: record.no,
    version: version.version,
    format: order.format.id,
    options,
    state: "queued",
    ...{ sha256: null, bytes: null, rows: null, loss: [], failure: null },
  };
  const stored = await deps.datasets.orderExport(fresh, order.key, by, deps.now());
  if (stored.state === "queued") await deps.enqueue("write-export", { exportId: stored.id });
  return stored;
}

type Placed = {
  readonly record: DatasetRecord;
  readonly version: DatasetVersion;
  readonly order: Order;
  readonly options: Readonly<Record<string, string>>;
};

/** All that a writer needs: a version's rows as they were released, or the present ones. */
export function around(
  deps: ExportDeps,
  record: DatasetRecord,
  version: DatasetVersion | undefined,
  files: readonly DatasetFile[],
): Surroundings {
  return {
    about: aboutOf(deps, record, version, files),
    ontology: ontology(record),
    assetUrl: (sha256) => deps.assetUrl(sha256),
    bytesOf: (sha256) => deps.files.get(sha256),
    mediaTypes: (sha256s) => deps.datasets.mediaTypes(sha256s),
    zip: (pieces) => deps.zip(pieces),
    source: version
      ? snapshotSource(() => snapshot(deps, version))
      : { pages: (crowd) => deps.datasets.pages(record.no, crowd) },
  };
}

async function snapshot(
  { files }: ExportDeps,
  { sha256, version }: DatasetVersion,
): Promise<AsyncIterable<Uint8Array>> {
  const found = await files.snapshot(sha256);
  if (!found) throw new AppError("fault", `the rows of version ${version}, ${sha256}, are not in the store`);
  return found;
}

function aboutOf(
  { origin }: ExportDeps,
  record: DatasetRecord,
  version: DatasetVersion | undefined,
  files: readonly DatasetFile[],
): About {
  const { id, title, guidelines, owner, manifestHash, blindBps, items, goldItems } = record;
  const own = version ? files.filter((file) => file.version === version.version) : [];
  return {
    ...{ id, title, guidelines, owner, manifestHash, blindBps },
    items: version?.rows ?? items + goldItems,
    version: version?.version ?? null,
    releasedAtMs: version?.createdAtMs ?? null,
    licence: version?.licence ?? null,
    consent: version?.consent ?? null,
    url: `${origin}/datasets/${id}`,
    files: own.map((file) => aboutFile(origin, record, file)),
  };
}

function aboutFile(origin: string, { id }: DatasetRecord, { format, version, bytes, sha256 }: DatasetFile): AboutFile {
  const { extension, mediaType, shape } = formatOf(format);
  return {
    format,
    name: fileName(id, version, extension),
    mediaType: shape === "folder" ? "application/zip" : mediaType.replace(/;.*/, ""),
    url: `${origin}/api/v1/datasets/${id}/export?format=${format}&version=${version}`,
    bytes,
    sha256,
  };
}

export const fileName = (id: string, version: number | undefined, extension: string): string =>
  `${id}${version === undefined ? "" : `.v${version}`}.${extension}`;
