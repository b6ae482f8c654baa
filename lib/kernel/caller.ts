import { AppError } from "./errors";
import type { AccountNo, Address } from "./ids";

/** Somebody who signed in with a wallet. */
export type Account = { readonly kind: "account"; readonly no: AccountNo; readonly address: Address };

/** Who asks. Every service verb takes one and decides by it. */
export type Caller = Account | { readonly kind: "anonymous" } | { readonly kind: "system" };

export const ANONYMOUS: Caller = { kind: "anonymous" };
export const SYSTEM: Caller = { kind: "system" };

/** The signed-in account, or `unauthenticated`. */
export function requireAccount(caller: Caller): Account {
  if (caller.kind === "account") return caller;
  throw new AppError("unauthenticated", "Sign in with your wallet to do this.");
}

/** The account if it owns the thing, or `forbidden`; the system passes as nobody in particular. */
export function requireOwner(caller: Caller, ownerNo: AccountNo): void {
  if (caller.kind === "system") return;
  if (requireAccount(caller).no !== ownerNo) throw new AppError("forbidden", "Only the bounty's owner can do this.");
}

/** For jobs of the worker only. */
export function requireSystem(caller: Caller): void {
  if (caller.kind !== "system") throw new AppError("forbidden", "Only the worker does this.");
}
