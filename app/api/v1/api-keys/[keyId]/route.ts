import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Ends a key at once. */
export const DELETE = route<{ keyId: string }>(async ({ caller, params }) => {
  const { annotators } = await server();
  return annotators.revokeApiKey(caller, params.keyId);
});
