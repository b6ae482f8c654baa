import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** What the challenger said, as plain text. */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  const { sha256, chunks } = await settlement.caseOf(caller, { id: params.batchId });
  const safe = { "x-content-type-options": "nosniff", "content-security-policy": "sandbox" };
  return streamed(chunks, { "content-type": "text/plain; charset=utf-8", etag: `"${sha256}"`, ...safe });
});
