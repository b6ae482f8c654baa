import type { ListedKey } from "./ports";

/** A signing key as its owner sees it. */
export type KeyView = ListedKey & { readonly state: "good" | "expired" | "revoked" };

/** A key with what it is good for at `nowMs`. */
export function keyView(key: ListedKey, nowMs: number): KeyView {
  if (key.revokedAtMs !== null) return { ...key, state: "revoked" };
  return { ...key, state: key.expiresAtS * 1000 <= nowMs ? "expired" : "good" };
}
