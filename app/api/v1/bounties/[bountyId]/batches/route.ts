import { paged } from "@/lib/api/paged";
import { route } from "@/lib/http";
import { server } from "@/lib/server";

export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { settlement } = await server();
  const { batches } = await settlement.batchesOf(caller, { id: params.bountyId });
  return paged(request, "batches", batches, ({ id }) => id);
});
