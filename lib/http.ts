import "server-only";
import { cookies } from "next/headers";
import { getToken } from "next-auth/jwt";
import { ANONYMOUS, type Caller } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import type { AccountNo, Address } from "./kernel/ids";
import { log } from "./server";

/** What a handler is given: who asks, what was asked, and the parts of the path. */
export type Call<Params> = { readonly caller: Caller; readonly request: Request; readonly params: Params };

type Context<Params> = { readonly params: Promise<Params> };

/**
 * A route handler: finds out who calls, runs `handle`, answers JSON (bigints as decimal strings), and turns every
 * refusal into RFC 9457 problem details. A `Response` passes through as it is.
 */
export function route<Params = Record<string, never>>(handle: (call: Call<Params>) => Promise<unknown>) {
  return async (request: Request, context: Context<Params>): Promise<Response> => {
    try {
      const result = await handle({ caller: await callerOf(), request, params: await context.params });
      return result instanceof Response ? result : json(result ?? null);
    } catch (error) {
      return problem(error, request);
    }
  };
}

/** Who is signed in on this request, by the session cookie. */
export async function callerOf(): Promise<Caller> {
  const jar = await cookies();
  const all = Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value]));
  const token = await getToken({ req: { cookies: all, headers: {} } as Parameters<typeof getToken>[0]["req"] });
  if (!token || typeof token.accountNo !== "string" || typeof token.address !== "string") return ANONYMOUS;
  return { kind: "account", no: BigInt(token.accountNo) as AccountNo, address: token.address as Address };
}

/** The request's JSON body, at most 8 MB, or `malformed`. */
export async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > 8_000_000) throw new AppError("too_large", "The body is larger than 8 MB; send fewer at once.");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed", "The body is not JSON.", { cause });
  }
}

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
  const text = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? item.toString() : item));
  const headers = { "content-type": "application/json", "cache-control": "no-store", ...init.headers };
  return new Response(text, { ...init, headers });
}

/** Streams text chunks as a download or a page; the source is ended when the reader goes away. */
export function streamed(chunks: AsyncIterable<string | Uint8Array>, headers: Record<string, string>): Response {
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
  return new Response(body, { headers });
}

function problem(thrown: unknown, request: Request): Response {
  const error = AppError.of(thrown);
  const where = { method: request.method, path: new URL(request.url).pathname, code: error.code };
  if (error.expected) log.debug({ ...where, detail: error.message }, "refused");
  else log.error({ ...where, err: error.cause ?? error }, "fault");
  return new Response(JSON.stringify(error.toProblem()), {
    status: error.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
