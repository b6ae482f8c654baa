import type { Chunk } from "./format";

/** Bytes from `from` up to and including `to`. */
export type ByteRange = { readonly from: number; readonly to: number };

const RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * What a `Range` header asks of `size` bytes (RFC 9110, section 14.1.2), one range only: the whole where the header is absent
 * or not understood, `unsatisfiable` where it begins behind the end.
 */
export function rangeOf(header: string | null, size: number): ByteRange | "whole" | "unsatisfiable" {
  const found = RANGE.exec(header ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return "whole";
  const last = size - 1;
  if (found[1] === "") {
    const most = Number(found[2]);
    return most === 0 || size === 0 ? "unsatisfiable" : { from: Math.max(0, size - most), to: last };
  }
  const from = Number(found[1]);
  const to = found[2] === "" ? last : Math.min(Number(found[2]), last);
  if (found[2] !== "" && Number(found[2]) < from) return "whole";
  return from > last ? "unsatisfiable" : { from, to };
}

/** Chunks as bytes, those outside of the range left out. What lies before it is made and dropped: memory stays that of a chunk. */
export async function* bytesWithin(chunks: AsyncIterable<Chunk>, range?: ByteRange): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
    const start = at;
    at += bytes.length;
    if (!range) {
      yield bytes;
      continue;
    }
    const from = Math.max(0, range.from - start);
    const to = Math.min(bytes.length, range.to + 1 - start);
    if (from < to) yield bytes.subarray(from, to);
    if (at > range.to) return;
  }
}
