import { z } from "zod";
import { type Caller, requireAccount, requireSystem } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { idFrom, type UploadId } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import { sha256Hex } from "@/lib/kernel/sha256";
import { IMPORT_LIMITS } from "./item";
import type { PartFiles, UploadRecord, Uploads } from "./ports";

export type UploadsDeps = {
  readonly uploads: Uploads;
  readonly parts: PartFiles;
  random(bytes: number): Uint8Array;
  now(): number;
};

/** An upload that is not finished, or not imported, is forgotten after two days. */
const KEPT_MS = 48 * 3_600_000;

export const BeginUploadInput = z.object({
  bytes: z.coerce
    .number()
    .int("bytes: a whole number")
    .min(1, "the file is empty")
    .max(IMPORT_LIMITS.bytes, `a file has at most ${IMPORT_LIMITS.bytes} bytes`),
});

/** Begins an upload in pieces: what broke off goes on where it was. The whole is then imported by its id. */
export async function beginUpload(deps: UploadsDeps, caller: Caller, input: unknown): Promise<UploadRecord> {
  const { no: ownerNo } = requireAccount(caller);
  const { bytes } = parseInput(BeginUploadInput, input);
  const record = { id: idFrom<UploadId>("upl", deps.random(20)), ownerNo, bytes, at: 0 };
  await deps.uploads.begin(record);
  return record;
}

/** How much of it is here. */
export async function uploadState(deps: UploadsDeps, caller: Caller, id: string): Promise<UploadRecord> {
  const { no } = requireAccount(caller);
  const found = await deps.uploads.byId(id);
  if (found?.ownerNo !== no) throw new AppError("not_found", `There is no upload ${id}. Begin it again.`);
  return found;
}

/**
 * Takes the next piece, from byte `at` on. Of a piece that breaks off, what has come is kept. Throws `conflict` where the upload ends at
 * another byte: ask, and go on there.
 */
export async function appendUpload(
  deps: UploadsDeps,
  caller: Caller,
  id: string,
  at: number,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadRecord> {
  const upload = await uploadState(deps, caller, id);
  if (upload.at !== at) throw new AppError("conflict", `The upload stands at byte ${upload.at}, not ${at}.`);
  const key = sha256Hex(`${id}:${at}:${[...deps.random(16)].join(".")}`);
  const { bytes } = await deps.parts.put(key, asFarAsItCame(body, upload.bytes - at));
  const taken = bytes > 0 && (await deps.uploads.append(id, at, { key, bytes }));
  if (!taken) await deps.parts.remove(key);
  if (!taken && bytes > 0) throw new AppError("conflict", "Another piece of this upload came in meanwhile.");
  return { ...upload, at: at + bytes };
}

/** Takes an upload back with all its pieces. */
export async function dropUpload(deps: UploadsDeps, caller: Caller, id: string): Promise<void> {
  await uploadState(deps, caller, id);
  await remove(deps, id);
}

/** The whole file, piece by piece. Throws `conflict` while a part of it is missing. */
export async function* readUpload(deps: UploadsDeps, caller: Caller, id: string): AsyncGenerator<Uint8Array> {
  const { at, bytes } = await uploadState(deps, caller, id);
  if (at < bytes)
    throw new AppError("conflict", `Of this upload ${at} of ${bytes} bytes are here. Send the rest first.`);
  for (const key of await deps.uploads.parts(id)) {
    const chunks = await deps.parts.get(key);
    if (!chunks) throw new AppError("fault", `the piece ${key} of ${id} is not in the store`);
    yield* chunks;
  }
}

/** For the worker: forgets uploads that were left behind. */
export async function sweepUploads(deps: UploadsDeps, caller: Caller): Promise<number> {
  requireSystem(caller);
  const ids = await deps.uploads.abandoned(deps.now() - KEPT_MS);
  for (const id of ids) await remove(deps, id);
  return ids.length;
}

async function remove({ uploads, parts }: UploadsDeps, id: string): Promise<void> {
  for (const key of await uploads.remove(id)) await parts.remove(key);
}

/** A body up to where it breaks off; more than there is room for is refused. */
async function* asFarAsItCame(body: AsyncIterable<Uint8Array>, room: number): AsyncGenerator<Uint8Array> {
  let left = room;
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch(() => undefined);
    if (!next || next.done) return;
    left -= next.value.length;
    if (left < 0) throw new AppError("too_large", "The piece reaches beyond the end of the file.");
    yield next.value;
  }
}
