import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The owner's look at the first items. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  return items.sample(caller, params.bountyId, Object.fromEntries(new URL(request.url).searchParams));
});
