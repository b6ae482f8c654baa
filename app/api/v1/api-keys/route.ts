import { paged } from "@/lib/api/paged";
import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** The caller's keys for programs, newest first. */
export const GET = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return paged(request, "keys", (await annotators.listApiKeys(caller)).keys, ({ id }) => id);
});

/** Makes a key: {name, scopes, days}. */
export const POST = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return annotators.createApiKey(caller, await bodyOf(request));
});
