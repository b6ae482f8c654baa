import { z } from "zod";
import { type Caller, requireOwner } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { around, readable, versionOf } from "./desk";
import type { DatasetVersion, ExportDeps } from "./ports";
import { type RowChange, versionDiff } from "./snapshot";

export const VersionsInput = z.object({ id: z.string() });

/** The released versions of a dataset, first to last. Public once settled. */
export async function versions(
  deps: ExportDeps,
  caller: Caller,
  { id }: z.infer<typeof VersionsInput>,
): Promise<{ versions: readonly DatasetVersion[] }> {
  const record = await readable(deps, caller, id);
  return { versions: await deps.datasets.versions(record.no) };
}

export const DiffInput = z.object({
  id: z.string(),
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
});

/** What differs between two versions, a JSON object a line. Both are read as streams. */
export async function diff(
  deps: ExportDeps,
  caller: Caller,
  { id, from, to }: z.infer<typeof DiffInput>,
): Promise<AsyncIterable<string>> {
  const record = await readable(deps, caller, id);
  const [before, after] = await Promise.all([versionOf(deps, record, from), versionOf(deps, record, to)]);
  const changes = versionDiff(around(deps, record, before, []).source, around(deps, record, after, []).source);
  return linesOf(changes);
}

async function* linesOf(changes: AsyncIterable<RowChange>): AsyncGenerator<string> {
  for await (const change of changes) yield `${JSON.stringify(change)}\n`;
}

export const ReleaseInput = z.object({
  id: z.string(),
  licence: z.string().trim().min(1).max(120, "licence: at most 120 characters, such as cc-by-4.0").optional(),
  consent: z.string().trim().min(1).max(2_000, "consent: at most 2,000 characters").optional(),
});

/**
 * The owner has the dataset released again, under other terms or because its labels have moved. What was released stays; a new
 * version comes only where something is different. The worker does it.
 */
export async function requestRelease(
  deps: ExportDeps,
  caller: Caller,
  { id, ...terms }: z.infer<typeof ReleaseInput>,
): Promise<{ state: "queued" }> {
  const record = await readable(deps, caller, id);
  requireOwner(caller, record.ownerNo);
  if (record.state !== "settled") {
    throw new AppError("conflict", "A dataset is released when its bounty is settled. Settle it first.");
  }
  const bountyNo = record.no.toString();
  await deps.enqueue("release-dataset", { bountyNo, ...terms }, { key: `${bountyNo}:${deps.now()}` });
  return { state: "queued" };
}
