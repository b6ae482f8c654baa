import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Where the bounty's money is: funded, reserved, in challenge, claimable, paid; with confirmations. */
export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.money(caller, { id: params.bountyId });
});
