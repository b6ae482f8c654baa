import { queryOptions } from "@tanstack/react-query";
import type { ApiKeyView } from "@/lib/annotators/api-keys";
import { api } from "@/lib/client/browser-api";

/** The signed-in account's keys for programs, newest first. */
export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ["api-keys"],
    queryFn: async () => (await api.get<{ keys: ApiKeyView[] }>("/api/v1/api-keys")).keys,
  });
