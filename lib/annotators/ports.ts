import type { AccountNo, Address, Sha256 } from "@/lib/kernel/ids";
import type { AccountRow } from "./account";
import type { ApiKey, KeyHolder } from "./api-key";
import type { sessionKeyTypedData } from "./session-key";

export type Accounts = {
  /** The account of an address; made at its first sign-in. */
  ensure(address: Address): Promise<AccountRow>;
};

export type Nonces = {
  save(value: string, expiresAtMs: number): Promise<void>;
  /** Deletes a nonce that is not expired; true for exactly one of all who try. */
  consume(value: string, nowMs: number): Promise<boolean>;
  /** Deletes the expired ones. */
  sweep(nowMs: number): Promise<void>;
};

export type SessionKey = {
  readonly id: Sha256;
  readonly accountNo: AccountNo;
  /** SPKI, base64url. */
  readonly publicKey: string;
  readonly expiresAtS: number;
  /** The account's EIP-712 signature. */
  readonly signature: `0x${string}`;
};

/** A key as its owner sees it in a list. */
export type ListedKey = {
  readonly id: Sha256;
  readonly createdAtMs: number;
  readonly expiresAtS: number;
  readonly revokedAtMs: number | null;
};

export type SessionKeys = {
  /** Stores a key, or its new expiry and signature; false when another account has this very key, or it was revoked. */
  save(key: SessionKey): Promise<boolean>;
  /** A key that is not revoked and not expired. */
  live(id: string, nowS: number): Promise<SessionKey | undefined>;
  /** The account's keys, good ones and others, newest first, at most `limit`. */
  list(accountNo: AccountNo, limit: number): Promise<readonly ListedKey[]>;
  countLive(accountNo: AccountNo, nowS: number): Promise<number>;
  /** False when this account has no such key, or it was revoked before. */
  revoke(accountNo: AccountNo, id: string, nowMs: number): Promise<boolean>;
};

/** Whether an account signed: a key's own signature, or a contract's word (ERC-1271). Throws `chain_unavailable`. */
export type Signatures = {
  verifySignature(signed: { address: Address; message: string; signature: `0x${string}` }): Promise<boolean>;
  verifyTypedData(
    signed: ReturnType<typeof sessionKeyTypedData> & { address: Address; signature: `0x${string}` },
  ): Promise<boolean>;
};

export type ApiKeys = {
  save(key: ApiKey & { readonly hash: Sha256 }): Promise<void>;
  /** Newest first. */
  ofAccount(accountNo: AccountNo): Promise<readonly ApiKey[]>;
  countGood(accountNo: AccountNo, nowMs: number): Promise<number>;
  /** Whose a key is, if it is neither revoked nor expired; notes that it was used (to the minute). */
  use(hash: Sha256, nowMs: number): Promise<KeyHolder | undefined>;
  /** False when this account has no such key. */
  revoke(accountNo: AccountNo, id: string, nowMs: number): Promise<boolean>;
};

/** An answer kept for a request that may be sent again. */
export type KeptAnswers = {
  /**
   * Takes hold of a key. `kept`: the request was answered before. `busy`: it is being worked on. `other`: the key stands for
   * another request. Old ones are forgotten on the way.
   */
  begin(
    accountNo: AccountNo,
    key: string,
    fingerprint: Sha256,
    nowMs: number,
  ): Promise<{ readonly kind: "begun" | "busy" | "other" } | { readonly kind: "kept"; readonly answer: string }>;
  keep(accountNo: AccountNo, key: string, answer: string): Promise<void>;
  /** Nothing was made: the key is free again. */
  drop(accountNo: AccountNo, key: string): Promise<void>;
};
