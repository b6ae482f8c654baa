// People without a browser: they sign in, post, answer and claim through the public API, exactly as a page does.
import { randomUUID } from "node:crypto";
import { type Hex, keccak256, toHex } from "viem";
import { cookieFetch } from "@/bin/commands/cookie-fetch";
import { localWallet } from "@/bin/commands/local-wallet";
import type { Person } from "@/bin/commands/replay-person";
import { type Api, ApiError, createApi } from "@/lib/client/api";
import { benchApi, type LeaseDto } from "@/lib/client/bench-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { fundBounty } from "@/lib/client/fund-bounty";
import { makeKeyPair, registerKey } from "@/lib/client/make-session-key";
import { type SubmitKey, submitKey } from "@/lib/client/session-key";
import { signIn } from "@/lib/client/sign-in";
import { signedAnswers } from "@/lib/client/signed-answers";
import type { Problem } from "@/lib/kernel/errors";

export type Bounty = { readonly id: string; readonly manifestHash: Hex };
export type Posting = { readonly terms: Readonly<Record<string, unknown>> } & (
  | { readonly rows: readonly Readonly<Record<string, string>>[] }
  /** A file as an owner would drop it. */
  | { readonly file: { readonly name: string; readonly format: string; readonly bytes: Uint8Array<ArrayBuffer> } }
);
type Published = { readonly manifestHash: Hex; readonly escrowUnits: string; readonly deadlineS: number };

/** A key for a name: the same name is the same person in browser and API. Worth nothing. */
export const keyOfName = (name: string): Hex => keccak256(toHex(`assay e2e ${name}`));

/** Signs in with a wallet that holds gas and test tokens. */
export async function enter(base: string, name: string): Promise<Person> {
  const api = createApi(base, strictFetch());
  const terms = await api.get<ChainTerms>("/api/v1/chain");
  const wallet = localWallet(terms, base, keyOfName(name));
  await signIn(api, wallet);
  await api.send("POST", "/api/v1/dev/faucet", { address: wallet.address });
  return { base, api, terms, wallet };
}

/** Somebody who is not signed in; `send` hands in a sign-in message as the wallet dialog does. */
export function visitor(base: string): {
  readonly api: Api;
  send(message: string, signature: string): Promise<unknown>;
} {
  const api = createApi(base, strictFetch());
  const send = async (message: string, signature: string) => {
    const { csrfToken } = await api.get<{ csrfToken: string }>("/api/auth/csrf");
    const body = new URLSearchParams({ csrfToken, message, signature, json: "true" });
    return api.raw("/api/auth/callback/credentials", { method: "POST", body });
  };
  return { api, send };
}

/** The problem that a call is refused with; a call that goes through fails the test. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof ApiError) return outcome.problem;
  throw new Error("the call should have been refused", { cause: outcome });
}

/** A fetch that keeps cookies and accepts no refusal but problem details with a code and words, and never a 500. */
function strictFetch(): typeof fetch {
  const keeping = cookieFetch();
  return async (input, init) => {
    const response = await keeping(input, init);
    if (response.status < 400) return response;
    const problem = (await response.clone().json()) as Partial<Problem>;
    const type = response.headers.get("content-type");
    if (!type?.startsWith("application/problem+json") || !problem.code || !problem.detail || response.status === 500) {
      throw new Error(`${input}: ${response.status} ${type} ${JSON.stringify(problem)}`);
    }
    return response;
  };
}

/** Posts a bounty with these rows and freezes its terms; nothing is paid yet. */
export async function publishBounty(
  { api }: Person,
  { terms, ...data }: Posting,
): Promise<Published & { readonly id: string }> {
  const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", { deadlineS: inDays(14), ...terms });
  const { name, format, bytes } = "file" in data ? data.file : jsonlFile(data.rows);
  await api.upload(`/api/v1/bounties/${id}/import?name=${name}&format=${format}`, bytes);
  return { id, ...(await api.send<Published>("POST", `/api/v1/bounties/${id}/publish`)) };
}

const jsonlFile = (rows: readonly unknown[]) => ({
  ...{ name: "rows.jsonl", format: "jsonl" },
  bytes: rows.map((row) => JSON.stringify(row)).join("\n"),
});

/** The same, its escrow paid: an open bounty. */
export async function postBounty(owner: Person, posting: Posting): Promise<Bounty> {
  const { id, ...published } = await publishBounty(owner, posting);
  const order = { ...published, amountUnits: BigInt(published.escrowUnits) };
  const txHash = await fundBounty(owner.wallet, owner.terms, order, () => undefined);
  const { state } = await owner.api.send<{ state: string }>("POST", `/api/v1/bounties/${id}/funding`, { txHash });
  if (state !== "open") throw new Error(`the bounty is ${state} after its funding`);
  return { id, manifestHash: published.manifestHash };
}

/** A session key of this person, authorised by the wallet. */
export async function sessionKey({ api, terms, wallet }: Person): Promise<SubmitKey> {
  const pair = await makeKeyPair();
  const key = { annotator: wallet.address, publicKey: pair.publicKey, nowMs: Date.now() };
  const { keyId } = await registerKey(api, terms, key, (data) => wallet.signTypedData(data));
  return submitKey(keyId, pair.privateKey);
}

/** One answer to a lease, with an idempotency key of its own. */
export const answerTo = ({ token, item }: LeaseDto, answer: unknown) => ({
  token,
  item,
  key: randomUUID(),
  answer,
  leadMs: 1500,
  shown: null,
});

/**
 * Answers everything the bounty gives this person; `answerOf` says what, or undefined to skip the item. Returns how many
 * answers were counted.
 */
export async function answerAll(
  person: Person,
  bounty: Bounty,
  answerOf: (lease: LeaseDto) => string | undefined,
): Promise<number> {
  const key = await sessionKey(person);
  const bench = benchApi(person.api, bounty.id);
  let counted = 0;
  for (let reply = await bench.claim(20); reply.leases.length > 0; reply = await bench.claim(20)) {
    const answers = reply.leases.flatMap((lease) => {
      const answer = answerOf(lease);
      return answer === undefined ? [] : [answerTo(lease, answer)];
    });
    const skipped = reply.leases.filter((lease) => answerOf(lease) === undefined).map(({ token }) => token);
    if (skipped.length > 0) await bench.release(skipped, "skip");
    if (answers.length === 0) continue;
    const { verdicts } = await bench.submit(await signedAnswers(key, bounty.manifestHash, answers));
    counted += verdicts.filter(({ outcome }) => outcome === "counted").length;
  }
  return counted;
}

/** The text that a lease shows. */
export const textOf = ({ payload }: LeaseDto): string => (payload as { text: string }).text;

const inDays = (days: number): number => Math.floor(Date.now() / 1000) + days * 86_400;
