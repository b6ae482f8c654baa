import { bytesOf, route } from "@/lib/http";
import { isClosed } from "@/lib/items/importers";
import { AppError } from "@/lib/kernel/errors";
import { server } from "@/lib/server";

/**
 * Takes items from the body as it streams in: `?name=&format=csv|tsv|jsonl|zip&onError=review|keep&gold=<column>`.
 * Bad rows are reported with line and reason; good ones count when there are none, or when the owner says so.
 */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (isClosed(query.format ?? "")) {
    throw new AppError("invalid_input", "Parquet is not taken here yet. Write the rows as CSV or JSON Lines.");
  }
  return items.ingest(caller, params.bountyId, query, bytesOf(request));
});
