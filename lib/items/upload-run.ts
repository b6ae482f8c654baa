import type { BadRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { BountyNo } from "@/lib/kernel/ids";
import { REPORTED_ERRORS, SAMPLE_ROWS } from "./import-view";
import { type Candidate, type IngestContext, ingestRow } from "./ingest-row";
import { IMPORT_LIMITS, type ItemDraft } from "./item";
import type { Imports, SampleRow } from "./ports";

/** Rows written at once, and how much text they may hold. */
const CHUNK_ROWS = 500;
const CHUNK_CHARS = 4_000_000;

export type Run = {
  readonly accepted: number;
  readonly gold: number;
  readonly rejected: number;
  readonly errors: readonly Omit<BadRow, "kind">[];
  readonly sample: readonly SampleRow[];
};

/**
 * Reads all rows into an import, a chunk at a time; at most one chunk is in memory. Throws `too_large` past the row
 * limit and `conflict` when another upload has taken this one's place.
 */
export async function runUpload(
  imports: Pick<Imports, "add">,
  upload: { readonly no: bigint; readonly bountyNo: BountyNo; readonly roomForRows: number },
  rows: AsyncIterable<Candidate | BadRow>,
  context: IngestContext,
): Promise<Run> {
  const tally = { accepted: 0, gold: 0, rejected: 0 };
  const errors: Omit<BadRow, "kind">[] = [];
  const sample: SampleRow[] = [];
  let drafts: ItemDraft[] = [];
  let bad: BadRow[] = [];
  let chars = 0;
  const flush = async () => {
    const first = tally.rejected - bad.length;
    const kept = bad.slice(0, Math.max(0, IMPORT_LIMITS.keptErrors - first));
    if (drafts.length + kept.length > 0 && !(await imports.add(upload, drafts, kept, first))) throw replaced();
    [drafts, bad, chars] = [[], [], 0];
  };
  for await (const row of rows) {
    const read = row.kind === "bad" ? row : ingestRow(context, row);
    if (read.kind === "bad") {
      tally.rejected += 1;
      bad.push(read);
      if (errors.length < REPORTED_ERRORS) errors.push({ line: read.line, at: read.at, reason: read.reason });
    } else {
      tally.accepted += 1;
      if (read.gold !== undefined) tally.gold += 1;
      if (tally.accepted > upload.roomForRows) throw tooMany();
      chars += JSON.stringify(read.payload).length;
      drafts.push(read);
      if (sample.length < SAMPLE_ROWS) sample.push(sampleOf(read));
    }
    if (drafts.length + bad.length >= CHUNK_ROWS || chars >= CHUNK_CHARS) await flush();
  }
  await flush();
  return { ...tally, errors, sample };
}

const sampleOf = ({ line, externalId, payload, gold }: ItemDraft): SampleRow => ({
  line,
  id: externalId,
  payload,
  gold: gold !== undefined,
});

const replaced = () =>
  new AppError(
    "conflict",
    "A newer upload took the place of this one, it was taken back, or the bounty was published meanwhile.",
  );

const tooMany = () =>
  new AppError(
    "too_large",
    `A bounty holds ${IMPORT_LIMITS.rows.toLocaleString("en")} items at most. Post the rest as another bounty.`,
  );
