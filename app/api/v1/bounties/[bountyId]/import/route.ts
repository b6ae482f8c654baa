import { bytesOf, route } from "@/lib/http";
import { server } from "@/lib/server";

/**
 * Takes items from the body as it streams in: `?name=&format=<see /api/v1/formats>&onError=review|keep&gold=<column>`.
 * Bad rows are reported with line and reason; good ones count when there are none, or when the owner says so.
 */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return items.ingest(caller, params.bountyId, query, bytesOf(request));
});
