import { rangeOf } from "@/lib/export/range";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** The file of a signed address, any byte of it at once (`Range`). */
export const GET = route<{ exportId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const { until, signature } = Object.fromEntries(new URL(request.url).searchParams);
  const file = await exports.exportFile(caller, { exportId: params.exportId, until, signature });
  const headers = {
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${file.filename}"`,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=86400, immutable",
    etag: `"${file.sha256}"`,
  };
  const range = rangeOf(request.headers.get("range"), file.bytes);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${file.bytes}` } });
  }
  if (range === "whole") return streamed(await file.open(), { ...headers, "content-length": String(file.bytes) });
  const part = { "content-range": `bytes ${range.from}-${range.to}/${file.bytes}` };
  const length = { "content-length": String(range.to - range.from + 1) };
  return streamed(await file.open(range), { ...headers, ...part, ...length }, 206);
});
