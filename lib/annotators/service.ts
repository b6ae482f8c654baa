import { z } from "zod";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { type Address, addressOf } from "@/lib/kernel/ids";
import { parseInput } from "@/lib/kernel/parse";
import type { AccountRow } from "./account";
import { type KeyView, keyView } from "./key-view";
import type { Accounts, Nonces, SessionKey, SessionKeys, Signatures } from "./ports";
import { keyIdOf, sessionKeyTypedData } from "./session-key";
import { checkKeyLife, RegisterKeyInput, signatureHex } from "./session-key-rule";
import { NONCE_LIFE_MS, readSignIn, type SignInPlace, STATEMENT } from "./sign-in-rule";

export type AnnotatorDeps = {
  readonly accounts: Accounts;
  readonly nonces: Nonces;
  readonly keys: SessionKeys;
  readonly signatures: Signatures;
  readonly place: SignInPlace & { readonly vault: `0x${string}` };
  now(): number;
  random(bytes: number): Uint8Array;
};

/** What a wallet is asked to sign: everything of the message but the address. Times are ISO 8601. */
export type NonceReply = {
  readonly nonce: string;
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
  readonly statement: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
};

export const NonceInput = z.object({ origin: z.url().optional() });

/** A fresh nonce, good for ten minutes and one sign-in. `origin` is where the browser is; unknown ones get our own. */
export async function newNonce(deps: AnnotatorDeps, _caller: Caller, input: unknown = {}): Promise<NonceReply> {
  const { origin } = parseInput(NonceInput, input);
  const host = origin === undefined ? undefined : new URL(origin).host;
  const known = deps.place.domains.find((domain) => domain === host);
  const domain = known ?? deps.place.domains[0] ?? "localhost";
  const nonce = [...deps.random(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const nowMs = deps.now();
  await deps.nonces.sweep(nowMs);
  await deps.nonces.save(nonce, nowMs + NONCE_LIFE_MS);
  return {
    nonce,
    domain,
    uri: known !== undefined && origin !== undefined ? new URL(origin).origin : originOf(domain),
    chainId: deps.place.chainId,
    statement: STATEMENT,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + NONCE_LIFE_MS).toISOString(),
  };
}

const SignInInput = z.object({ message: z.string().max(4_000), signature: signatureHex });

/**
 * Signs somebody in: the message is for this place and moment, its nonce is used up now, the account signed it.
 * Each refusal says which of these failed. The nonce goes first: of two who send one message, one is refused.
 */
export async function signIn(deps: AnnotatorDeps, _caller: Caller, input: unknown): Promise<AccountRow> {
  const { message, signature } = parseInput(SignInInput, input);
  const nowMs = deps.now();
  const fields = readSignIn(message, deps.place, nowMs);
  if (!(await deps.nonces.consume(fields.nonce, nowMs))) {
    throw new AppError("unauthenticated", "This sign-in message was used before, or it is not ours. Sign in again.");
  }
  const address = addressOf(fields.address) as Address;
  if (!(await deps.signatures.verifySignature({ address, message, signature }))) {
    throw new AppError(
      "unauthenticated",
      `The signature is not by ${fields.address}. Sign in again with that account.`,
    );
  }
  return deps.accounts.ensure(address);
}

/** Lets a browser's key sign answers for the caller until it expires: the account signed so (EIP-712). */
export async function registerKey(deps: AnnotatorDeps, caller: Caller, input: unknown): Promise<{ id: string }> {
  const account = requireAccount(caller);
  const { publicKey, expiresAtS, signature } = parseInput(RegisterKeyInput, input);
  checkKeyLife(expiresAtS, deps.now());
  const { chainId, vault } = deps.place;
  const data = sessionKeyTypedData({ chainId, vault, annotator: account.address, publicKey, expiresAtS });
  if (!(await deps.signatures.verifyTypedData({ ...data, address: account.address, signature }))) {
    throw new AppError("invalid_input", `The key's permission is not signed by ${account.address} for this chain.`);
  }
  const id = keyIdOf(publicKey);
  if (!(await deps.keys.save({ id, accountNo: account.no, publicKey, expiresAtS, signature }))) {
    throw new AppError("conflict", "This key was revoked, or belongs to another account. Make a new one.");
  }
  return { id };
}

/** The caller's own key of this id while it is good; undefined otherwise. */
export async function keyFor(deps: AnnotatorDeps, caller: Caller, keyId: string): Promise<SessionKey | undefined> {
  const account = requireAccount(caller);
  const key = await deps.keys.live(keyId, Math.floor(deps.now() / 1000));
  return key?.accountNo === account.no ? key : undefined;
}

/** Keys that a list shows. */
const LISTED_KEYS = 50;

/** The caller's keys, newest first: one a browser that signed answers. */
export async function listKeys(deps: AnnotatorDeps, caller: Caller): Promise<{ keys: KeyView[] }> {
  const account = requireAccount(caller);
  const nowMs = deps.now();
  const keys = await deps.keys.list(account.no, LISTED_KEYS);
  return { keys: keys.map((key) => keyView(key, nowMs)) };
}

/** Ends a key: what it signs from now on is refused. */
export async function revokeKey(deps: AnnotatorDeps, caller: Caller, keyId: string): Promise<{ revoked: boolean }> {
  const account = requireAccount(caller);
  return { revoked: await deps.keys.revoke(account.no, keyId, deps.now()) };
}

export type Me = { readonly account: { readonly address: Address } | null; readonly sessionKeys: number };

/** Who the caller is, and how many of its browsers' keys are good. */
export async function me(deps: AnnotatorDeps, caller: Caller): Promise<Me> {
  if (caller.kind !== "account") return { account: null, sessionKeys: 0 };
  const sessionKeys = await deps.keys.countLive(caller.no, Math.floor(deps.now() / 1000));
  return { account: { address: caller.address }, sessionKeys };
}

/** Hosts on this machine speak plain HTTP, all others TLS. */
const originOf = (domain: string) => `${/^(localhost|127\.|\[::1\])/.test(domain) ? "http" : "https"}://${domain}`;
