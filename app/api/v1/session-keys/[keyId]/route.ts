import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** Revokes a signing key of the caller: nothing it signs from now on counts. */
export const DELETE = route<{ keyId: string }>(async ({ caller, params }) => {
  const { annotators } = await server();
  return annotators.revokeKey(caller, params.keyId);
});
