import { z } from "zod";
import type { AccountNo, Address, ApiKeyId, Sha256 } from "@/lib/kernel/ids";
import { SCOPE_NAMES, type Scope } from "@/lib/kernel/scopes";
import { sha256Hex } from "@/lib/kernel/sha256";

/** Bytes of chance in a key. */
export const SECRET_BYTES = 32;
const MARK = "assay_";
const KEY = /^assay_[A-Za-z0-9_-]{43}$/;
const DAY_MS = 24 * 3_600_000;
/** Keys of one account that are good at the same time. */
export const MOST_KEYS = 50;

export const CreateKeyInput = z.object({
  name: z.string().trim().min(1, "a name to know the key by").max(100),
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1, "allow it something").max(SCOPE_NAMES.length),
  days: z.int().min(1, "a key lives a day at least").max(366, "a key lives 366 days at most").default(90),
});

/** A key as stored. */
export type ApiKey = {
  readonly id: ApiKeyId;
  readonly accountNo: AccountNo;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
};

/** Whose a good key is. */
export type KeyHolder = {
  readonly id: ApiKeyId;
  readonly accountNo: AccountNo;
  readonly address: Address;
  readonly scopes: readonly Scope[];
};

/** A key's text from 32 random bytes: base64url behind a mark by which scanners of leaked secrets know it. */
export function keyText(random: Uint8Array): string {
  if (random.length !== SECRET_BYTES) throw new RangeError(`a key needs ${SECRET_BYTES} random bytes`);
  const text = btoa(String.fromCharCode(...random));
  return MARK + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What is kept of a key. A plain hash will do: nobody guesses 256 bits. */
export const hashOf = (key: string): Sha256 => sha256Hex(key);

export const isKeyText = (text: string): boolean => KEY.test(text);

export const expiryOf = (days: number, nowMs: number): number => nowMs + days * DAY_MS;
