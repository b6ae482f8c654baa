import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** The whole dataset as a download: `?format=jsonl|csv|crowd-log`, streamed. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const format = new URL(request.url).searchParams.get("format") ?? "jsonl";
  const file = await exports.download(caller, { id: params.bountyId, format });
  return streamed(file.chunks, {
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${file.filename}"`,
    ...(file.sha256 ? { etag: `"${file.sha256}"` } : {}),
    ...(file.bytes ? { "content-length": String(file.bytes) } : {}),
  });
});
