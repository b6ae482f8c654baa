import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Whether the operator sends claims at its cost, and how far it is with the caller's. */
export const GET = route(async ({ caller }) => {
  const { settlement } = await server();
  return settlement.relays(caller);
});

/** The operator claims for the caller, {claims: [{batchId, to?}]}; asked again, it tells how far it is. */
export const POST = route(async ({ caller, request }) => {
  const { settlement } = await server();
  return settlement.relay(caller, await bodyOf(request));
});
