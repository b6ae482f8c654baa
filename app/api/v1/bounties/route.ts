import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Bounties by state, kind and words: `?state=open|settled|mine&kind=&q=&sort=`. */
export const GET = route(async ({ caller, request }) => {
  const { bounties } = await server();
  return bounties.list(caller, Object.fromEntries(new URL(request.url).searchParams));
});

/** Makes a draft. */
export const POST = route(async ({ caller, request }) => {
  const { bounties } = await server();
  return bounties.createDraft(caller, await bodyOf(request));
});
