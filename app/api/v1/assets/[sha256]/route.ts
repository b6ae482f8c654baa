import { bytesWithin, rangeOf } from "@/lib/export/range";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/**
 * An image or a recording by its content: it never changes, so it may be kept for ever. A part of it where one is asked for
 * (Range): players ask so when somebody seeks.
 */
export const GET = route<{ sha256: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const { content, mediaType, bytes: size } = await items.asset(caller, params.sha256);
  const range = rangeOf(request.headers.get("range"), size);
  const headers = {
    "content-type": mediaType,
    "cache-control": "public, max-age=31536000, immutable",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  };
  if (range === "whole") return streamed(content, { ...headers, "content-length": String(size) });
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } });
  }
  const part = {
    "content-range": `bytes ${range.from}-${range.to}/${size}`,
    "content-length": String(range.to - range.from + 1),
  };
  return streamed(bytesWithin(content, range), { ...headers, ...part }, 206);
});
