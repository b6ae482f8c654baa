import { sha256Hex } from "@/lib/kernel/sha256";
import { DigestTable } from "./digest-table";

/** Ids and contents met so far, with the line where; some 64 bytes a row. Line 0: in an earlier upload. */
export class Seen {
  private readonly ids = new DigestTable();
  private readonly contents = new DigestTable();

  idLine(id: string): number | undefined {
    return this.ids.get(sha256Hex(id));
  }

  contentLine(digest: string): number | undefined {
    return this.contents.get(digest);
  }

  add(id: string, digest: string, line: number): void {
    this.ids.add(sha256Hex(id), line);
    this.contents.add(digest, line);
  }
}

/** What tells a payload from all others, as hex, of its canonical spelling. */
export const contentDigest = (payloadJson: string): string => sha256Hex(payloadJson);
