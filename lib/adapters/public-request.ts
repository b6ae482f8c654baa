/**
 * A request to an address that somebody else named: only to addresses of the public internet. The name is resolved once, every address
 * it has must be public, and the connection goes to the address that was looked at.
 */
import { lookup as resolve } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { AppError } from "@/lib/kernel/errors";

const IDLE_MS = 20_000;

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

export type PublicOptions = {
  /** Tests let their own machine be public. */
  readonly isAllowed?: (address: string) => boolean;
  resolve?(host: string): Promise<readonly { readonly address: string; readonly family: number }[]>;
};

export type PublicRequest = {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
};

/** The answer's head, whatever its status; its body is not read yet. Throws `invalid_input` with the bare reason. */
export async function openPublic(
  url: URL,
  { body, signal, ...request }: PublicRequest,
  options: PublicOptions,
): Promise<IncomingMessage> {
  const pinned = await publicAddress(url, options);
  const lookup: LookupFunction = (_host, wanted, done) =>
    wanted.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const headers = { "user-agent": "assay", "accept-encoding": "identity", ...request.headers };
  return new Promise((answered, failed) => {
    const sent = send(url, { method: request.method, headers, lookup, signal, timeout: IDLE_MS, agent: false });
    sent.once("response", answered);
    sent.once("timeout", () => sent.destroy(new Error("it did not answer in time")));
    sent.once("error", (cause: Error) => failed(refused(wordsOf(cause), cause)));
    sent.end(body);
  });
}

const wordsOf = (cause: Error) =>
  cause.name === "AbortError" || cause.name === "TimeoutError"
    ? "it took too long"
    : `it cannot be reached (${cause.message})`;

/** The one address that is connected to; each that the name has must be public, so that chance decides nothing. */
export async function publicAddress(url: URL, { isAllowed = isPublicAddress, resolve: ask = all }: PublicOptions) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await ask(host).catch((cause) => {
        throw refused(`the name ${host} is not known`, cause);
      });
  const [first] = addresses;
  if (!first || !addresses.every(({ address }) => isAllowed(address))) {
    throw refused("its address is not one of the public internet");
  }
  return first;
}

const all = (host: string) => resolve(host, { all: true, verbatim: true });

/** An address of http or https without a name and password in it. Throws `invalid_input` with the bare reason. */
export function lawfulUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) throw refused("not an address of http or https");
  if (url.username !== "" || url.password !== "") throw refused("take the name and password out of the address");
  return url;
}

const refused = (reason: string, cause?: unknown) => new AppError("invalid_input", reason, { cause });
