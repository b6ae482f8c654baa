import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** The canonical evidence of a posted batch: JSON Lines, its SHA-256 in the ETag and on the chain. */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  const file = await settlement.evidence(caller, { id: params.batchId });
  return streamed(file.chunks, {
    "content-type": "application/jsonl; charset=utf-8",
    "content-length": String(file.bytes),
    "content-disposition": `attachment; filename="${params.batchId}.evidence.jsonl"`,
    "cache-control": "public, max-age=31536000, immutable",
    etag: `"${file.sha256}"`,
  });
});
