import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The owner's look at the first items. */
export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  return items.sample(caller, { bountyId: params.bountyId });
});
