import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Whether the batch can be or was challenged, what it costs, who judges, and what they have said. */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.dispute(caller, { id: params.batchId });
});

/** Keeps what a challenger says, {words}, and answers the hash that the challenge names. */
export const POST = route<{ batchId: string }>(async ({ caller, params, request }) => {
  const { settlement } = await server();
  return settlement.stateCase(caller, { ...((await bodyOf(request)) as object), id: params.batchId });
});
