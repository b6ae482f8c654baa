import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The caller's own answers of a settled bounty, each with label, score and reason: `?after=`. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { settlement } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return settlement.answersOf(caller, { ...query, id: params.bountyId });
});
