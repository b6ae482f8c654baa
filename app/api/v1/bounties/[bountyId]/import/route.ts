import { bytesOf, route } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { server } from "@/lib/server";

/**
 * Takes items from the body as it streams in: `?name=&format=csv|tsv|jsonl|zip&onError=review|keep&gold=<column>`.
 * Bad rows are reported with line and reason; good ones count when there are none, or when the owner says so.
 */
export const POST = route<{ bountyId: string }>(async ({ caller, params, request }) => {
  const { items } = await server();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  // A damaged Parquet file can keep its reader busy without end: closed to the outside until it runs in a process of its own.
  if (query.format === "parquet" || query.format === "hf") {
    throw new AppError("invalid_input", "Parquet is not taken here yet. Write the rows as CSV or JSON Lines.");
  }
  return items.ingest(caller, params.bountyId, query, bytesOf(request));
});
