import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The operator or the owner has the unclaimed payouts of a final batch sent out. */
export const POST = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.push(caller, { id: params.batchId });
});
