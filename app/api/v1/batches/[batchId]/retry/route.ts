import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The operator or the owner has a batch tried again that the chain has refused. */
export const POST = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.retry(caller, { id: params.batchId });
});
