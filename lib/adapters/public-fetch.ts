/**
 * Fetching what somebody else named: only from addresses of the public internet. The name is resolved once, every address it has
 * must be public, and the connection goes to the address that was looked at; redirects are looked at anew.
 */
import { lookup as resolve } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { FetchUrl, RemoteFile } from "@/lib/items/ports";
import { AppError } from "@/lib/kernel/errors";

const MOST_REDIRECTS = 5;
const IDLE_MS = 20_000;
const TOTAL_MS = 15 * 60_000;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Addresses that are not of the public internet (IANA's special-purpose registries), and those that wrap another one. */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  CLOSED.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  CLOSED.addSubnet(net, bits, "ipv6");
}
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");

/** Whether an address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !CLOSED.check(address, "ipv4");
  return family === 6 && !address.includes("%") && GLOBAL.check(address, "ipv6") && !CLOSED.check(address, "ipv6");
}

export type PublicFetchOptions = {
  /** Tests let their own machine be public. */
  readonly isAllowed?: (address: string) => boolean;
  resolve?(host: string): Promise<readonly { readonly address: string; readonly family: number }[]>;
};

/** Opens a file by its address. Throws `invalid_input` with the reason for what is refused or does not answer. */
export function publicFetch(options: PublicFetchOptions = {}): FetchUrl {
  return async (url, { maxBytes }) => {
    const signal = AbortSignal.timeout(TOTAL_MS);
    let at = url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const target = lawful(at);
      const answer = await open(target, signal, options);
      const status = answer.statusCode ?? 0;
      if (REDIRECTS.includes(status) && answer.headers.location !== undefined) {
        answer.destroy();
        at = redirected(answer.headers.location, target);
      } else if (status === 200) return remoteFile(answer, target, maxBytes);
      else {
        answer.destroy();
        throw refusal(at, `the server answered ${status}`);
      }
    }
    throw refusal(url, `it redirects more than ${MOST_REDIRECTS} times`);
  };
}

async function open(url: URL, signal: AbortSignal, options: PublicFetchOptions): Promise<IncomingMessage> {
  const pinned = await pin(url, options);
  const lookup: LookupFunction = (_host, wanted, done) =>
    wanted.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const headers = { "user-agent": "assay", "accept-encoding": "identity" };
  return new Promise((answered, failed) => {
    const request = send(url, { headers, lookup, signal, timeout: IDLE_MS, agent: false });
    request.once("response", answered);
    request.once("timeout", () => request.destroy(new Error("it did not answer in time")));
    request.once("error", (cause: Error) => failed(refusal(url.href, wordsOf(cause), cause)));
    request.end();
  });
}

const wordsOf = (cause: Error) =>
  cause.name === "AbortError" || cause.name === "TimeoutError"
    ? "it took too long"
    : `it cannot be reached (${cause.message})`;

/** The one address that is connected to; each that the name has must be public, so that chance decides nothing. */
async function pin(url: URL, { isAllowed = isPublicAddress, resolve: ask = all }: PublicFetchOptions) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await ask(host).catch((cause) => {
        throw refusal(url.href, `the name ${host} is not known`, cause);
      });
  const [first] = addresses;
  if (!first || !addresses.every(({ address }) => isAllowed(address))) {
    throw refusal(url.href, "its address is not one of the public internet");
  }
  return first;
}

const all = (host: string) => resolve(host, { all: true, verbatim: true });

function lawful(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw refusal(text, "not an address of http or https");
  if (url.username !== "" || url.password !== "") throw refusal(text, "take the name and password out of the address");
  return url;
}

function redirected(location: string, from: URL): string {
  if (!URL.canParse(location, from.href)) throw refusal(from.href, "it redirects to no address");
  const to = new URL(location, from.href);
  if (from.protocol === "https:" && to.protocol === "http:")
    throw refusal(from.href, "it redirects from https to http");
  return to.href;
}

function remoteFile(answer: IncomingMessage, url: URL, maxBytes: number): RemoteFile {
  const announced = Number(answer.headers["content-length"]);
  if (announced > maxBytes) {
    answer.destroy();
    throw tooLarge(url.href, maxBytes);
  }
  return { name: decodeName(url), bytes: limited(answer, url.href, maxBytes) };
}

async function* limited(answer: IncomingMessage, url: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  answer.setTimeout(IDLE_MS, () => answer.destroy(new Error("it sent nothing for too long")));
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(url, maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : refusal(url, `it broke off (${(error as Error).message})`, error);
  } finally {
    answer.destroy();
  }
}

function decodeName(url: URL): string {
  const last = url.pathname.split("/").filter(Boolean).at(-1) ?? url.hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

const tooLarge = (url: string, most: number) =>
  new AppError("too_large", `${short(url)} is larger than ${Math.round(most / 1_000_000)} MB.`);

const refusal = (url: string, reason: string, cause?: unknown) =>
  new AppError("invalid_input", `${short(url)} was not fetched: ${reason}.`, { cause });

const short = (url: string) => (url.length > 200 ? `${url.slice(0, 200)}…` : url);
