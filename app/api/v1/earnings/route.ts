import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** What the caller earned, why, and what can be claimed now with its proofs. */
export const GET = route(async ({ caller }) => {
  const { settlement } = await server();
  return settlement.earnings(caller);
});
