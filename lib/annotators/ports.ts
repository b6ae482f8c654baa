import type { AccountNo, Address, Sha256 } from "@/lib/kernel/ids";
import type { AccountRow } from "./account";
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
