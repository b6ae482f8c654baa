import { partAnswer } from "@/lib/export/part-answer";
import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** The file of a signed address, any byte of it at once (`Range`). */
export const GET = route<{ exportId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const { until, signature } = Object.fromEntries(new URL(request.url).searchParams);
  const file = await exports.exportFile(caller, { exportId: params.exportId, until, signature });
  const answer = partAnswer(request.headers.get("range"), file.bytes);
  if (answer.status === 416) return new Response(null, { status: 416, headers: answer.headers });
  const headers = {
    ...answer.headers,
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${file.filename}"`,
    "cache-control": "private, max-age=86400, immutable",
    etag: `"${file.sha256}"`,
  };
  return streamed(await file.open(answer.range), headers, answer.status);
});
