import "server-only";
import { cookies } from "next/headers";
import { admitted, noted, peerOf } from "./admission";
import type { Spent } from "./annotators/rate-limit";
import { limitHeaders } from "./api/admit";
import type { ApiRoute } from "./api/api-route";
import { checkSame, hashed, type KeptReply, replyOf } from "./api/kept-reply";
import { once } from "./api/once";
import { routeOf } from "./api/routes";
import { BENCH_VERBS, type BenchVerb, type BenchVerbName } from "./bench-verbs";
import { bodyText } from "./kernel/body-text";
import type { Caller } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import { jsonText } from "./kernel/json-text";
import { checkText, readJson } from "./kernel/read-json";
import { sha256Hex } from "./kernel/sha256";
import { running } from "./running";
import { log, server } from "./server";
import { callerFrom } from "./session";

/** What a handler is given: who asks, what was asked, and the parts of the path. */
export type Call<Params> = { readonly caller: Caller; readonly request: Request; readonly params: Params };

type Context<Params> = { readonly params: Promise<Params> };

/**
 * A route handler: finds out who calls and what they may, runs `handle`, answers JSON (bigints as decimal strings), and turns
 * every refusal into RFC 9457 problem details. A `Response` passes through as it is. What the list of routes says of the
 * operation (scope, limit, Idempotency-Key) holds here, for all of them.
 */
export function route<Params = Record<string, never>>(handle: (call: Call<Params>) => Promise<unknown>) {
  return async (request: Request, context: Context<Params>): Promise<Response> => {
    const spent: Spent[] = [];
    const response = await answered(request, context, handle, spent).catch((error) => problem(error, request));
    for (const [name, value] of Object.entries(limitHeaders(spent))) response.headers.set(name, value);
    return response;
  };
}

async function answered<Params>(
  request: Request,
  context: Context<Params>,
  handle: (call: Call<Params>) => Promise<unknown>,
  spent: Spent[],
): Promise<Response> {
  const { headers } = request;
  const told = routeOf(request.method === "HEAD" ? "GET" : request.method, new URL(request.url).pathname);
  const who = { session: callerOf, authorization: headers.get("authorization"), peer: peerOf(headers) };
  const caller = await admitted(told, who, spent);
  checkText(addressOf(request));
  const run = async () => handle({ caller, request, params: await context.params });
  const key = told?.creates ? headers.get("idempotency-key") : null;
  if (told && key !== null && caller.kind === "account") {
    return madeOnce(told, request, caller, key, async (again) =>
      handle({ caller, request: again, params: await context.params }),
    );
  }
  const result = await run();
  if (result instanceof Response) return unlessHeld(headers, result);
  return request.method === "GET" || request.method === "HEAD" ? unlessKnown(headers, result) : json(result ?? null);
}

/** Path and query as they are meant, to be looked at before anything is asked for by them. */
function addressOf({ url }: Request): string {
  const { pathname, search } = new URL(url);
  try {
    return decodeURIComponent(pathname + search);
  } catch {
    throw new AppError("malformed", "The address holds a % that begins no character.");
  }
}

/** Whether If-None-Match names this very content. */
const holds = (headers: Headers, etag: string): boolean =>
  (headers.get("if-none-match") ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);

/** A handler's own answer, or 304 where the caller has what its ETag names. */
async function unlessHeld(headers: Headers, answer: Response): Promise<Response> {
  const etag = answer.headers.get("etag");
  if (answer.status !== 200 || etag === null || !holds(headers, etag)) return answer;
  await answer.body?.cancel();
  const cache = answer.headers.get("cache-control");
  return new Response(null, { status: 304, headers: { etag, ...(cache ? { "cache-control": cache } : {}) } });
}

/** JSON with its ETag, or 304 where the caller has these very bytes. */
function unlessKnown(headers: Headers, result: unknown): Response {
  const text = jsonText(result ?? null);
  const etag = `"${sha256Hex(text).slice(0, 32)}"`;
  const said = { etag, "cache-control": "private, no-cache", vary: "cookie, authorization" };
  if (holds(headers, etag)) return new Response(null, { status: 304, headers: said });
  return new Response(text, { headers: { "content-type": "application/json", ...said } });
}

async function madeOnce(
  told: ApiRoute,
  request: Request,
  caller: Caller,
  key: string,
  run: (request: Request) => Promise<unknown>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = told.body === undefined || told.body === "bytes" ? "" : await textOf(request.clone());
  const size = request.headers.get("upload-length") ?? "";
  const { kept } = (await running()).outside;
  const sent = { key, request: `${request.method} ${pathname}${search}\n${size}\n${body}` };
  const make = async () => {
    const file = told.body === "bytes" && request.body ? hashed(request.body) : undefined;
    const again = file ? new Request(request, { body: file.body, duplex: "half" } as RequestInit) : request;
    const result = await run(again);
    const answer = result instanceof Response ? result : json(result ?? null);
    return JSON.stringify(await replyOf(answer, file?.digest()));
  };
  const { text, replayed } = await once({ kept, now: Date.now }, caller, sent, make);
  const reply = JSON.parse(text) as KeptReply;
  if (replayed) await checkSame(reply, bytesOf(request));
  const headers = { ...reply.headers, "cache-control": "no-store" };
  return new Response(reply.text, {
    status: reply.status,
    headers: replayed ? { ...headers, "idempotent-replayed": "true" } : headers,
  });
}

/** A route of the bench, see `bench-verbs.ts`. */
export function benchRoute(name: BenchVerbName) {
  const verb: BenchVerb = BENCH_VERBS[name];
  return route<{ bountyId: string }>(async ({ caller, params, request }) => {
    const body = verb.method === "GET" ? {} : ((await bodyOf(request)) as object);
    return verb.run(await server(), caller, { ...body, bountyId: params.bountyId });
  });
}

/** Who is signed in on this request, by the session cookie. */
export async function callerOf(): Promise<Caller> {
  const jar = await cookies();
  return callerFrom(jar.getAll().map(({ name, value }) => [name, value] as const));
}

/** The request's JSON body, at most 8 MB, or `malformed`. */
export async function bodyOf(request: Request): Promise<unknown> {
  return readJson(await textOf(request));
}

/** What was sent as text; no more of it is kept than a body may have. */
const textOf = (request: Request): Promise<string> => bodyText(bytesOf(request));

/** The bytes of a request as they arrive. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** JSON with bigints as decimal strings. */
export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store", ...init.headers };
  return new Response(jsonText(value), { ...init, headers });
}

/** Streams text chunks as a download or a page; the source is ended when the reader goes away. */
export function streamed(
  chunks: AsyncIterable<string | Uint8Array>,
  headers: Record<string, string>,
  status = 200,
): Response {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers, status });
}

/** A refusal as RFC 9457 problem details; what was not expected is logged. */
export function problem(thrown: unknown, request: Request): Response {
  const error = noted(log, thrown, { method: request.method, path: new URL(request.url).pathname });
  return new Response(JSON.stringify(error.toProblem()), {
    status: error.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...error.headers },
  });
}
