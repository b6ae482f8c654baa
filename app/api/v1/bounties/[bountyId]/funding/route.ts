import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Tells of the fund transaction, {txHash}; the bounty opens when the vault holds the escrow. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { bounties } = await server();
  return bounties.confirmFunding(caller, params.bountyId, await bodyOf(request));
});
