import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Gives leases back: {tokens, reason: "skip" | "return"}. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { assignments } = await server();
  return assignments.release(caller, { ...((await bodyOf(request)) as object), bountyId: params.bountyId });
});
