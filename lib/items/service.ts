import { z } from "zod";
import { ownedOr } from "@/lib/bounties/sight";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { AppError } from "@/lib/kernel/errors";
import { type ImportId, idFrom } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import { taskTypeOf } from "@/lib/task-types/registry";
import { BucketInput } from "./bucket-input";
import { type ImportReport, REPORTED_ERRORS, reportOf, SAMPLE_ROWS } from "./import-view";
import { IMPORTERS } from "./importers";
import { FORMATS, IMPORT_LIMITS, type ImportRecord } from "./item";
import type { MediaDeps } from "./media";
import type { Asset, Bucket, BucketPlace, FetchBucket, ImportBounty, Imports, ListBucket, SampleRow } from "./ports";
import { readPrefix } from "./read-prefix";
import { contentDigest, Seen } from "./seen";
import type { Upload, UploadDeps, UploadNotes } from "./upload";
import { runUpload } from "./upload-run";
import { dropUpload, readUpload, type UploadsDeps } from "./uploads";

export type ItemDeps = UploadDeps &
  MediaDeps &
  UploadsDeps & { readonly imports: Imports; readonly fetchBucket: FetchBucket; readonly listBucket: ListBucket };

export const IngestInput = z.object({
  /** What the owner calls the file. */
  name: z.string().trim().min(1, "the file needs a name").max(200),
  format: z.enum(FORMATS, { error: `a format: ${FORMATS.join(", ")}` }),
  /** With bad rows: wait for the owner's word, or keep the good ones at once. */
  onError: z.enum(["review", "keep"]).default("review"),
  /** Column of the known answers, if it is not called "gold". */
  gold: z.string().trim().min(1).max(200).optional(),
  /** Where the file lies, instead of the body. */
  url: z.url("an address of http or https").max(2_000).optional(),
  /** An upload in pieces, by its id, instead of the body. */
  upload: z.string().max(60).optional(),
  /** Only looks: reports what would come of it, and keeps nothing. */
  dryRun: z.stringbool("true or false").default(false),
});

/**
 * Reads an upload into a draft bounty. All of it counts, or nothing does: rows count from the moment the import is
 * accepted, which is at the end of reading when no row was bad (or `keep` was asked for), else when the owner says so.
 * A broken upload leaves nothing behind.
 */
export async function ingest(
  deps: ItemDeps,
  caller: Caller,
  bountyId: string,
  input: unknown,
  body: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const { url, upload } = parseInput(IngestInput, input);
  if (url !== undefined) return bring(deps, caller, bountyId, input, fetched(deps, url));
  if (upload === undefined) return bring(deps, caller, bountyId, input, body);
  const report = await bring(deps, caller, bountyId, input, readUpload(deps, caller, upload));
  if (report.state !== "checked") await dropUpload(deps, caller, upload);
  return report;
}

/** The same of an object in a bucket, or of all objects of the format below a prefix. */
export async function ingestFromBucket(
  deps: ItemDeps,
  caller: Caller,
  bountyId: string,
  input: unknown,
  place: unknown,
): Promise<ImportReport> {
  const { key, prefix, ...bucket } = parseInput(BucketInput, place);
  if (key === undefined) return bring(deps, caller, bountyId, input, { bucket, prefix: prefix ?? "" });
  return bring(deps, caller, bountyId, input, fetchedObject(deps, { ...bucket, key }));
}

async function bring(
  deps: ItemDeps,
  caller: Caller,
  bountyId: string,
  input: unknown,
  source: Source,
): Promise<ImportReport> {
  const bounty = await ownedBounty(deps, caller, bountyId);
  const { dryRun, ...asked } = parseInput(IngestInput, input);
  const taskType = taskTypeOf(bounty.taskType);
  const config = taskType.config().safeParse(bounty.config);
  if (!config.success) throw new AppError("conflict", "Set the question and the labels before you bring the data.");
  const fits = { taskType, config: config.data };
  return dryRun ? check(deps, bounty, asked, fits, source) : take(deps, bounty, asked, fits, source);
}

/** One file as it arrives, or all of a kind below a prefix. */
type Source = AsyncIterable<Uint8Array> | { readonly bucket: Bucket; readonly prefix: string };

/** The rows of a source; bytes are counted and limited as they pass. */
function rowsOf(
  deps: ItemDeps,
  { format, gold }: Asked,
  fits: Fits,
  source: Source,
  { notes, read }: { readonly notes: UploadNotes; readonly read: { bytes: number } },
) {
  const upload = { ...fits, gold };
  if (Symbol.asyncIterator in source) {
    return IMPORTERS[format].read(deps, { ...upload, bytes: limited(source, read) }, notes);
  }
  return readPrefix(deps, { ...source, format }, upload, { notes, pass: (bytes) => limited(bytes, read) });
}

type Asked = Pick<z.infer<typeof IngestInput>, "name" | "format" | "onError" | "gold">;
type Fits = Pick<Upload, "taskType" | "config">;

/** Reads an upload into the bounty; whatever breaks it off leaves nothing. */
async function take(
  deps: ItemDeps,
  bounty: ImportBounty,
  asked: Asked,
  fits: Fits,
  source: Source,
): Promise<ImportReport> {
  const { name, format, onError } = asked;
  const id = idFrom<ImportId>("imp", deps.random(20));
  const begun = await deps.imports.begin(bounty.no, { id, name, format });
  if (begun.kind === "frozen") throw frozen();
  if (begun.kind === "review") {
    throw new AppError("conflict", `The import ${begun.id} still waits for your word. Accept or discard it first.`);
  }
  const read = { bytes: 0 };
  const notes: UploadNotes = { encoding: null, columns: null, leftOut: null };
  try {
    const context = { ...fits, rowPrefix: begun.rowPrefix, seen: await earlier(deps, bounty) };
    const place = { no: begun.no, bountyNo: bounty.no, roomForRows: IMPORT_LIMITS.rows - bounty.rows };
    const shownBy = { bountyNo: bounty.no, isPrivate: bounty.guests !== undefined };
    const assets = { ...deps.assets, save: (asset: Asset) => deps.assets.save(asset, shownBy) };
    const rows = rowsOf({ ...deps, assets }, asked, fits, source, { notes, read });
    const run = await runUpload(deps.imports, place, rows, context);
    if (run.accepted === 0) throw nothingGood(run.errors, run.rejected);
    const state = run.rejected === 0 || onError === "keep" ? "accepted" : "review";
    const moved = await deps.imports.finish(begun.no, state, { ...run, bytes: read.bytes });
    if (moved !== "done") throw frozen();
    return reportOf({ id, state, name, format, bytes: read.bytes, ...run }, { ...notes, ...run });
  } catch (error) {
    await deps.imports.discard(begun.no);
    throw error;
  }
}

/** Reads an upload as `take` does and writes nothing anywhere. */
async function check(
  deps: ItemDeps,
  bounty: ImportBounty,
  asked: Asked,
  fits: Fits,
  source: Source,
): Promise<ImportReport> {
  const { name, format } = asked;
  if (bounty.state !== "draft") throw frozen();
  const read = { bytes: 0 };
  const notes: UploadNotes = { encoding: null, columns: null, leftOut: null };
  const dry = { ...deps, files: { ...deps.files, put: nothing }, assets: { ...deps.assets, save: nothing } };
  const context = { ...fits, rowPrefix: "row-", seen: await earlier(deps, bounty) };
  const place = { no: 0n, bountyNo: bounty.no, roomForRows: IMPORT_LIMITS.rows - bounty.rows };
  const rows = rowsOf(dry, asked, fits, source, { notes, read });
  const run = await runUpload({ add: async () => true }, place, rows, context);
  if (run.accepted + run.rejected === 0) throw nothingGood(run.errors, 0);
  return reportOf({ id: "", state: "checked", name, format, bytes: read.bytes, ...run }, { ...notes, ...run });
}

const nothing = async () => undefined;

/** A file that lies elsewhere: opened when it is first read. */
async function* fetched({ fetchUrl }: ItemDeps, url: string): AsyncGenerator<Uint8Array> {
  yield* (await fetchUrl(url, { maxBytes: IMPORT_LIMITS.bytes })).bytes;
}

async function* fetchedObject({ fetchBucket }: ItemDeps, object: BucketPlace): AsyncGenerator<Uint8Array> {
  yield* (await fetchBucket(object, { maxBytes: IMPORT_LIMITS.bytes })).bytes;
}

/** How far an upload is, or what became of it. */
export async function getImport(deps: ItemDeps, caller: Caller, importId: string): Promise<ImportReport> {
  return storedReport(deps, await ownedImport(deps, caller, importId));
}

/** The rows of an upload that could not be taken, first to last, as far as they are kept. */
export async function importErrors(
  deps: ItemDeps,
  caller: Caller,
  importId: string,
): Promise<readonly { readonly line: number; readonly at: string; readonly reason: string }[]> {
  const record = await ownedImport(deps, caller, importId);
  return deps.imports.errors(record.no, IMPORT_LIMITS.keptErrors);
}

/** The owner keeps the good rows of an import and leaves the bad ones out. */
export async function acceptImport(deps: ItemDeps, caller: Caller, importId: string): Promise<ImportReport> {
  const record = await ownedImport(deps, caller, importId);
  const moved = record.state === "accepted" ? "done" : await deps.imports.accept(record.no);
  if (moved === "frozen") throw frozen();
  const now = await ownedImport(deps, caller, importId);
  if (now.state !== "accepted") throw new AppError("conflict", `The import was ${now.state}; upload the file again.`);
  return storedReport(deps, now);
}

/** Takes an import back, with all its rows. */
export async function discardImport(deps: ItemDeps, caller: Caller, importId: string): Promise<{ discarded: true }> {
  const record = await ownedImport(deps, caller, importId);
  if ((await deps.imports.discard(record.no)) === "frozen") throw frozen();
  return { discarded: true };
}

/** The owner's uploads into a bounty that count, wait, or are being read. */
export async function listImports(deps: ItemDeps, caller: Caller, bountyId: string): Promise<readonly ImportReport[]> {
  const bounty = await ownedBounty(deps, caller, bountyId);
  const records = await deps.imports.ofBounty(bounty.no);
  return Promise.all(records.map((record) => storedReport(deps, record)));
}

export const SampleInput = z.object({
  imported: z.string().optional(),
  count: z.coerce.number().int().min(1).max(50).default(SAMPLE_ROWS),
});

/** The first rows of an import (the bounty's first, if none is named), as the bench will show them. */
export async function sample(
  deps: ItemDeps,
  caller: Caller,
  bountyId: string,
  input: unknown = {},
): Promise<readonly SampleRow[]> {
  const bounty = await ownedBounty(deps, caller, bountyId);
  const { imported, count } = parseInput(SampleInput, input);
  const records = (await deps.imports.ofBounty(bounty.no)).filter(({ state }) => state !== "reading");
  const record = imported === undefined ? records[0] : records.find(({ id }) => id === imported);
  if (imported !== undefined && !record) throw unknownImport(imported);
  return record ? deps.imports.sample(record.no, count) : [];
}

async function ownedBounty(deps: ItemDeps, caller: Caller, id: string): Promise<ImportBounty> {
  return ownedOr(new AppError("not_found", `There is no bounty ${id}.`), await deps.imports.bounty(id), caller);
}

async function ownedImport(deps: ItemDeps, caller: Caller, id: string): Promise<ImportRecord> {
  const { no } = requireAccount(caller);
  const record = await deps.imports.byId(id);
  if (record?.ownerNo !== no) throw unknownImport(id);
  return record;
}

async function storedReport({ imports }: ItemDeps, record: ImportRecord): Promise<ImportReport> {
  const [errors, rows] = await Promise.all([
    imports.errors(record.no, REPORTED_ERRORS),
    imports.sample(record.no, SAMPLE_ROWS),
  ]);
  return reportOf(record, { encoding: null, columns: null, leftOut: null, errors, sample: rows });
}

async function earlier({ imports }: ItemDeps, bounty: ImportBounty): Promise<Seen> {
  const seen = new Seen();
  if (bounty.rows === 0) return seen;
  for await (const page of imports.earlier(bounty.no)) {
    for (const { externalId, payload } of page) seen.add(externalId, contentDigest(canonicalJson(payload)), 0);
  }
  return seen;
}

/** Counts bytes as they pass, and refuses more than the limit. */
async function* limited(body: AsyncIterable<Uint8Array>, read: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    read.bytes += chunk.length;
    if (read.bytes > IMPORT_LIMITS.bytes) {
      throw new AppError(
        "too_large",
        `The file is larger than ${IMPORT_LIMITS.bytes / 1024 ** 3} GiB. Split it and upload the parts one by one.`,
      );
    }
    yield chunk;
  }
}

function nothingGood(errors: readonly { line: number; at: string; reason: string }[], rejected: number): AppError {
  if (rejected === 0) return new AppError("invalid_input", "There are no rows in the file.");
  const places = errors.map(({ line, at, reason }) => ({ at: `line ${line}, ${at}`, reason }));
  const [first] = errors;
  const words = first ? ` The first is in line ${first.line}: ${first.reason}.` : "";
  return new AppError("invalid_input", `None of the ${rejected} rows can be taken.${words}`, { errors: places });
}

const frozen = () => new AppError("conflict", "The bounty is published: its items are frozen.");
const unknownImport = (id: string) => new AppError("not_found", `There is no import ${id}.`);
