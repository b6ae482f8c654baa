import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/lib/client/browser-api";
import type { RowView } from "@/lib/export/dataset";

/**
 * A dataset's items page after page, in the order of their hashes; `filter` is the query that says which. Not among the queries that every
 * page loads.
 */
export const rowsQuery = (bountyId: string, limit: number, filter: string) =>
  infiniteQueryOptions({
    queryKey: ["dataset-rows", bountyId, limit, filter],
    queryFn: ({ pageParam }) =>
      api.get<{ rows: readonly RowView[]; next: string | null }>(
        `/api/v1/datasets/${bountyId}/rows?after=${pageParam}&limit=${limit}${filter && `&${filter}`}`,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
