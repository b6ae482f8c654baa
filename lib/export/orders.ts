import { z } from "zod";
import { isShown } from "@/lib/bounties/sight";
import { type Caller, requireAccount, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import type { ExportId, Sha256 } from "@/lib/kernel/ids";
import { around, asked, fileName, fittingFormat, placeOrder, readable, versionOf } from "./desk";
import type { DownloadInput } from "./download-input";
import type { LossLine } from "./loss";
import { readOrder } from "./options";
import type { ExportDeps, StoredExport } from "./ports";
import { bytesWithin } from "./range";
import { writeOrder } from "./write";

/** How long a signed link holds. */
const LINK_MS = 24 * 3_600_000;
/** How long a file is kept after it was last ordered: longer than any link to it. */
const KEPT_MS = 7 * 24 * 3_600_000;

export type ExportView = {
  readonly id: ExportId;
  readonly state: StoredExport["state"];
  readonly version: number;
  readonly format: string;
  readonly options: Readonly<Record<string, string>>;
  readonly bytes: number | null;
  readonly rows: number | null;
  readonly sha256: Sha256 | null;
  readonly loss: readonly LossLine[];
  /** Why it failed, in words; else null. */
  readonly failure: string | null;
  /** Where the file lies, for anybody who has the address, until it lapses; null while it is written. */
  readonly url: string | null;
};

/** Orders an export of a released version: the worker writes it, and it is kept a week. Ordered again, it is the same one. */
export async function orderExport(
  deps: ExportDeps,
  caller: Caller,
  input: z.infer<typeof DownloadInput>,
): Promise<ExportView> {
  const { no: by } = requireAccount(caller);
  const { record, order, version } = await asked(deps, caller, input);
  if (!version)
    throw new AppError("conflict", "Nothing is released yet: a moment after settlement there is a version 1.");
  return viewOf(deps, await placeOrder(deps, { record, order, version, options: input.options }, by));
}

export const ExportInput = z.object({ exportId: z.string() });

/** How far an ordered export is, and where to fetch it. The same rights as its dataset. */
export async function exportState(
  deps: ExportDeps,
  caller: Caller,
  { exportId }: z.infer<typeof ExportInput>,
): Promise<ExportView> {
  const { stored, record } = await exportOf(deps, exportId);
  if (!isShown(record, caller)) throw noExport(exportId);
  await readable(deps, caller, record.id);
  return viewOf(deps, stored);
}

export const LinkInput = z.object({ exportId: z.string(), until: z.coerce.number().int(), signature: z.string() });

export type KeptFile = {
  readonly filename: string;
  readonly mediaType: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  open(range?: { readonly from: number; readonly to: number }): Promise<AsyncIterable<Uint8Array>>;
};

/** The file of a signed link. Whoever has the address may; nobody after it has lapsed. */
export async function exportFile(
  deps: ExportDeps,
  _caller: Caller,
  { exportId, until, signature }: z.infer<typeof LinkInput>,
): Promise<KeptFile> {
  if (!deps.links.holds(`${exportId}:${until}`, signature))
    throw new AppError("forbidden", "This link is not one of ours.");
  if (until < deps.now())
    throw new AppError("forbidden", "This link has lapsed. Ask for the export again: it is kept.");
  const { stored, record } = await exportOf(deps, exportId);
  const { sha256, bytes } = stored;
  if (sha256 === null || bytes === null) throw new AppError("conflict", "This export is still being written.");
  const { format, version } = stored;
  const order = readOrder(fittingFormat(record, format), stored.options);
  const { extension, mediaType } = writeOrder(order, around(deps, record, await versionOf(deps, record, version), []));
  return {
    filename: fileName(record.id, version, extension),
    mediaType,
    sha256,
    bytes,
    open: async (range) => {
      const chunks = await deps.files.get(sha256, range);
      if (!chunks) throw new AppError("fault", `the export ${sha256} is not in the store`);
      return chunks;
    },
  };
}

/** For the worker: writes an ordered export and keeps the file. Twice does no harm. */
export async function writeExport(deps: ExportDeps, caller: Caller, exportId: ExportId): Promise<void> {
  requireSystem(caller);
  const { stored, record } = await exportOf(deps, exportId);
  if (stored.state !== "queued") return;
  const order = readOrder(fittingFormat(record, stored.format), stored.options);
  const version = await versionOf(deps, record, stored.version);
  const { files } = await deps.datasets.facts(record.no);
  const written = writeOrder(order, around(deps, record, version, files));
  const file = await deps.files.put(bytesWithin(written.chunks));
  const result = { state: "ready", ...file, rows: written.rows(), loss: written.loss(), failure: null } as const;
  await deps.datasets.saveExport(exportId, result);
}

/** For the worker: removes the files of exports that nobody has ordered for a week. */
export async function sweepExports(deps: ExportDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const gone = await deps.datasets.forgetExports(deps.now() - KEPT_MS);
  for (const sha256 of gone) await deps.files.remove(sha256);
  return gone.length;
}

const noExport = (id: string) => new AppError("not_found", `There is no export "${id}".`);

async function exportOf({ datasets }: ExportDeps, exportId: string) {
  const stored = await datasets.exportById(exportId as ExportId);
  const record = stored && (await datasets.byNo(stored.bountyNo));
  if (!stored || !record) throw noExport(exportId);
  return { stored, record };
}

function viewOf({ links, now, origin }: ExportDeps, stored: StoredExport): ExportView {
  const { id, state, version, format, options, bytes, rows, sha256, loss, failure } = stored;
  const until = now() + LINK_MS;
  const signature = links.sign(`${id}:${until}`);
  const url = `${origin}/api/v1/exports/${id}/file?until=${until}&signature=${signature}`;
  return {
    id,
    state,
    version,
    format,
    options,
    bytes,
    rows,
    sha256,
    loss,
    failure,
    url: state === "ready" ? url : null,
  };
}
