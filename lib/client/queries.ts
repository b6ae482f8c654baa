import { queryOptions } from "@tanstack/react-query";
import type { ApiKeyView } from "@/lib/annotators/api-keys";
import type { KeyView } from "@/lib/annotators/key-view";
import type { QualityView } from "@/lib/consensus/quality-view";
import type { DatasetView } from "@/lib/export/dataset";
import type { AnswerView } from "@/lib/settlement/answer-view";
import type { BatchView } from "@/lib/settlement/batch";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import type { EarningsView } from "@/lib/settlement/earnings";
import type { MoneyView } from "@/lib/settlement/money";
import type { RelaysView } from "@/lib/settlement/relay";
import type { DeliveryView, WebhookView } from "@/lib/webhooks/webhook-view";
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

/** The signing keys of the signed-in account, newest first. */
export const keysQuery = (address: string) =>
  queryOptions({
    queryKey: ["session-keys", address],
    queryFn: async () => (await api.get<{ keys: KeyView[] }>("/api/v1/session-keys")).keys,
  });

/** What the signed-in account earned. The address is in the key so that another account never sees it. */
export const earningsQuery = (address: string) =>
  queryOptions({ queryKey: ["earnings", address], queryFn: () => api.get<EarningsView>("/api/v1/earnings") });

/** One's own answers of a settled bounty from the item hash `after` on, each with its reason. */
export const answersQuery = (address: string, bountyId: string, after: string) =>
  queryOptions({
    queryKey: ["answers", address, bountyId, after],
    queryFn: () =>
      api.get<{ answers: AnswerView[]; next: string | null }>(`/api/v1/bounties/${bountyId}/answers?after=${after}`),
  });

export const qualityQuery = (bountyId: string) =>
  queryOptions({
    queryKey: ["quality", bountyId],
    queryFn: () => api.get<QualityView>(`/api/v1/bounties/${bountyId}/quality`),
  });

/** The batches of a bounty, first to last. */
export const batchesQuery = (bountyId: string) =>
  queryOptions({
    queryKey: ["batches", bountyId],
    queryFn: async () => (await api.get<{ batches: BatchView[] }>(`/api/v1/bounties/${bountyId}/batches`)).batches,
  });

export const batchQuery = (batchId: string) =>
  queryOptions({ queryKey: ["batch", batchId], queryFn: () => api.get<BatchView>(`/api/v1/batches/${batchId}`) });

export const datasetQuery = (bountyId: string) =>
  queryOptions({
    queryKey: ["dataset", bountyId],
    queryFn: () => api.get<DatasetView>(`/api/v1/datasets/${bountyId}`),
  });

/** Where a bounty's money is. */
export const moneyQuery = (bountyId: string) =>
  queryOptions({
    queryKey: ["money", bountyId],
    queryFn: () => api.get<MoneyView>(`/api/v1/bounties/${bountyId}/money`),
  });

/** The challenge of a batch, as `address` (or nobody, signed out) may act on it. */
export const disputeQuery = (batchId: string, address: string | null) =>
  queryOptions({
    queryKey: ["dispute", batchId, address],
    queryFn: () => api.get<DisputeView>(`/api/v1/batches/${batchId}/challenge`),
  });

/** What the challenger of a batch has said; the hash is in the key because a later challenge says something else. */
export const caseQuery = (batchId: string, sha256: string) =>
  queryOptions({
    queryKey: ["case", batchId, sha256],
    queryFn: async () => (await api.raw(`/api/v1/batches/${batchId}/challenge/evidence`)).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** How far the operator is with this account's claims. */
export const relaysQuery = (address: string) =>
  queryOptions({ queryKey: ["relays", address], queryFn: () => api.get<RelaysView>("/api/v1/earnings/relay") });

/** The signed-in account's keys for programs, newest first. */
export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ["api-keys"],
    queryFn: async () => (await api.get<{ keys: ApiKeyView[] }>("/api/v1/api-keys")).keys,
  });

/** The signed-in account's webhooks, newest first. */
export const webhooksQuery = () =>
  queryOptions({
    queryKey: ["webhooks"],
    queryFn: async () => (await api.get<{ webhooks: WebhookView[] }>("/api/v1/webhooks")).webhooks,
  });

/** The newest messages to a webhook; asked again while one of them is on its way. */
export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", id, "deliveries"],
    queryFn: async () =>
      (await api.get<{ deliveries: DeliveryView[] }>(`/api/v1/webhooks/${encodeURIComponent(id)}/deliveries`))
        .deliveries,
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: each, attempts }) => each === "waiting" && attempts === 0) ? 1_000 : 15_000,
  });
