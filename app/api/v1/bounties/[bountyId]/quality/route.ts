import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The owner's view of quality, as of the last sweep. */
export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { consensus } = await server();
  return consensus.quality(caller, { id: params.bountyId });
});
