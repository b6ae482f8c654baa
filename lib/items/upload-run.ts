import type { BadRow } from "@/lib/import/source-row";
import { AppError } from "@/lib/kernel/errors";
import type { BountyNo } from "@/lib/kernel/ids";
import { ChunkWriter } from "./chunk-writer";
import { REPORTED_ERRORS, SAMPLE_ROWS } from "./import-view";
import { type Candidate, type IngestContext, ingestRow } from "./ingest-row";
import { IMPORT_LIMITS, type ItemDraft } from "./item";
import type { Imports, SampleRow } from "./ports";

export type Run = {
  readonly accepted: number;
  readonly gold: number;
  readonly rejected: number;
  readonly errors: readonly Omit<BadRow, "kind">[];
  readonly sample: readonly SampleRow[];
};

/**
 * Reads all rows into an import, chunk by chunk. Throws `too_large` past the row limit and `conflict` when another upload has taken this
 * one's place. When it throws, nothing is being written any more.
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
  const writer = new ChunkWriter(imports, upload);
  try {
    for await (const row of rows) {
      const read = row.kind === "bad" ? row : ingestRow(context, row);
      if (read.kind === "bad") {
        tally.rejected += 1;
        if (errors.length < REPORTED_ERRORS) errors.push({ line: read.line, at: read.at, reason: read.reason });
      } else {
        tally.accepted += 1;
        if (read.gold !== undefined) tally.gold += 1;
        if (tally.accepted > upload.roomForRows) throw tooMany();
        if (sample.length < SAMPLE_ROWS) sample.push(sampleOf(read));
      }
      if (!(await writer.add(read))) throw replaced();
    }
    if (!(await writer.end())) throw replaced();
  } finally {
    await writer.settled();
  }
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
