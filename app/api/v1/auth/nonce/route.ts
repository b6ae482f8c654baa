import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** A fresh nonce and everything else that a sign-in message says. `?origin=` is where the browser is. */
export const GET = route(async ({ caller, request }) => {
  const { annotators } = await server();
  const { searchParams, origin } = new URL(request.url);
  return annotators.newNonce(caller, { origin: searchParams.get("origin") ?? origin });
});
