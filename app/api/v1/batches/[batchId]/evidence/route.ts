import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/**
 * The canonical evidence of a posted batch: JSON Lines, its SHA-256 in the ETag and on the chain. It is kept gzipped and
 * goes out so to whoever accepts it; hash and chain speak of the plain bytes.
 */
export const GET = route<{ batchId: string }>(async ({ caller, params, request }) => {
  const { settlement } = await server();
  const file = await settlement.evidence(caller, {
    id: params.batchId,
    gzip: /\bgzip\b/.test(request.headers.get("accept-encoding") ?? ""),
  });
  return streamed(file.chunks, {
    "content-type": "application/jsonl; charset=utf-8",
    "content-length": String(file.bytes),
    "content-disposition": `attachment; filename="${params.batchId}.evidence.jsonl"`,
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": file.encoding,
    vary: "accept-encoding",
    etag: `"${file.sha256}"`,
  });
});
