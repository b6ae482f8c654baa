import { paged } from "@/lib/api/paged";
import { bodyOf, json, route } from "@/lib/http";
import { server } from "@/lib/server";

/** The released versions of a dataset, first to last. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const { versions } = await exports.versions(caller, { id: params.bountyId });
  return paged(request, "versions", versions, ({ version }) => String(version));
});

/** Releases the dataset again, under {licence, consent}: a new version where something is different. The owner's. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const body = (await bodyOf(request)) as object;
  return json(await exports.requestRelease(caller, { ...body, id: params.bountyId }), { status: 202 });
});
