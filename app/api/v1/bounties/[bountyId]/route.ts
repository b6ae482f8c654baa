import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

type Params = { bountyId: string };

export const GET = route<Params>(async ({ caller, params }) => {
  const { bounties } = await server();
  return bounties.get(caller, params.bountyId);
});

/** Changes a draft. */
export const PATCH = route<Params>(async ({ caller, params, request }) => {
  const { bounties } = await server();
  return bounties.updateDraft(caller, params.bountyId, await bodyOf(request));
});

/** Deletes a draft and its items. */
export const DELETE = route<Params>(async ({ caller, params }) => {
  const { bounties } = await server();
  return bounties.deleteDraft(caller, params.bountyId);
});
