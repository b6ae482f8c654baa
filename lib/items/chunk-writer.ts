import type { BadRow } from "@/lib/import/source-row";
import type { BountyNo } from "@/lib/kernel/ids";
import { IMPORT_LIMITS, type ItemDraft } from "./item";
import type { Imports } from "./ports";

/** Rows written at once, and how much text they may hold. */
const CHUNK_ROWS = 500;
const CHUNK_CHARS = 500_000;

/**
 * Writes rows and errors in chunks. One is written while the next is gathered, so at most two are in memory. What the writing comes to
 * (false: the upload is not being read any more) is heard when the next chunk is full, and at the end.
 */
export class ChunkWriter {
  private drafts: ItemDraft[] = [];
  private bad: BadRow[] = [];
  private chars = 0;
  /** Errors before those that are gathered. */
  private errorsBefore = 0;
  private writing: Promise<boolean> = Promise.resolve(true);
  private readonly imports: Pick<Imports, "add">;
  private readonly upload: { readonly no: bigint; readonly bountyNo: BountyNo };

  constructor(imports: Pick<Imports, "add">, upload: { readonly no: bigint; readonly bountyNo: BountyNo }) {
    this.imports = imports;
    this.upload = upload;
  }

  /** Takes a row; false when nothing more is to be written. */
  async add(row: ItemDraft | BadRow): Promise<boolean> {
    if (row.kind === "bad") this.bad.push(row);
    else {
      this.drafts.push(row);
      this.chars += row.payloadJson.length;
    }
    if (this.drafts.length + this.bad.length < CHUNK_ROWS && this.chars < CHUNK_CHARS) return true;
    return this.flush();
  }

  /** Writes what is left, and waits for all of it. */
  async end(): Promise<boolean> {
    return (await this.flush()) && this.writing;
  }

  /** Waits until nothing is being written, whatever comes of it. */
  async settled(): Promise<void> {
    await this.writing.catch(() => undefined);
  }

  private async flush(): Promise<boolean> {
    if (!(await this.writing)) return false;
    const { drafts, bad, errorsBefore } = this;
    const kept = bad.slice(0, Math.max(0, IMPORT_LIMITS.keptErrors - errorsBefore));
    [this.drafts, this.bad, this.chars] = [[], [], 0];
    this.errorsBefore += bad.length;
    if (drafts.length + kept.length > 0) {
      this.writing = this.imports.add(this.upload, drafts, kept, errorsBefore);
      this.writing.catch(() => undefined); // thrown again where it is awaited
    }
    return true;
  }
}
