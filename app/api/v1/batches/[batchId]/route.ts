import { route } from "@/lib/http";
import { server } from "@/lib/server";

export const GET = route<{ batchId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.batch(caller, { id: params.batchId });
});
