import { route, streamed } from "@/lib/http";
import { server } from "@/lib/server";

/** What differs between two versions, `?from=1&to=2`: a JSON object a line, {item, id, change}. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const { from, to } = Object.fromEntries(new URL(request.url).searchParams);
  const lines = await exports.diff(caller, { id: params.bountyId, from, to });
  return streamed(lines, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
});
