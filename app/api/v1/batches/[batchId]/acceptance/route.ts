import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** What the owner signs to end the window now. */
export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.acceptance(caller, { id: params.batchId });
});

/** The owner's signature, {signature}; the operator sends it. */
export const POST = route<{ batchId: string }>(async ({ caller, params, request }) => {
  const { settlement } = await server();
  return settlement.accept(caller, { ...((await bodyOf(request)) as object), id: params.batchId });
});
