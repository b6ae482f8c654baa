import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** A page of the dataset's rows: `?after=&limit=`. */
export const GET = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { exports } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return exports.datasetRows(caller, { ...query, id: params.bountyId });
});
