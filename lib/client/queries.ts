import { queryOptions } from "@tanstack/react-query";
import { api } from "./browser-api";
import type { ChainTerms } from "./chain-terms";

export type Me = { readonly account: { readonly address: `0x${string}` } | null; readonly balanceUnits: string | null };

/** Who is signed in, and the tokens that address holds. */
export const meQuery = () => queryOptions({ queryKey: ["me"], queryFn: () => api.get<Me>("/api/v1/me") });

/** Where the money is: chain, vault, token. Never changes while a page lives. */
export const chainQuery = () =>
  queryOptions({
    queryKey: ["chain"],
    queryFn: () => api.get<ChainTerms>("/api/v1/chain"),
    staleTime: Number.POSITIVE_INFINITY,
  });
