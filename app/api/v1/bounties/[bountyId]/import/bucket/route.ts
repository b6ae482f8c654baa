import { bodyOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/** Takes items from an object in a bucket that speaks S3; the query is that of an upload, the body names the object. */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return items.ingestFromBucket(caller, params.bountyId, query, await bodyOf(request));
});
