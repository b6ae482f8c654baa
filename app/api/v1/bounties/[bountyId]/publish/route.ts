import { json, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Freezes the terms: the manifest, its hash, and what must be locked in the vault; 202 and how far it is while the worker is at it. */
export const POST = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { bounties } = await server();
  const reply = await bounties.askToPublish(caller, params.bountyId);
  return "state" in reply ? json(reply, { status: 202 }) : reply;
});
