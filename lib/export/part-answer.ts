import { type ByteRange, rangeOf } from "./range";

/** The status and the headers that say which part of a file is sent; the whole where no range stands. */
export type PartAnswer =
  | { readonly status: 200 | 206; readonly headers: Readonly<Record<string, string>>; readonly range?: ByteRange }
  | { readonly status: 416; readonly headers: Readonly<Record<string, string>> };

/** How a request with this `Range` header is answered, of a file of `size` bytes (RFC 9110, section 14). */
export function partAnswer(header: string | null, size: number): PartAnswer {
  const range = rangeOf(header, size);
  const accept = { "accept-ranges": "bytes" };
  if (range === "whole") return { status: 200, headers: { ...accept, "content-length": String(size) } };
  if (range === "unsatisfiable") return { status: 416, headers: { ...accept, "content-range": `bytes */${size}` } };
  return {
    status: 206,
    headers: {
      ...accept,
      "content-range": `bytes ${range.from}-${range.to}/${size}`,
      "content-length": String(range.to - range.from + 1),
    },
    range,
  };
}
