import { route } from "@/lib/http";
import { server } from "@/lib/server";

export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.batchesOf(caller, { id: params.bountyId });
});
