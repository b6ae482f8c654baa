/** Fetching what somebody else named, from the public internet only; redirects are looked at anew. */
import type { IncomingMessage } from "node:http";
import type { FetchUrl, RemoteFile } from "@/lib/items/ports";
import { AppError } from "@/lib/kernel/errors";
import { lawfulUrl, openPublic, type PublicOptions } from "./public-request";

const MOST_REDIRECTS = 5;
const IDLE_MS = 20_000;
export const TOTAL_MS = 15 * 60_000;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Opens a file by its address. Throws `invalid_input` with the reason for what is refused or does not answer. */
export function publicFetch(options: PublicOptions = {}): FetchUrl {
  return async (url, { maxBytes }) => {
    const signal = AbortSignal.timeout(TOTAL_MS);
    let at = url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const { target, answer } = await open(at, signal, options);
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

async function open(url: string, signal: AbortSignal, options: PublicOptions) {
  try {
    const target = lawfulUrl(url);
    return { target, answer: await openPublic(target, { method: "GET", headers: {}, signal }, options) };
  } catch (error) {
    throw refusal(url, AppError.of(error).message, error);
  }
}

function redirected(location: string, from: URL): string {
  if (!URL.canParse(location, from.href)) throw refusal(from.href, "it redirects to no address");
  const to = new URL(location, from.href);
  if (from.protocol === "https:" && to.protocol === "http:")
    throw refusal(from.href, "it redirects from https to http");
  return to.href;
}

/** A file whose head has come; its bytes as they arrive, within the limit. */
export function remoteFile(answer: IncomingMessage, url: URL, maxBytes: number): RemoteFile {
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
