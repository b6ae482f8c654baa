import { json, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Seconds after which to ask again. */
const ASK_AGAIN_S = 2;

/**
 * The server's own verification of a batch: 200 with the report, or 202 while the worker is at it. To trust nobody, run the
 * same on the evidence yourself (`assay verify`, or the Verify page).
 */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  const reply = await settlement.check(caller, { id: params.batchId });
  if (reply.state === "done") return reply;
  return json(reply, { status: 202, headers: { "retry-after": String(ASK_AGAIN_S) } });
});
