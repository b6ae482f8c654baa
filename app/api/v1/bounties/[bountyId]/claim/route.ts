import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Leases up to {count} items to the caller. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { assignments } = await server();
  return assignments.claim(caller, { ...((await bodyOf(request)) as object), bountyId: params.bountyId });
});
