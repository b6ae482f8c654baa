import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** How far the caller is in this bounty, and what it may earn. */
export const GET = route<{ bountyId: string }>(async ({ caller, params }) => {
  const { annotations } = await server();
  return annotations.progress(caller, { bountyId: params.bountyId });
});
