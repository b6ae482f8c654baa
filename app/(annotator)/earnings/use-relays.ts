"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { earningsQuery, meQuery, relaysQuery } from "@/lib/client/queries";

const SENDING_MS = 1_500;

/** The claims that the operator sends for this account; looked at again while one is on its way, also after a reload. */
export function useRelays(address: string) {
  const queries = useQueryClient();
  const { data, refetch } = useQuery({
    ...relaysQuery(address),
    refetchInterval: ({ state }) => (state.data?.claims.some(({ state: at }) => at === "queued") ? SENDING_MS : false),
  });
  const queued = useMemo(
    () => new Set(data?.claims.filter(({ state }) => state === "queued").map(({ batchId }) => batchId)),
    [data],
  );
  const sending = queued.size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures are asked anew whenever one more has arrived
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: earningsQuery(address).queryKey });
    void queries.invalidateQueries({ queryKey: meQuery().queryKey });
  }, [sending, address, queries]);
  return { claims: data?.claims ?? [], queued, refetch };
}
