import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Registers a browser's signing key: {publicKey, expiresAtS, signature} by the account (EIP-712). */
export const POST = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return annotators.registerKey(caller, await bodyOf(request));
});
