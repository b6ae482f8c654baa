import { paged } from "@/lib/api/paged";
import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** The caller's signing keys, newest first, each with its state. */
export const GET = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return paged(request, "keys", (await annotators.listKeys(caller)).keys, ({ id }) => id);
});

/** Registers a browser's signing key: {publicKey, expiresAtS, signature} by the account (EIP-712). */
export const POST = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return annotators.registerKey(caller, await bodyOf(request));
});
