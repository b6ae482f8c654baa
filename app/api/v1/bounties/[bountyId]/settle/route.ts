import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Closes the bounty to new answers and queues the batch that pays them. Asked again: the same batch. */
export const POST = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { settlement } = await server();
  return settlement.settle(caller, { id: params.bountyId });
});
