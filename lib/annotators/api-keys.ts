import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type ApiKeyId, idFrom } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import { SCOPE_NAMES, type Scope } from "@/lib/kernel/scopes";
import { type ApiKey, CreateKeyInput, expiryOf, hashOf, isKeyText, keyText, MOST_KEYS, SECRET_BYTES } from "./api-key";
import type { ApiKeys } from "./ports";

export type ApiKeyDeps = {
  readonly apiKeys: ApiKeys;
  now(): number;
  random(bytes: number): Uint8Array;
};

export type ApiKeyView = {
  readonly id: string;
  readonly name: string;
  /** The key's last four characters. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly state: "good" | "expired" | "revoked";
  /** ISO 8601. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
};

/** Makes a key for programs of the caller. Its text is in this answer and never again. */
export async function createApiKey(
  deps: ApiKeyDeps,
  caller: Caller,
  input: unknown,
): Promise<ApiKeyView & { readonly key: string }> {
  const account = requireAccount(caller);
  const { name, scopes, days } = parseInput(CreateKeyInput, input);
  const nowMs = deps.now();
  if ((await deps.apiKeys.countGood(account.no, nowMs)) >= MOST_KEYS) {
    throw new AppError("conflict", `You have ${MOST_KEYS} good keys. Revoke one that you no longer use.`);
  }
  const key = keyText(deps.random(SECRET_BYTES));
  const made: ApiKey = {
    id: idFrom<ApiKeyId>("key", deps.random(20)),
    accountNo: account.no,
    name,
    hint: key.slice(-4),
    scopes: SCOPE_NAMES.filter((scope) => scopes.includes(scope)),
    createdAtMs: nowMs,
    expiresAtMs: expiryOf(days, nowMs),
    lastUsedAtMs: null,
    revokedAtMs: null,
  };
  await deps.apiKeys.save({ ...made, hash: hashOf(key) });
  return { ...viewOf(made, nowMs), key };
}

/** The caller's keys, newest first, the ended ones among them. */
export async function listApiKeys(deps: ApiKeyDeps, caller: Caller): Promise<{ keys: ApiKeyView[] }> {
  const account = requireAccount(caller);
  const nowMs = deps.now();
  return { keys: (await deps.apiKeys.ofAccount(account.no)).map((key) => viewOf(key, nowMs)) };
}

/** Ends a key at once. Asked again, it changes nothing. */
export async function revokeApiKey(deps: ApiKeyDeps, caller: Caller, id: string): Promise<{ revoked: true }> {
  const account = requireAccount(caller);
  if (!(await deps.apiKeys.revoke(account.no, id, deps.now()))) {
    throw new AppError("not_found", `You have no key ${id}.`);
  }
  return { revoked: true };
}

/** A program with a key: whose it is and what it may. Throws `unauthenticated` for a text that is no good key. */
export async function keyCaller(
  deps: ApiKeyDeps,
  _caller: Caller,
  text: string,
): Promise<{ readonly id: string; readonly caller: Caller; readonly scopes: readonly Scope[] }> {
  const holder = isKeyText(text) ? await deps.apiKeys.use(hashOf(text), deps.now()) : undefined;
  if (!holder) {
    throw new AppError(
      "unauthenticated",
      "This key is unknown, expired or revoked. Make a new one at /developers/keys.",
    );
  }
  const { id, accountNo: no, address, scopes } = holder;
  return { id, caller: { kind: "account", no, address }, scopes };
}

function viewOf(key: ApiKey, nowMs: number): ApiKeyView {
  const { id, name, hint, scopes, createdAtMs, expiresAtMs, lastUsedAtMs, revokedAtMs } = key;
  return {
    ...{ id, name, hint, scopes },
    state: revokedAtMs !== null ? "revoked" : expiresAtMs <= nowMs ? "expired" : "good",
    createdAt: iso(createdAtMs),
    expiresAt: iso(expiresAtMs),
    lastUsedAt: lastUsedAtMs === null ? null : iso(lastUsedAtMs),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
