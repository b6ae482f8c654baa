import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Takes signed answers and leases the next {count} items, in one transaction. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { annotations } = await server();
  return annotations.exchange(caller, { ...((await bodyOf(request)) as object), bountyId: params.bountyId });
});
