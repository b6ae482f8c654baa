import { route } from "@/lib/http";
import { server } from "@/lib/server";

export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { exports } = await server();
  return exports.dataset(caller, { id: params.bountyId });
});
