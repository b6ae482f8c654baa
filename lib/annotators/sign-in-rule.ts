import { AppError } from "@/lib/kernel/errors";
import { parseSiweMessage, type SiweFields } from "./siwe-message";

/** Where people may sign in: hosts with port (the first is the installation's own), and the chain. */
export type SignInPlace = { readonly domains: readonly string[]; readonly chainId: number };

export const STATEMENT = "Sign in to Assay. This costs nothing and moves no tokens.";
/** How long a nonce, and the message that carries it, is good. */
export const NONCE_LIFE_MS = 10 * 60_000;
/** How far apart the wallet's clock and ours may be. */
const SKEW_MS = 10 * 60_000;

/**
 * The fields of a sign-in message that is meant for this place and this moment; else a refusal that says what is wrong.
 * Nonce and signature are still to be checked.
 */
export function readSignIn(message: string, place: SignInPlace, nowMs: number): SiweFields {
  const fields = parseSiweMessage(message);
  if (!fields) {
    throw new AppError("malformed", "This is not a sign-in message as Assay asks for (EIP-4361). Sign in again.");
  }
  const wrong = wrongPlace(fields, place) ?? wrongMoment(fields, nowMs);
  if (wrong) throw new AppError("unauthenticated", wrong);
  return fields;
}

function wrongPlace({ domain, uri, chainId }: SiweFields, place: SignInPlace): string | undefined {
  if (!place.domains.includes(domain)) {
    return `The message is for ${domain}, not for ${place.domains.join(" or ")}. If you did not mean to go there, it was a trap.`;
  }
  if (hostOf(uri) !== domain) return `The message names ${domain} but leads to ${uri}.`;
  if (chainId !== place.chainId) {
    return `The message is for chain ${chainId}; this is chain ${place.chainId}. Switch the network in your wallet and sign in again.`;
  }
  return undefined;
}

function wrongMoment({ issuedAt, expiresAt, notBefore }: SiweFields, nowMs: number): string | undefined {
  if (Date.parse(expiresAt) <= nowMs) return "The sign-in message has expired. Sign in again.";
  if (notBefore !== undefined && Date.parse(notBefore) > nowMs) return `The message is not good before ${notBefore}.`;
  if (Math.abs(Date.parse(issuedAt) - nowMs) > SKEW_MS) {
    return "The message was issued more than ten minutes from now. Set the device's clock and sign in again.";
  }
  return undefined;
}

function hostOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).host : undefined;
}
