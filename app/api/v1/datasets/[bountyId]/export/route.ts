import { bytesWithin, rangeOf } from "@/lib/export/range";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";
import { downloadInput } from "./download-address";

/**
 * The whole dataset as a download, streamed: `?format=…&version=…` and the format's options. A released version gives the same
 * bytes every time, so it may be resumed with `Range`; where its size is not known yet, only from a byte on to the end.
 */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const file = await exports.download(caller, downloadInput(params.bountyId, request));
  const headers = {
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${file.filename}"`,
    "cache-control": "no-store",
    ...(file.sha256 ? { etag: `"${file.sha256}"`, "accept-ranges": "bytes" } : {}),
  };
  if (file.bytes === null) return streamed(file.chunks, headers);
  const asked = isCurrent(request, file.sha256) ? request.headers.get("range") : null;
  const range = rangeOf(asked, file.bytes);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${file.bytes}` } });
  }
  if (range === "whole") return streamed(file.chunks, { ...headers, "content-length": String(file.bytes) });
  return streamed(
    bytesWithin(file.chunks, range),
    {
      ...headers,
      "content-length": String(range.to - range.from + 1),
      "content-range": `bytes ${range.from}-${range.to}/${file.bytes}`,
    },
    206,
  );
});

/** Whether what the caller has of the file is of these bytes (`If-Range`, RFC 9110, section 13.1.5). */
function isCurrent(request: Request, sha256: string | null): boolean {
  const condition = request.headers.get("if-range");
  return condition === null || condition === `"${sha256}"`;
}
