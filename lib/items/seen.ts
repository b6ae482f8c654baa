import { canonicalJson } from "@/lib/kernel/canonical-json";
import { sha256Hex } from "@/lib/kernel/sha256";

/** Ids and contents met so far, with the line where; a few dozen bytes a row. Line 0: in an earlier upload. */
export class Seen {
  private readonly ids = new Map<string, number>();
  private readonly contents = new Map<string, number>();

  idLine(id: string): number | undefined {
    return this.ids.get(id);
  }

  contentLine(digest: string): number | undefined {
    return this.contents.get(digest);
  }

  add(id: string, digest: string, line: number): void {
    this.ids.set(id, line);
    if (!this.contents.has(digest)) this.contents.set(digest, line);
  }
}

/** What tells a payload from all others; 112 bits. Throws a TypeError when it has no canonical spelling. */
export const contentDigest = (payload: unknown): string => sha256Hex(canonicalJson(payload)).slice(0, 28);
