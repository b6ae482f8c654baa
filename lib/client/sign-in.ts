import { siweMessage } from "@/lib/annotators/siwe-message";
import type { Api } from "./api";

export type SignInNonce = {
  readonly nonce: string;
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
  readonly statement: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
};

/** Whoever can sign a message: a wagmi connection in the browser, a local key on the command line. */
export type MessageSigner = {
  /** Checksummed, as EIP-4361 wants it. */
  readonly address: `0x${string}`;
  signMessage(message: string): Promise<string>;
};

/**
 * Sign in with Ethereum: a nonce from the server, one signature by the wallet, next-auth's credentials callback.
 * Leaves the session cookie behind. The browser and the command line both come through here.
 */
export async function signIn(api: Api, signer: MessageSigner): Promise<void> {
  const terms = await api.get<SignInNonce>("/api/v1/auth/nonce");
  const message = siweMessage({ ...terms, address: signer.address });
  const signature = await signer.signMessage(message);
  const { csrfToken } = await api.get<{ csrfToken: string }>("/api/auth/csrf");
  await api.raw("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, message, signature, json: "true" }),
  });
}

/** Ends the session on this device. */
export async function signOut(api: Api): Promise<void> {
  const { csrfToken } = await api.get<{ csrfToken: string }>("/api/auth/csrf");
  await api.raw("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
}
