import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** The caller's keys for programs, newest first. */
export const GET = route(async ({ caller }) => {
  const { annotators } = await server();
  return annotators.listApiKeys(caller);
});

/** Makes a key: {name, scopes, days}. */
export const POST = route(async ({ caller, request }) => {
  const { annotators } = await server();
  return annotators.createApiKey(caller, await bodyOf(request));
});
