import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Freezes the terms: the manifest, its hash, and what must be locked in the vault. */
export const POST = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { bounties } = await server();
  return bounties.publish(caller, params.bountyId);
});
