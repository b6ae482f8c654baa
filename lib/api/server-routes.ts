import { z } from "zod";
import { CreateKeyInput } from "@/lib/annotators/api-key";
import { NonceInput } from "@/lib/annotators/service";
import { AssetInput } from "@/lib/items/media";
import { PageInput } from "@/lib/kernel/page";
import { type ApiRoute, del, get, post } from "./api-route";
import { FaucetInput } from "./faucet-input";

/** Who is there, and what this server stands on. */
export const SERVER_ROUTES: readonly ApiRoute[] = [
  get("getNonce", "/auth/nonce", {
    ...{ group: "account", access: "public", query: NonceInput, limit: "nonce" },
    says: "A one-time nonce and the parts of the message to sign (EIP-4361).",
  }),
  get("getMe", "/me", {
    ...{ group: "account", access: "public" },
    says: "Who is signed in, and the tokens that wallet holds.",
  }),
  get("listApiKeys", "/api-keys", {
    ...{ group: "account", access: "session", query: PageInput },
    says: "Your keys for programs: name, scopes, expiry, last use.",
  }),
  post("createApiKey", "/api-keys", {
    ...{ group: "account", access: "session", body: CreateKeyInput, limit: "key" },
    creates: true,
    says: "Makes a key. Its text is in this answer and never again.",
  }),
  del("revokeApiKey", "/api-keys/{keyId}", {
    ...{ group: "account", access: "session" },
    says: "Ends a key at once.",
  }),
  get("getOpenApi", "/openapi.json", { group: "server", access: "public", says: "This list, as OpenAPI 3.1." }),
  get("getChain", "/chain", {
    ...{ group: "server", access: "public" },
    says: "Chain, vault, token, ledger, fee, and the referee's hash.",
  }),
  get("getAsset", "/assets/{sha256}", {
    ...{
      group: "server",
      access: "public",
      query: AssetInput.omit({ sha256: true }),
      answers: "application/octet-stream",
    },
    says: "An image or a recording by its hash, any byte of it at once (Range); size=thumb: a small picture. Of a private bounty: 302 to a signed address of ten minutes, for its owner and guests.",
  }),
  get("getModel", "/models/{sha256}", {
    ...{ group: "server", access: "public", answers: "application/octet-stream" },
    says: "A suggestion model by its hash; never changes.",
  }),
  post("useFaucet", "/dev/faucet", {
    ...{ group: "server", access: "public", body: FaucetInput },
    again: "With once, only who holds nothing is given anything.",
    says: "Development chain only: 1,000 test tokens and gas for an address.",
  }),
  post("forwardRpc", "/rpc", {
    ...{ group: "server", access: "public", body: z.json() },
    again: "A signed transaction counts once, by its number.",
    says: "Development chain only: JSON-RPC for browsers, reading and sending signed transactions.",
  }),
];
